package daybreak.jobs.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Why a row was refused. It says what was expected, never what the cell holds: where cells have slipped, any column may hold
 * a name.
 *
 * @param column null: the row as a whole
 */
record Refusal(@Nullable String column, RefusalCode code, String expected) {

    /** One sentence that names file, line and column. */
    String message(String file, long line) {
        return file + ", line " + line + (column == null ? "" : ", column " + column) + ": " + code.explanation()
                + " Expected: " + expected + ".";
    }
}
