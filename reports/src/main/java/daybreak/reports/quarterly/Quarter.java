package daybreak.reports.quarterly;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar quarter.
 *
 * @param year of the calendar
 * @param number 1 to 4
 */
record Quarter(int year, int number) {

    private static final Pattern PERIOD = Pattern.compile("(\\d{4})-Q([1-4])");

    Quarter {
        if (number < 1 || number > 4) {
            throw new IllegalArgumentException("A year has the quarters 1 to 4, not " + number);
        }
    }

    /**
     * The quarter of a period as the marts write it, for example 2026-Q3.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static Quarter of(String period) {
        Matcher matcher = PERIOD.matcher(period);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A quarter is written like 2026-Q3, not " + period);
        }
        return new Quarter(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    String period() {
        return year + "-Q" + number;
    }

    LocalDate from() {
        return LocalDate.of(year, 3 * number - 2, 1);
    }

    /** The last day. */
    LocalDate to() {
        return from().plusMonths(3).minusDays(1);
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from()) && !day.isAfter(to());
    }

    Quarter minus(int quarters) {
        int index = year * 4 + number - 1 - quarters;
        return new Quarter(Math.floorDiv(index, 4), Math.floorMod(index, 4) + 1);
    }
}
