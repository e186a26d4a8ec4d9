package daybreak.jobs.ingest;

import daybreak.jobs.tabular.CellFault;
import daybreak.jobs.tabular.Dialect;
import daybreak.jobs.tabular.Finding;
import daybreak.jobs.tabular.Malformation;
import daybreak.jobs.tabular.TableRecord;
import daybreak.schemas.source.Escape;
import daybreak.schemas.source.TextEncoding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a row was refused. It says what was expected, never what the cell holds: where cells have slipped, any column may hold
 * a name.
 *
 * @param column null: the row as a whole
 */
record Refusal(@Nullable String column, RefusalCode code, String expected) {

    /**
     * Of a record that could not be read.
     *
     * @param width cells that it should have
     * @param column where the fault is; null: the record as a whole
     */
    static Refusal of(
            Malformation malformation, TableRecord record, int width, Finding finding, @Nullable String column) {
        Dialect dialect = finding.dialect();
        TextEncoding encoding = finding.encoding();
        return switch (malformation.kind()) {
            case TOO_LONG ->
                new Refusal(
                        column,
                        RefusalCode.RECORD_TOO_LONG,
                        String.format(
                                Locale.ROOT,
                                "at most %,d characters and %,d cells",
                                Malformation.MOST_CHARACTERS,
                                Malformation.MOST_CELLS));
            case QUOTES ->
                new Refusal(
                        column,
                        RefusalCode.MALFORMED_QUOTES,
                        dialect != null && dialect.escape() == Escape.BACKSLASH
                                ? "quotes inside quotes after a backslash, as in \"5\\\" pipe\""
                                : "quotes doubled inside quotes, as in \"5\"\" pipe\"");
            case SECOND_TABLE ->
                new Refusal(column, RefusalCode.SECOND_TABLE, "one table a file, and so the header once");
            case CELL_COUNT ->
                new Refusal(
                        column,
                        RefusalCode.CELL_COUNT,
                        width + " cells, as in the header; found "
                                + record.cells().size());
            case UNDECODABLE ->
                new Refusal(
                        column,
                        RefusalCode.MALFORMED_TEXT,
                        (encoding == null ? "text" : encoding.label()) + "; the byte at offset "
                                + malformation.byteOffset() + " of the file is none");
            case NUL -> new Refusal(column, RefusalCode.MALFORMED_TEXT, "text without the character U+0000");
        };
    }

    /** Of a cell that does not hold what was entered there. */
    static Refusal of(CellFault fault, String column) {
        return switch (fault) {
            case ROUNDED ->
                new Refusal(
                        column,
                        RefusalCode.DIGITS_LOST,
                        "the id as text; format the column as text before the ids are entered, or export CSV");
            case ERROR -> new Refusal(column, RefusalCode.CELL_ERROR, "a value");
            case NOT_CALCULATED ->
                new Refusal(
                        column,
                        RefusalCode.NOT_CALCULATED,
                        "the formula's result; open the workbook in Excel and save it");
        };
    }

    /** One sentence that names file, line and column. */
    String message(String file, long line) {
        return file + ", line " + line + (column == null ? "" : ", column " + column) + ": " + code.explanation()
                + " Expected: " + expected + ".";
    }
}
