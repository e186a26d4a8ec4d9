package daybreak.jobs.tabular;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Everything in a file that may be a record: those of its table, and the lines around it. */
interface RecordReader extends Closeable {

    /** The next record, blank ones left out; null at the end. */
    @Nullable
    TableRecord next() throws IOException;

    /** Whether what spans several lines stands in each of them. Text has no such cells: what it repeats was written twice. */
    default boolean repeatsWhatSpansLines() {
        return false;
    }
}
