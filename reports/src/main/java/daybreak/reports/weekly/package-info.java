/** The weekly management review. */
@NullMarked
package daybreak.reports.weekly;

import org.jspecify.annotations.NullMarked;
