package daybreak.jobs.intake;

import daybreak.jobs.ingest.FileIntake;
import daybreak.jobs.ingest.Oddity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a day's files; as the mart {@code intake_notice}.
 *
 * @param file null: the day's files of the entity together
 * @param column null: rows or files as a whole
 * @param item null: none
 * @param rows that the sentence is about
 * @param firstRow line of the first of them; null: not of single rows
 * @param message one sentence
 */
public record IntakeNotice(
        LocalDate day,
        String entity,
        @Nullable String file,
        Code code,
        Level level,
        @Nullable String column,
        @Nullable String item,
        long rows,
        @Nullable Long firstRow,
        String message) {

    /** What it is about. */
    public enum Code {
        TIME_ORDER,
        IN_FUTURE,
        UNLISTED_ITEM,
        FILE_VANISHED,
        COLUMN_VANISHED,
        FEWER_ROWS,
        MORE_REFUSED,
        MORE_UNKNOWN_VALUES
    }

    /** How much it matters. */
    public enum Level {
        /** Worth knowing about single rows. */
        NOTE,
        /** Unusual against the days before. */
        WARNING,
        /** So unusual that nothing is published before somebody has said that it is right. */
        STOP
    }

    /** Of what is odd about single rows of a file. */
    public static List<IntakeNotice> of(FileIntake file) {
        List<IntakeNotice> notices = new ArrayList<>();
        for (Map.Entry<Oddity, Oddity.Seen> odd : file.oddities().entrySet()) {
            Oddity oddity = odd.getKey();
            Oddity.Seen seen = odd.getValue();
            boolean isItem = oddity.kind() == Oddity.Kind.UNLISTED_ITEM;
            notices.add(new IntakeNotice(
                    file.day(),
                    file.entity(),
                    file.file(),
                    Code.valueOf(oddity.kind().name()),
                    Level.NOTE,
                    oddity.column(),
                    isItem ? oddity.other() : null,
                    seen.rows(),
                    seen.firstLine(),
                    file.file() + " of " + file.day() + ": " + said(oddity) + " in "
                            + counted(seen.rows(), "accepted row", "accepted rows")
                            + (seen.rows() == 1 ? ", line " : ", the first in line ") + seen.firstLine() + "."));
        }
        return notices;
    }

    public boolean stops() {
        return level == Level.STOP;
    }

    /** As it is kept once the files stand in spite of it. */
    public IntakeNotice published() {
        return stops()
                ? new IntakeNotice(day, entity, file, code, Level.WARNING, column, item, rows, firstRow, message)
                : this;
    }

    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String said(Oddity oddity) {
        String other = oddity.other();
        return switch (oddity.kind()) {
            case TIME_ORDER -> oddity.column() + " lies before " + other;
            case IN_FUTURE -> oddity.column() + " lies after the day of arrival";
            case UNLISTED_ITEM ->
                oddity.column() + " holds "
                        + (other == null
                                ? "further items that its contract does not name"
                                : "an item that its contract does not name");
        };
    }
}
