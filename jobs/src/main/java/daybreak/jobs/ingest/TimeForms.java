package daybreak.jobs.ingest;

import daybreak.schemas.source.CalendarForm;
import daybreak.schemas.source.DatePattern;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as exports write them: {@code yyyy-MM-dd['T'|' 'HH:mm[:ss[.fff]]][Z|±HH:mm]}, in the brokerage's zone
 * where no offset stands; beside it the calendar that a mapping names for the column, and the forms that it names for all.
 */
final class TimeForms {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{3}))?)?)?(Z|[+-]\\d{2}:\\d{2})?");

    /** Letters of a form that stand for words: of the day's halves, of weekdays, of months. */
    private static final Pattern WORDS = Pattern.compile("[aBEec]|MMM|LLL");

    private static final int PLAIN_DATE = 10;
    private static final int PLAIN_TIME = 19;
    private static final long NOT_PLAIN = Long.MIN_VALUE;

    private final ZoneId zone;
    private final @Nullable CalendarForm calendar;
    private final List<DateTimeFormatter> others;
    /** The date read last, as yyyyMMdd, and the second at which it begins. */
    private int lastDate;

    private long lastStart = NOT_PLAIN;

    /** @param forms patterns beside the contract's; their words may be English or Chinese */
    TimeForms(ZoneId zone, List<String> forms) {
        this(zone, null, forms.stream().flatMap(TimeForms::formatters).toList());
    }

    private TimeForms(ZoneId zone, @Nullable CalendarForm calendar, List<DateTimeFormatter> others) {
        this.zone = zone;
        this.calendar = calendar;
        this.others = others;
    }

    private static Stream<DateTimeFormatter> formatters(String form) {
        Stream<Locale> languages = WORDS.matcher(form).find()
                ? Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                : Stream.of(Locale.ROOT);
        return languages.map(language -> DatePattern.formatter(form, language));
    }

    /** The same for a column that is written in a calendar. */
    TimeForms in(CalendarForm other) {
        return new TimeForms(zone, other, others);
    }

    /** Microseconds since 1970-01-01T00:00Z; null if it is no time. */
    @Nullable
    Long micros(String cell) {
        long plain = plainMicros(cell);
        if (plain != NOT_PLAIN) {
            return plain;
        }
        OffsetDateTime time = parse(cell);
        return time == null ? null : Math.addExact(time.toEpochSecond() * 1_000_000L, time.getNano() / 1_000L);
    }

    /** Days since 1970-01-01 of the date in the brokerage's zone; null if it is no date. */
    @Nullable
    Integer days(String cell) {
        OffsetDateTime time = parse(cell);
        return time == null
                ? null
                : (int) time.atZoneSameInstant(zone).toLocalDate().toEpochDay();
    }

    /** The day, in the brokerage's zone, on which an instant lies. */
    int dayOf(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds));
        return (int) Math.floorDiv(seconds + offset.getTotalSeconds(), 86_400L);
    }

    /**
     * The common forms, {@code yyyy-MM-dd} and {@code yyyy-MM-dd HH:mm:ss} without offset, on a day without change of
     * clocks: nearly every cell of the large exports, so they are read without a pattern.
     */
    private long plainMicros(String cell) {
        int length = cell.length();
        if ((length != PLAIN_DATE && length != PLAIN_TIME) || cell.charAt(4) != '-' || cell.charAt(7) != '-') {
            return NOT_PLAIN;
        }
        int year = digits(cell, 0, 4);
        int month = digits(cell, 5, 7);
        int day = digits(cell, 8, 10);
        int second = length == PLAIN_DATE ? 0 : secondOfDay(cell);
        if (year < 1 || month < 1 || day < 1 || second < 0) {
            return NOT_PLAIN;
        }
        int date = (year * 100 + month) * 100 + day;
        if (date != lastDate) {
            if (month > 12 || day > YearMonth.of(year, month).lengthOfMonth()) {
                return NOT_PLAIN;
            }
            LocalDate local = LocalDate.of(year, month, day);
            lastStart = NOT_PLAIN;
            lastDate = date;
            long start = local.atStartOfDay(zone).toEpochSecond();
            if (local.plusDays(1).atStartOfDay(zone).toEpochSecond() - start == 86_400L
                    && zone.getRules().getValidOffsets(local.atStartOfDay()).size() == 1) {
                lastStart = start;
            }
        }
        return lastStart == NOT_PLAIN ? NOT_PLAIN : (lastStart + second) * 1_000_000L;
    }

    /** −1: it is none. */
    private static int secondOfDay(String cell) {
        char between = cell.charAt(10);
        int hour = digits(cell, 11, 13);
        int minute = digits(cell, 14, 16);
        int second = digits(cell, 17, 19);
        boolean formed = (between == ' ' || between == 'T') && cell.charAt(13) == ':' && cell.charAt(16) == ':';
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return formed && valid ? (hour * 60 + minute) * 60 + second : -1;
    }

    /** −1: they are none. */
    private static int digits(String cell, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = cell.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private @Nullable OffsetDateTime parse(String cell) {
        Matcher matcher = FORM.matcher(cell);
        if (matcher.matches()) {
            try {
                LocalDateTime time = LocalDateTime.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        number(matcher.group(4)),
                        number(matcher.group(5)),
                        number(matcher.group(6)),
                        number(matcher.group(7)) * 1_000_000);
                String offset = matcher.group(8);
                return offset == null ? inZone(time) : time.atOffset(ZoneOffset.of(offset));
            } catch (DateTimeException e) {
                return null;
            }
        }
        LocalDateTime local = calendar == null ? null : CalendarReader.read(calendar, cell);
        if (local != null) {
            return inZone(local);
        }
        for (DateTimeFormatter other : others) {
            OffsetDateTime parsed = parse(cell, other);
            if (parsed != null) {
                return parsed;
            }
        }
        return null;
    }

    private @Nullable OffsetDateTime parse(String cell, DateTimeFormatter form) {
        ParsePosition position = new ParsePosition(0);
        if (form.parseUnresolved(cell, position) == null || position.getIndex() < cell.length()) {
            // Most cells are of another form than this one; an exception for each would cost more than the rest of the
            // row.
            return null;
        }
        try {
            TemporalAccessor parsed = form.parseBest(cell, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime time) {
                return time;
            }
            return inZone(parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private OffsetDateTime inZone(LocalDateTime local) {
        return local.atZone(zone).toOffsetDateTime();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
