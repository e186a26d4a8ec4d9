package daybreak.jobs.oracle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a cell says, or that it says nothing that its column allows. */
final class Cells {

    /** The cell cannot be read as its column's type: its row is refused. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern DWELL = Pattern.compile("[^=]+=\\s*\\d+(\\.\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private Cells() {}

    /** String, Long (counts; microseconds of a time), Double, Boolean or LocalDate; null: blank. */
    static @Nullable Object read(ExportContract.Column column, String raw, ZoneId zone) throws Unreadable {
        String cell = raw.strip();
        if (cell.isEmpty()) {
            return null;
        }
        return switch (column.type()) {
            case "time" -> micros(instant(cell, zone));
            case "date" -> LocalDate.ofInstant(instant(cell, zone), zone);
            case "bool" -> bool(cell);
            case "enum" -> {
                String value = column.values().get(cell);
                if (value == null) {
                    throw new Unreadable(column.name() + ": no such value " + cell);
                }
                yield value;
            }
            case "list" -> {
                String list = Arrays.stream(cell.split(";", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(";"));
                yield list.isEmpty() ? null : list;
            }
            case "int" -> whole(cell, Long.MIN_VALUE, Long.MAX_VALUE);
            case "count" -> whole(cell, 0, Long.MAX_VALUE);
            case "rating" -> whole(cell, 1, 5);
            case "number" -> number(cell, -Double.MAX_VALUE, Double.MAX_VALUE);
            case "amount" -> number(cell, 0, Double.MAX_VALUE);
            case "latitude" -> number(cell, -90, 90);
            case "longitude" -> number(cell, -180, 180);
            case "dwell" -> dwell(cell);
            case "score" -> number(cell, 0, 100);
            case "id", "text" -> cell;
            default -> throw new IllegalStateException("Unknown type " + column.type());
        };
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(String cell, ZoneId zone) throws Unreadable {
        Matcher parts = TIME.matcher(cell);
        if (!parts.matches()) {
            throw new Unreadable("no time: " + cell);
        }
        try {
            LocalTime time = parts.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group(2));
            if (parts.group(3) != null) {
                time = time.withSecond(Integer.parseInt(parts.group(3)));
            }
            if (parts.group(4) != null) {
                time = time.withNano(Integer.parseInt(
                        String.format(Locale.ROOT, "%-9s", parts.group(4)).replace(' ', '0')));
            }
            LocalDateTime local = LocalDate.parse(parts.group(1)).atTime(time);
            return parts.group(5) == null
                    ? local.atZone(zone).toInstant()
                    : OffsetDateTime.of(local, ZoneOffset.of(parts.group(5))).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("no time: " + cell);
        }
    }

    private static String dwell(String cell) throws Unreadable {
        for (String part : cell.split(";", -1)) {
            if (!part.isBlank() && !DWELL.matcher(part.strip()).matches()) {
                throw new Unreadable("no room=seconds: " + part);
            }
        }
        return cell;
    }

    private static boolean bool(String cell) throws Unreadable {
        return switch (cell) {
            case "true", "是", "1", "Y" -> true;
            case "false", "否", "0", "N" -> false;
            default -> throw new Unreadable("no boolean: " + cell);
        };
    }

    private static long whole(String cell, long low, long high) throws Unreadable {
        if (!WHOLE.matcher(cell).matches()) {
            throw new Unreadable("no whole number: " + cell);
        }
        long value = Long.parseLong(cell);
        if (value < low || value > high) {
            throw new Unreadable("out of range: " + cell);
        }
        return value;
    }

    private static double number(String cell, double low, double high) throws Unreadable {
        if (!NUMBER.matcher(cell).matches()) {
            throw new Unreadable("no number: " + cell);
        }
        double value = Double.parseDouble(cell);
        if (value < low || value > high) {
            throw new Unreadable("out of range: " + cell);
        }
        return value;
    }
}
