package daybreak.jobs.ingest;

import java.io.Serializable;

/** A file among those of an entity: folder date in days since 1970-01-01, and number. */
record FileKey(String entity, long day, int fileNo) implements Serializable {

    static FileKey of(FileSummary summary) {
        return new FileKey(
                summary.entity(),
                summary.file().day().toEpochDay(),
                summary.file().fileNo());
    }
}
