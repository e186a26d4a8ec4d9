package daybreak.jobs.tabular;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table out of a packing.
 *
 * @param packing from the outermost; empty: none
 * @param holder what is closed after the table
 */
record PackedTable(TableRecords table, List<String> packing, Closeable holder) implements TableRecords {

    @Override
    public @Nullable TableRecord header() {
        return table.header();
    }

    @Override
    public @Nullable TableRecord next() throws IOException {
        return table.next();
    }

    @Override
    public Finding finding() {
        return table.finding().packedIn(packing);
    }

    @Override
    public void close() throws IOException {
        try (holder) {
            table.close();
        }
    }
}
