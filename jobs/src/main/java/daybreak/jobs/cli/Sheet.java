package daybreak.jobs.cli;

import daybreak.jobs.catalog.MartRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result: columns and rows. The one shape from which table, CSV and JSON are written.
 *
 * <p>Values are String, Long, Double, Boolean, LocalDate, OffsetDateTime, List of String, JsonNode, or {@link Shown} of
 * one of them; null is absent.
 */
final class Sheet {

    /**
     * A column.
     *
     * @param name as other programs know it; {@code reason.zh} becomes a member of an object {@code reason} in JSON
     * @param inTable whether people see it in the table
     */
    record Column(String name, boolean inTable) {}

    /**
     * A value that people see otherwise than programs do.
     *
     * @param value as programs get it, unrounded
     * @param text as it stands in the table
     */
    record Shown(Object value, String text) {}

    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Sheet(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Rows of a question to the marts as they are, in columns of the same names. */
    static Sheet of(Iterable<MartRow> rows, String... names) {
        Sheet sheet = new Sheet(Arrays.stream(names).map(Sheet::column).toArray(Column[]::new));
        for (MartRow row : rows) {
            sheet.add(Arrays.stream(names).map(row::value).toArray());
        }
        return sheet;
    }

    /** A column for programs and people. */
    static Column column(String name) {
        return new Column(name, true);
    }

    /** A column for programs alone. */
    static Column hidden(String name) {
        return new Column(name, false);
    }

    void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + values.length + " values");
        }
        rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
    }

    List<Column> columns() {
        return columns;
    }

    List<List<@Nullable Object>> rows() {
        return Collections.unmodifiableList(rows);
    }
}
