@NullMarked
package daybreak.reports.quarterly;

import org.jspecify.annotations.NullMarked;
