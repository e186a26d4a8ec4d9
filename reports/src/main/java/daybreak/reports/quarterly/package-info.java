/** The quarterly complaint retrospective. */
@NullMarked
package daybreak.reports.quarterly;

import org.jspecify.annotations.NullMarked;
