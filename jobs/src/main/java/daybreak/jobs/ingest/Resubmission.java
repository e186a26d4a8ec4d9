package daybreak.jobs.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file of refused rows that were written out and corrected has before the columns of the export: which row of which
 * file each was, and why it was refused. Its cells are guarded, so that no spreadsheet runs them.
 *
 * @param day position of the column; so are the others
 */
public record Resubmission(int day, int file, int row, int reason) {

    /** The columns, in the order in which they are written. */
    public static final List<String> COLUMNS =
            List.of("daybreak_day", "daybreak_file", "daybreak_row", "daybreak_reason");

    /** A spreadsheet program may have written the day in its own way. */
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");

    private static final Pattern ROW = Pattern.compile("\\d{1,15}");
    private static final Pattern CODE = Pattern.compile("([A-Z_]+).*", Pattern.DOTALL);

    /** A spreadsheet runs a cell that begins with one of these; wide ones too where it speaks Chinese or Japanese. */
    private static final String RUN = "=+-@\t\r\n＝＋－＠";

    private static final String KEPT_AS_TEXT = RUN + "'";
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(?:\\.\\d+)?");

    /** A row of an earlier file. */
    record Origin(LocalDate day, String file, long row) {}

    /** By the header of a file; null: it is no such file. */
    public static @Nullable Resubmission in(List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        int[] at = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        return at[0] < 0 || at[1] < 0 || at[2] < 0 ? null : new Resubmission(at[0], at[1], at[2], at[3]);
    }

    /** Positions of the columns that are there. */
    public Set<Integer> positions() {
        return reason < 0 ? Set.of(day, file, row) : Set.of(day, file, row, reason);
    }

    /** The row that a record corrects; null: it does not say so. */
    @Nullable
    Origin origin(List<String> cells) {
        Matcher date = DAY.matcher(cell(cells, day));
        String name = cell(cells, file);
        String number = cell(cells, row);
        // Where cells have slipped, anything may stand there; what is no name of a file is not kept.
        if (!date.matches() || !Landing.isFile(name) || !ROW.matcher(number).matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
            return new Origin(day, name, Long.parseLong(number));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Why a record is refused again unseen: its fault cannot be seen in this file, and nobody has said that it was looked after. */
    @Nullable
    Refusal standing(List<String> cells) {
        Matcher code = CODE.matcher(cell(cells, reason));
        if (code.matches()) {
            for (RefusalCode known : RefusalCode.values()) {
                if (known.isOfTheForm() && known.name().equals(code.group(1))) {
                    return new Refusal(
                            null, known, "the row compared with its source, and then daybreak_reason emptied");
                }
            }
        }
        return null;
    }

    private static String cell(List<String> cells, int position) {
        return position < 0 || position >= cells.size()
                ? ""
                : cells.get(position).strip();
    }

    /** The cell so that no spreadsheet runs it. */
    public static String guarded(String cell) {
        boolean needed = !cell.isEmpty()
                && KEPT_AS_TEXT.indexOf(cell.charAt(0)) >= 0
                && !NEGATIVE_NUMBER.matcher(cell).matches();
        return needed ? "'" + cell : cell;
    }

    /** The cells without that guard. */
    static List<String> unguarded(List<String> cells) {
        List<String> own = new ArrayList<>(cells.size());
        for (String cell : cells) {
            boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && KEPT_AS_TEXT.indexOf(cell.charAt(1)) >= 0;
            own.add(guarded ? cell.substring(1) : cell);
        }
        return own;
    }
}
