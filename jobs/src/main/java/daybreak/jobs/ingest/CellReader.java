package daybreak.jobs.ingest;

import daybreak.schemas.Nearest;
import daybreak.schemas.export.Bounds;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.NamedValue;
import daybreak.schemas.source.CellForm;
import daybreak.schemas.source.ColumnNotation;
import daybreak.schemas.source.Notation;
import daybreak.schemas.source.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filled cells of one column into values, in the classes that the warehouse's rows carry. Each cell is read by the
 * contract first, for nearly all are of its form; what a mapping allows beside it is tried where that fails.
 */
final class CellReader {

    private static final int EXACT_DIGITS = 15;
    /** A cell that is longer was not meant as a value of an enumeration. */
    private static final int LONGEST_MISSPELT = 40;

    private final Column column;
    private final TimeForms times;
    private final NumberForms numbers;
    private final @Nullable Unit unit;
    private final boolean isFullWidth;
    private final boolean hasInvisible;
    private final boolean isSimplified;
    private final String itemSeparators;
    private final Map<String, String> named = new HashMap<>();

    /** @param times of the source; the column's calendar is added */
    CellReader(Column column, TimeForms times, Notation notation, ColumnNotation own) {
        this.column = column;
        this.times = own.calendar() == null ? times : times.in(own.calendar());
        this.numbers = new NumberForms(column, notation, own);
        this.unit = own.unit();
        this.isFullWidth = notation.allows(CellForm.FULL_WIDTH);
        this.hasInvisible = notation.allows(CellForm.INVISIBLE);
        this.isSimplified = (isFullWidth || hasInvisible)
                && column.type() != ColumnType.TEXT
                && !column.type().isList();
        this.itemSeparators = own.itemSeparators() + (isFullWidth ? "；" : "");
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
    Object read(String cell, Set<Oddity> unlisted) {
        Object value = readAsIs(cell, unlisted);
        if (!isSimplified || !(value instanceof Refusal)) {
            return value;
        }
        String simple = simple(cell);
        return simple.equals(cell) ? value : readAsIs(simple, unlisted);
    }

    private Object readAsIs(String cell, Set<Oddity> unlisted) {
        return switch (column.type()) {
            case TEXT -> cell;
            case ENUMERATION -> enumerated(cell);
            case BOOLEAN -> orRefusal(truth(cell), RefusalCode.NOT_A_BOOLEAN, "true/false, 是/否, 1/0 or Y/N");
            case DATE -> orRefusal(times.days(cell), RefusalCode.NOT_A_DATE, "a date such as 2026-01-31");
            case TIME -> orRefusal(times.micros(cell), RefusalCode.NOT_A_TIME, "a time such as 2026-01-31 09:30:00");
            case INTEGER, DECIMAL, MONEY -> number(cell);
            case LIST -> list(cell, unlisted);
            case LIST_OF_SECONDS -> listOfSeconds(cell);
        };
    }

    /** What analysis may see of a number that was just read. */
    double coarse(Object value) {
        if (column.coarse() == null) {
            throw new IllegalStateException(column.name() + " is not made coarse.");
        }
        return column.coarse().centre(BigDecimal.valueOf((Double) value));
    }

    /**
     * The cell in characters of usual width, without those that cannot be seen, as far as the source may write them; a text or a
     * list as it is.
     */
    String simple(String cell) {
        if (!isSimplified) {
            return cell;
        }
        StringBuilder simple = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (isFullWidth && c >= '！' && c <= '～') {
                simple.append((char) (c - '！' + '!'));
            } else if (isFullWidth && c == '\u3000') {
                simple.append(' ');
            } else if (hasInvisible && Character.getType(c) == Character.SPACE_SEPARATOR) {
                simple.append(' ');
            } else if (!hasInvisible || Character.getType(c) != Character.FORMAT) {
                simple.append(c);
            }
        }
        return simple.toString().strip();
    }

    private Object enumerated(String cell) {
        String value = named.get(cell);
        if (value != null) {
            return value;
        }
        String nearest = cell.length() > LONGEST_MISSPELT
                ? ""
                : Nearest.likely(cell, named.keySet())
                        .map(named::get)
                        .map(name -> "; nearest is " + name)
                        .orElse("");
        return refusal(RefusalCode.NOT_IN_ENUMERATION, "one of " + names() + nearest);
    }

    private Object number(String cell) {
        double value;
        if (unit == null && NumberForms.isPlain(cell)) {
            value = Double.parseDouble(cell);
        } else {
            BigDecimal number = numbers.read(cell);
            if (number == null) {
                return refusal(RefusalCode.NOT_A_NUMBER, "a plain decimal such as 1234.5" + range());
            }
            value = number.doubleValue();
        }
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

    private List<String> list(String cell, Set<Oddity> unlisted) {
        List<String> items = items(cell);
        for (int i = 0; i < items.size(); i++) {
            String canonical = named.get(items.get(i));
            if (canonical != null) {
                items.set(i, canonical);
            } else if (!named.isEmpty()) {
                unlisted.add(new Oddity(Oddity.Kind.UNLISTED_ITEM, column.name(), items.get(i)));
            }
        }
        return items;
    }

    private Object listOfSeconds(String cell) {
        List<String> items = new ArrayList<>();
        for (String item : items(cell)) {
            int equals = item.indexOf('=');
            String seconds = item.substring(equals + 1).strip();
            if (equals < 1 || !NumberForms.isPlain(seconds)) {
                return refusal(RefusalCode.NOT_A_LIST_OF_SECONDS, "items such as kitchen=40, separated by semicolons");
            }
            if (new BigDecimal(seconds).signum() < 0) {
                return refusal(RefusalCode.NEGATIVE, "seconds of at least 0");
            }
            items.add(item.substring(0, equals).strip() + "=" + seconds);
        }
        return items;
    }

    /** What stands between separators, where anything does. */
    private List<String> items(String cell) {
        List<String> items = new ArrayList<>();
        int from = 0;
        for (int to = 0; to <= cell.length(); to++) {
            if (to == cell.length() || itemSeparators.indexOf(cell.charAt(to)) >= 0) {
                String item = cell.substring(from, to).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                from = to + 1;
            }
        }
        return items;
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
