package daybreak.jobs.tabular;

/** Why a workbook's cell does not hold what was entered there. */
public enum CellFault {
    /** A number of 16 digits or more: the workbook keeps 15, so what should be an id has lost its last digits. */
    ROUNDED,
    /** An error such as {@code #N/A} stands in place of a value. */
    ERROR,
    /** A formula whose result was never stored. */
    NOT_CALCULATED
}
