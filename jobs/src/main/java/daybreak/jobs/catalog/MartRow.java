package daybreak.jobs.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row read from the marts. Values are String (text, jsonb as its text), Long, Double, Boolean, LocalDate, Instant or
 * a list of String; null is NULL.
 */
public record MartRow(Map<String, @Nullable Object> values) {

    static MartRow of(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i), value(result, i, columns.getColumnTypeName(i)));
        }
        return new MartRow(Collections.unmodifiableMap(values));
    }

    private static @Nullable Object value(ResultSet result, int column, String type) throws SQLException {
        Object value = switch (type) {
            case "date" -> result.getObject(column, LocalDate.class);
            case "timestamptz" -> result.getObject(column, OffsetDateTime.class);
            case "_text" -> result.getArray(column);
            case "int2", "int4", "int8" -> result.getLong(column);
            case "float4", "float8", "numeric" -> result.getDouble(column);
            case "bool" -> result.getBoolean(column);
            default -> result.getString(column);
        };
        if (result.wasNull() || value == null) {
            return null;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Array array) {
            return List.of((String[]) array.getArray());
        }
        return value;
    }

    public @Nullable String text(String column) {
        return (String) value(column);
    }

    /** A text that the schema says is never null. */
    public String requiredText(String column) {
        return (String) required(column);
    }

    public @Nullable Long number(String column) {
        return (Long) value(column);
    }

    public @Nullable Double decimal(String column) {
        return (Double) value(column);
    }

    public @Nullable LocalDate day(String column) {
        return (LocalDate) value(column);
    }

    /** A day that the schema says is never null. */
    public LocalDate requiredDay(String column) {
        return (LocalDate) required(column);
    }

    public @Nullable Instant instant(String column) {
        return (Instant) value(column);
    }

    @SuppressWarnings("unchecked") // of() makes lists of String alone
    public List<String> texts(String column) {
        return (List<String>) required(column);
    }

    public Object required(String column) {
        return Objects.requireNonNull(value(column), () -> column + " is never null");
    }

    /** A value of whatever type. */
    public @Nullable Object value(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException("no column " + column + " among " + values.keySet());
        }
        return values.get(column);
    }
}
