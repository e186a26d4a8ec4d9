/** From a published number back to the rows it was computed from, and from a refused row back to its cells. */
@NullMarked
package daybreak.jobs.explain;

import org.jspecify.annotations.NullMarked;
