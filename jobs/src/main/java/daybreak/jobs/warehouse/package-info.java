/** Where the warehouse's files lie, how their tables look, and the one way in which they are written outside of Spark. */
@NullMarked
package daybreak.jobs.warehouse;

import org.jspecify.annotations.NullMarked;
