@NullMarked
package daybreak.jobs.tabular;

import org.jspecify.annotations.NullMarked;
