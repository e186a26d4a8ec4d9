package daybreak.jobs.tabular;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cells merged into one. What it shows counts for each of its rows, in its first column; over several columns a merged cell is a
 * title.
 *
 * @param column counted from 0
 * @param firstRow counted from 1
 */
record MergedCells(int column, long firstRow, long lastRow) implements Comparable<MergedCells> {

    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})(\\d{1,9}):[A-Z]{1,3}(\\d{1,9})");
    private static final int MOST = 1 << 18;

    /** From a reference such as {@code A2:A4}; null: it is none. */
    static @Nullable MergedCells parse(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        return matcher.matches()
                ? new MergedCells(
                        SheetRecords.column(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)))
                : null;
    }

    static void requireNotTooMany(int number) throws UnreadableTableException {
        if (number > MOST) {
            throw new UnreadableTableException(String.format(
                    Locale.ROOT,
                    "The sheet has more than %,d merged cells, too many to be kept at hand; take the merging off and save it again.",
                    MOST));
        }
    }

    @Override
    public int compareTo(MergedCells other) {
        return Long.compare(firstRow, other.firstRow);
    }
}
