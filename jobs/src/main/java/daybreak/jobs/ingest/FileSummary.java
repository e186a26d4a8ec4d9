package daybreak.jobs.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task tells of one file and entity, before known rows are told from new ones.
 *
 * @param records of the file without its header, whatever entity they feed
 * @param rowsIn those that are rows of the entity
 * @param late good rows whose own time lies on an earlier day
 * @param unknownColumns a thousand at most
 * @param form what the file turned out to be, in a sentence
 * @param columns of the contract that the file has, by name
 * @param oddities of accepted rows
 * @param unknownValues rows refused for a value that its column's contract does not name, by column
 * @param leastKey in the order of code points; null: no good row
 */
record FileSummary(
        LandedFile file,
        String entity,
        long records,
        long rowsIn,
        long refused,
        long late,
        List<String> unknownColumns,
        String form,
        List<String> columns,
        Map<Oddity, Oddity.Seen> oddities,
        Map<String, Long> unknownValues,
        @Nullable String leastKey,
        @Nullable String greatestKey)
        implements Serializable {}
