package daybreak.jobs.tabular;

import java.io.Serializable;
import java.util.Locale;

/**
 * What the sheet of a workbook turned out to be.
 *
 * @param hiddenRows rows that hold something and are hidden; they are read as any other
 * @param filledCells blank cells that took the value of a cell merged over several rows
 * @param is1904 whether its dates are counted from 1904-01-01, not from 1900-01-01
 */
public record SheetFinding(String name, long hiddenRows, long filledCells, boolean is1904) implements Serializable {

    /** In one line, as {@code XLSX, sheet leads, 2 hidden rows read}. */
    String described() {
        StringBuilder described = new StringBuilder("XLSX, sheet ").append(name);
        add(described, hiddenRows, "hidden row", " read");
        add(described, filledCells, "cell", " filled from merged ones");
        return described.append(is1904 ? ", dates since 1904" : "").toString();
    }

    private static void add(StringBuilder described, long number, String what, String then) {
        if (number > 0) {
            described.append(String.format(Locale.ROOT, ", %,d %s%s%s", number, what, number == 1 ? "" : "s", then));
        }
    }
}
