/** The Spark session, set up in one place. */
@NullMarked
package daybreak.jobs.spark;

import org.jspecify.annotations.NullMarked;
