package daybreak.jobs.tabular;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the number format of a workbook's cells says of the numbers in them (ECMA-376 part 1, 18.8.30).
 *
 * @param isDate whether they are days, or shares of a day
 * @param digits whole numbers are shown with that many digits at least, as ids are; 0: as they are
 */
record CellFormat(boolean isDate, int digits) {

    static final CellFormat GENERAL = new CellFormat(false, 0);

    private static final CellFormat DATE = new CellFormat(true, 0);
    /** Text in quotes, escaped and padding characters, and what stands in brackets, as colours do. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|[_*].|\\[[^\\]]*]");

    private static final Pattern ZEROS = Pattern.compile("0{2,15}");
    /** An amount of time, such as 30 hours, and no point in it. */
    private static final Pattern ELAPSED = Pattern.compile("\\[(?:h+|m+|s+)]", Pattern.CASE_INSENSITIVE);

    /** Of the formats that every workbook has, by number; of those of East Asian editions too. */
    static CellFormat builtIn(int number) {
        boolean isDate = (number >= 14 && number <= 22)
                || (number >= 27 && number <= 36)
                || number == 45
                || number == 47
                || (number >= 50 && number <= 58);
        return isDate ? DATE : GENERAL;
    }

    /** Of a format that the workbook defines. */
    static CellFormat of(String code) {
        if (ZEROS.matcher(code).matches()) {
            return new CellFormat(false, code.length());
        }
        String sections = LITERAL.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        int end = sections.indexOf(';');
        String ofPositives = end < 0 ? sections : sections.substring(0, end);
        boolean isDate = ofPositives.chars().anyMatch(c -> "ymdhs".indexOf(c) >= 0)
                && !ELAPSED.matcher(code).find();
        return isDate ? DATE : GENERAL;
    }
}
