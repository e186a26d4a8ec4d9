package daybreak.jobs.ingest;

import daybreak.schemas.export.Bounds;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.NamedValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the filled cells of one column into values, in the classes that the warehouse's rows carry. */
final class CellReader {

    private static final int EXACT_DIGITS = 15;

    private final Column column;
    private final TimeForms times;
    private final BigDecimal factor;
    private final Map<String, String> named = new HashMap<>();

    /** @param factor by which amounts are multiplied: 1 for yuan, 10,000 for 万元 */
    CellReader(Column column, TimeForms times, BigDecimal factor) {
        this.column = column;
        this.times = times;
        this.factor = factor;
        for (NamedValue value : column.values()) {
            named.put(value.name(), value.name());
            String zh = value.zh();
            if (zh != null) {
                named.put(zh, value.name());
            }
        }
    }

    Column column() {
        return column;
    }

    /**
     * The value of a trimmed cell that is not blank: its Java object, or a {@link Refusal}.
     *
     * @param unlisted collects items of a list that names its values, where they are none of these
     */
    Object read(String cell, Set<String> unlisted) {
        return switch (column.type()) {
            case TEXT -> cell;
            case ENUMERATION -> orRefusal(named.get(cell), RefusalCode.NOT_IN_ENUMERATION, "one of " + names());
            case BOOLEAN -> orRefusal(truth(cell), RefusalCode.NOT_A_BOOLEAN, "true/false, 是/否, 1/0 or Y/N");
            case DATE -> orRefusal(times.days(cell), RefusalCode.NOT_A_DATE, "a date such as 2026-01-31");
            case TIME -> orRefusal(times.micros(cell), RefusalCode.NOT_A_TIME, "a time such as 2026-01-31 09:30:00");
            case INTEGER, DECIMAL, MONEY -> number(cell);
            case LIST -> list(cell, unlisted);
            case LIST_OF_SECONDS -> listOfSeconds(cell);
        };
    }

    /** What analysis may see of a value that was just read. */
    double coarse(String cell) {
        if (column.coarse() == null) {
            throw new IllegalStateException(column.name() + " is not made coarse.");
        }
        return column.coarse().centre(new BigDecimal(cell));
    }

    private Object number(String cell) {
        if (!isNumber(cell)) {
            return refusal(RefusalCode.NOT_A_NUMBER, "a plain decimal such as 1234.5" + range());
        }
        double value = factor.compareTo(BigDecimal.ONE) == 0
                ? Double.parseDouble(cell)
                : new BigDecimal(cell).multiply(factor).doubleValue();
        Bounds bounds = column.bounds();
        if (bounds != null && !bounds.contains(value)) {
            boolean negative =
                    value < 0 && bounds.minimum() != null && bounds.minimum() == 0 && bounds.maximum() == null;
            return refusal(negative ? RefusalCode.NEGATIVE : RefusalCode.OUT_OF_RANGE, "a number" + range());
        }
        if (Double.isInfinite(value)) {
            return refusal(RefusalCode.OUT_OF_RANGE, "a number that a double can hold");
        }
        if (column.type() != ColumnType.INTEGER) {
            return value + 0.0;
        }
        if (value != Math.rint(value)) {
            return refusal(RefusalCode.NOT_A_WHOLE_NUMBER, "a whole number" + range());
        }
        if (Math.abs(value) >= Math.pow(10, EXACT_DIGITS)) {
            return refusal(RefusalCode.OUT_OF_RANGE, "a whole number of at most " + EXACT_DIGITS + " digits");
        }
        return (long) value;
    }

    private List<String> list(String cell, Set<String> unlisted) {
        List<String> items = new ArrayList<>();
        for (String part : cell.split(";", -1)) {
            String item = part.strip();
            if (item.isEmpty()) {
                continue;
            }
            String canonical = named.get(item);
            if (canonical == null && !named.isEmpty()) {
                unlisted.add(column.name() + "=" + item);
            }
            items.add(canonical == null ? item : canonical);
        }
        return items;
    }

    private Object listOfSeconds(String cell) {
        List<String> items = new ArrayList<>();
        for (String part : cell.split(";", -1)) {
            String item = part.strip();
            if (item.isEmpty()) {
                continue;
            }
            int equals = item.indexOf('=');
            String seconds = item.substring(equals + 1).strip();
            if (equals < 1 || !isNumber(seconds)) {
                return refusal(RefusalCode.NOT_A_LIST_OF_SECONDS, "items such as kitchen=40, separated by semicolons");
            }
            if (new BigDecimal(seconds).signum() < 0) {
                return refusal(RefusalCode.NEGATIVE, "seconds of at least 0");
            }
            items.add(item.substring(0, equals).strip() + "=" + seconds);
        }
        return items;
    }

    /** {@code -?[0-9]+(\.[0-9]+)?}, without a pattern: it is asked of every number. */
    private static boolean isNumber(String cell) {
        int start = cell.startsWith("-") ? 1 : 0;
        int point = cell.indexOf('.');
        int whole = point < 0 ? cell.length() : point;
        return areDigits(cell, start, whole) && (point < 0 || areDigits(cell, point + 1, cell.length()));
    }

    private static boolean areDigits(String cell, int from, int to) {
        for (int i = from; i < to; i++) {
            if (cell.charAt(i) < '0' || cell.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    private static @Nullable Boolean truth(String cell) {
        return switch (cell) {
            case "true", "是", "1", "Y" -> Boolean.TRUE;
            case "false", "否", "0", "N" -> Boolean.FALSE;
            default -> null;
        };
    }

    private Object orRefusal(@Nullable Object value, RefusalCode code, String expected) {
        return value == null ? refusal(code, expected) : value;
    }

    private Refusal refusal(RefusalCode code, String expected) {
        return new Refusal(column.name(), code, expected);
    }

    private String names() {
        return String.join(", ", column.values().stream().map(NamedValue::name).toList());
    }

    private String range() {
        Bounds bounds = column.bounds();
        if (bounds == null) {
            return "";
        }
        if (bounds.maximum() == null) {
            return " of at least " + bounds.minimum();
        }
        return bounds.minimum() == null
                ? " of at most " + bounds.maximum()
                : " between " + bounds.minimum() + " and " + bounds.maximum();
    }
}
