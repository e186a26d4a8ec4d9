package daybreak.jobs.tabular;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The records of one table, once and in the order of the file. What stands around the table, such as titles above the header
 * and totals below the last record, is not handed out but counted in the {@link #finding()}.
 */
public interface TableRecords extends Closeable {

    /**
     * The names of the columns, as they stand in the file. Of a header on several lines it is the line whose names were asked
     * for; if none were, the lines joined by a blank, column by column. Null: the table has none, as an empty file has none.
     */
    @Nullable
    TableRecord header();

    /**
     * The next record. Blank lines are none.
     *
     * @return null at the end of the table
     * @throws IOException if the file cannot be read on; never for what a record holds
     */
    @Nullable
    TableRecord next() throws IOException;

    /** What the file turned out to be. Footer and line endings are known only when {@link #next()} has returned null. */
    Finding finding();
}
