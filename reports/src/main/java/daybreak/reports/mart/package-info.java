/** The marts as a report reads them: one consistent night, row by row. */
@NullMarked
package daybreak.reports.mart;

import org.jspecify.annotations.NullMarked;
