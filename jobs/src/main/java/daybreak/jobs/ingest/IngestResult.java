package daybreak.jobs.ingest;

import daybreak.jobs.warehouse.Part;
import java.util.List;

/**
 * What a run took in.
 *
 * @param files one a file and entity, by day, entity and number
 * @param parts what was written, by table; tables without a row have none, but for one that says that no key is unknown any more
 */
public record IngestResult(List<FileIntake> files, List<Part> parts) {

    public IngestResult {
        files = List.copyOf(files);
        parts = List.copyOf(parts);
    }
}
