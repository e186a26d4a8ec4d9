@NullMarked
package daybreak.jobs.explain;

import org.jspecify.annotations.NullMarked;
