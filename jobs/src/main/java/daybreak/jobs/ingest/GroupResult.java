package daybreak.jobs.ingest;

import java.io.Serializable;
import java.util.List;

/** What a successful attempt at a group of files wrote; files of other attempts do not count. */
record GroupResult(List<FileSummary> summaries, List<WrittenFile> written) implements Serializable {

    /** A data file, by table and name. */
    record WrittenFile(String table, String name, long rows) implements Serializable {}
}
