package daybreak.reports.mart;

import java.time.LocalDate;

/**
 * Rows of a day refused for one reason.
 *
 * @param column empty: the row as a whole
 * @param code of the reason
 * @param expected what would have been right, of one of the rows
 */
public record Refusals(LocalDate day, String entity, String column, String code, String expected, long refused) {}
