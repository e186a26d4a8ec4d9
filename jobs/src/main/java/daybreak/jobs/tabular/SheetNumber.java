package daybreak.jobs.tabular;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers of a workbook as text, in the forms that exports have. */
final class SheetNumber {

    /** A workbook keeps numbers in 64 bits and shows 15 digits of them; what lies beyond is not what was entered. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final double LEAST_ROUNDED = 1e15;
    private static final int EXACT_DIGITS = 15;

    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    /** In the calendar since 1900 a day that never was: 1900-02-29. */
    private static final int NO_DAY = 60;
    /** The year 9999 ends; nothing later is a date in a workbook. */
    private static final double END = 2_958_466;

    private static final long MILLISECONDS_OF_DAY = 86_400_000L;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private SheetNumber() {}

    /** Whether it has more digits than a workbook keeps. */
    static boolean isRounded(String number) {
        return number.length() > EXACT_DIGITS && Math.abs(parsed(number)) >= LEAST_ROUNDED;
    }

    /** As a plain decimal; what is no number, as it is. */
    static String plain(String number, int digits) {
        String plain = number.length() <= EXACT_DIGITS && isDigits(number) ? number : rounded(number);
        return plain.length() < digits && isDigits(plain) ? "0".repeat(digits - plain.length()) + plain : plain;
    }

    /**
     * As a date, {@code 2026-01-31}, or with time of day, {@code 2026-01-31 09:30:00}; a number that is no day of the calendar
     * as a plain decimal.
     */
    static String date(String number, boolean is1904) {
        double days = parsed(number);
        if (!(days >= 1 && days < END) || (!is1904 && (int) days == NO_DAY)) {
            return is1904 && days >= 0 && days < 1 ? point(days, EPOCH_1904) : rounded(number);
        }
        return point(days, is1904 ? EPOCH_1904 : days < NO_DAY ? EPOCH_1900.plusDays(1) : EPOCH_1900);
    }

    private static String point(double days, LocalDate epoch) {
        // What is entered to the second is kept to some microseconds.
        long milliseconds = Math.round(days * MILLISECONDS_OF_DAY);
        LocalDateTime point = epoch.atStartOfDay().plus(milliseconds, ChronoUnit.MILLIS);
        if (milliseconds % MILLISECONDS_OF_DAY == 0) {
            return DATE.format(point);
        }
        return (milliseconds % 1_000 == 0 ? SECONDS : MILLISECONDS).format(point);
    }

    private static String rounded(String number) {
        double value = parsed(number);
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(SHOWN).stripTrailingZeros().toPlainString()
                : number;
    }

    /** NaN: it is none. */
    private static double parsed(String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
