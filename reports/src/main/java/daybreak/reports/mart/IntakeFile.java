package daybreak.reports.mart;

import java.time.LocalDate;
import java.util.List;

/**
 * A file taken in: rowsIn = accepted + refused + duplicates.
 *
 * @param day of the folder
 * @param superseded accepted, but replaced by a later row of the same folder
 * @param late accepted rows whose own time lies on an earlier day
 * @param orphans accepted rows that refer to a key not known when they arrived
 */
public record IntakeFile(
        LocalDate day,
        String file,
        String entity,
        long rowsIn,
        long accepted,
        long refused,
        long duplicates,
        long superseded,
        long late,
        long orphans,
        List<String> unknownColumns) {

    public IntakeFile {
        unknownColumns = List.copyOf(unknownColumns);
    }
}
