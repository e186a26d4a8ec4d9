package daybreak.jobs.ingest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How files of a folder that changed after it was taken in are numbered, named and ordered where their rows arrive: before
 * the files of that day, whose rows are newer, and among themselves in the order of their folders. The number says of which
 * folder and file a row is, for it is below zero by a million a day between the folder and the arrival.
 */
final class Resend {

    /** A file's number in its own folder has six digits at most. */
    private static final int NUMBERS = 1_000_000;

    private static final long MOST_DAYS = Integer.MAX_VALUE / NUMBERS;

    /** How many days before its arrival the folder lies, of a ledger's row; 0: the row arrived with its own folder. */
    private static final String DAYS_BACK = "(999999L - file_no) DIV 1000000";

    /** The day of a ledger row's folder, as SQL. */
    static final String FOLDER_SQL = "date_sub(arrived, CAST(" + DAYS_BACK + " AS INT))";

    /** The number that a ledger row's file has in its own folder, as SQL. */
    static final String NUMBER_SQL = "file_no + 1000000L * (" + DAYS_BACK + ")";

    private Resend() {}

    /**
     * The file, arriving again.
     *
     * @param file as it lies in its folder
     * @throws IngestException if the folder lies so far back that the number cannot say so
     */
    static LandedFile arriving(LandedFile file, LocalDate arrival) {
        long days = ChronoUnit.DAYS.between(file.day(), arrival);
        if (days > MOST_DAYS) {
            throw new IngestException(
                    "The folder of " + file.day() + " changed after it was taken in, and lies more than " + MOST_DAYS
                            + " days before " + arrival + ", too far to be taken in again; put back what was there.");
        }
        return new LandedFile(
                arrival,
                file.day() + "/" + file.file(),
                file.path(),
                file.fileNo() - NUMBERS * (int) days,
                file.feeds(),
                file.form(),
                file.sha256(),
                file.bytes(),
                file.declaredRows());
    }
}
