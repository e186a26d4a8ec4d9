package daybreak.jobs.tabular;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a table.
 *
 * @param line on which it starts, counted in the file from 1; of a workbook the row of the sheet
 * @param cells as they stand in the file, untrimmed, quotes and escapes taken off. Bytes that are no text are escaped, see
 *     {@link UndecodableBytes}. Of a record with {@link Malformation.Kind#QUOTES} or {@link Malformation.Kind#TOO_LONG} it is
 *     its first line as one cell, of the latter no more than {@value DelimitedRecords#KEPT_OF_TOO_LONG} characters.
 * @param malformation why the record cannot be taken as a row; null: it can
 * @param faults of a workbook, by position, the cells whose text is not what was entered there
 */
public record TableRecord(
        long line, List<String> cells, @Nullable Malformation malformation, Map<Integer, CellFault> faults) {

    /** A record of cells without fault. */
    public TableRecord(long line, List<String> cells, @Nullable Malformation malformation) {
        this(line, cells, malformation, Map.of());
    }

    /** The record with another reason. */
    TableRecord malformed(Malformation reason) {
        return new TableRecord(line, cells, reason, faults);
    }
}
