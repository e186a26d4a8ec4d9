package daybreak.jobs.tabular;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a table.
 *
 * @param line on which it starts, counted in the file from 1; of a workbook the row of the sheet
 * @param cells as they stand in the file, untrimmed, quotes and escapes taken off. Bytes that are no text are escaped, see
 *     {@link UndecodableBytes}. Of a record with {@link Malformation.Kind#QUOTES} or {@link Malformation.Kind#TOO_LONG} it is
 *     its first line as one cell, of the latter no more than {@value DelimitedRecords#KEPT_OF_TOO_LONG} characters.
 * @param malformation why the record cannot be taken as a row; null: it can
 */
public record TableRecord(
        long line, List<String> cells, @Nullable Malformation malformation) {

    /** The record with another reason. */
    TableRecord malformed(Malformation reason) {
        return new TableRecord(line, cells, reason);
    }
}
