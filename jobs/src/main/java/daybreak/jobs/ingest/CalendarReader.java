package daybreak.jobs.ingest;

import daybreak.schemas.source.CalendarForm;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days and times of other calendars, see {@link CalendarForm}. */
final class CalendarReader {

    private static final Pattern MINGUO = Pattern.compile(
            "(?:(\\d{2,3})(\\d{2})(\\d{2})|(?:民[國国])?(\\d{1,3})(?:年|[-/.])(\\d{1,2})(?:月|[-/.])(\\d{1,2})日?)"
                    + "(?: (\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");
    private static final int FIRST_MINGUO_YEAR = 1911;

    private static final Pattern SERIAL = Pattern.compile("\\d{1,7}(?:\\.\\d{1,20})?");
    /** Excel counts 1900-02-29, a day that never was, as its day 60. */
    private static final int NO_DAY = 60;

    private static final LocalDate BEFORE_NO_DAY = LocalDate.of(1899, 12, 31);
    private static final LocalDate AFTER_NO_DAY = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final BigDecimal MILLIS_A_DAY = BigDecimal.valueOf(86_400_000);

    private CalendarReader() {}

    /** The time at no place yet, midnight of a day; null: it is none. */
    static @Nullable LocalDateTime read(CalendarForm calendar, String cell) {
        try {
            return calendar == CalendarForm.MINGUO ? minguo(cell) : serial(calendar, cell);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDateTime minguo(String cell) {
        Matcher matcher = MINGUO.matcher(cell);
        if (!matcher.matches()) {
            return null;
        }
        int year = matcher.group(1) == null ? 4 : 1;
        return LocalDateTime.of(
                FIRST_MINGUO_YEAR + number(matcher, year),
                number(matcher, year + 1),
                number(matcher, year + 2),
                number(matcher, 7),
                number(matcher, 8),
                number(matcher, 9));
    }

    /** To the millisecond: a double of today's serials holds no more than microseconds. */
    private static @Nullable LocalDateTime serial(CalendarForm calendar, String cell) {
        if (!SERIAL.matcher(cell).matches()) {
            return null;
        }
        BigDecimal serial = new BigDecimal(cell);
        int day = serial.intValue();
        boolean from1904 = calendar == CalendarForm.EXCEL_1904;
        if (!from1904 && (day == 0 || day == NO_DAY)) {
            return null;
        }
        LocalDate epoch = from1904 ? EPOCH_1904 : day < NO_DAY ? BEFORE_NO_DAY : AFTER_NO_DAY;
        LocalDate date = epoch.plusDays(day);
        if (date.isAfter(LAST_DAY)) {
            return null;
        }
        long millis = serial.remainder(BigDecimal.ONE)
                .multiply(MILLIS_A_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return date.atStartOfDay().plusNanos(millis * 1_000_000);
    }

    /** 0: the group took no part. */
    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
