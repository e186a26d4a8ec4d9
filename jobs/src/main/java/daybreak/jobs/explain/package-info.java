/** From a published number back to the rows it was computed from. */
@NullMarked
package daybreak.jobs.explain;

import org.jspecify.annotations.NullMarked;
