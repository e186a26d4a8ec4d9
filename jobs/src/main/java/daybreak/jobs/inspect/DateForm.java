package daybreak.jobs.inspect;

import daybreak.schemas.source.DatePattern;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A form of dates or times, as the field {@code dates} of a mapping names it. */
final class DateForm {

    /** Those that are tried. */
    static final List<DateForm> ALL = all();

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private final String pattern;
    private final boolean isContracts;
    private final boolean hasTime;
    private final DateTimeFormatter formatter;

    private DateForm(String pattern, boolean isContracts, boolean hasTime) {
        this.pattern = pattern;
        this.isContracts = isContracts;
        this.hasTime = hasTime;
        this.formatter = DatePattern.formatter(pattern, Locale.ROOT);
    }

    private static List<DateForm> all() {
        List<DateForm> all = new ArrayList<>();
        all.add(new DateForm("yyyy-MM-dd", true, false));
        for (String between : List.of(" ", "'T'")) {
            for (String time : List.of("HH:mm", "HH:mm:ss", "HH:mm:ssXXX")) {
                all.add(new DateForm("yyyy-MM-dd" + between + time, true, true));
            }
        }
        for (String date : List.of(
                "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "d-M-yyyy", "M-d-yyyy", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy")) {
            all.add(new DateForm(date, false, false));
            all.add(new DateForm(date + " H:mm", false, true));
            all.add(new DateForm(date + " H:mm:ss", false, true));
        }
        all.add(new DateForm("yyyyMMdd", false, false));
        all.add(new DateForm("yyyyMMddHHmmss", false, true));
        return List.copyOf(all);
    }

    String pattern() {
        return pattern;
    }

    /** Whether the contract reads it without a mapping. */
    boolean isContracts() {
        return isContracts;
    }

    boolean hasTime() {
        return hasTime;
    }

    /** Whether the cell is a date or time of this form, in a year that one deals in. */
    boolean fits(String cell) {
        ParsePosition position = new ParsePosition(0);
        if (formatter.parseUnresolved(cell, position) == null || position.getIndex() < cell.length()) {
            return false;
        }
        try {
            int year = LocalDate.from(formatter.parse(cell)).getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
