package daybreak.jobs.ingest;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rows of one file for one entity; as the mart {@code intake_file}.
 *
 * @param accepted superseded ones included
 * @param superseded accepted, but replaced by a later row of the same folder
 * @param late accepted rows whose own time lies on a day before their arrival
 * @param orphans accepted rows that refer to a key not known when they arrived
 * @param unknownColumns headers that were kept aside; a thousand at most
 * @param form what the file turned out to be: encoding, dialect and lines around the table
 * @param columns of the contract that the file has, by name
 * @param oddities of accepted rows
 * @param unknownValues rows refused for a value that its column's contract does not name, by column
 */
public record FileIntake(
        LocalDate day,
        String file,
        String entity,
        String sha256,
        long bytes,
        long rowsIn,
        long accepted,
        long refused,
        long duplicates,
        long superseded,
        long late,
        long orphans,
        List<String> unknownColumns,
        String form,
        List<String> columns,
        Map<Oddity, Oddity.Seen> oddities,
        Map<String, Long> unknownValues) {

    public FileIntake {
        unknownColumns = List.copyOf(unknownColumns);
        columns = List.copyOf(columns);
        oddities = Collections.unmodifiableMap(new LinkedHashMap<>(oddities));
        unknownValues = Map.copyOf(unknownValues);
        if (rowsIn != accepted + refused + duplicates) {
            throw new IllegalArgumentException("Of the " + rowsIn + " rows of " + entity + " in " + file + " of " + day
                    + ", " + accepted + " were accepted, " + refused + " refused and " + duplicates
                    + " duplicates: these are not all.");
        }
    }

    /** Whether it is a file of an earlier folder, read again because it changed. */
    public boolean isResent() {
        return file.indexOf('/') >= 0;
    }
}
