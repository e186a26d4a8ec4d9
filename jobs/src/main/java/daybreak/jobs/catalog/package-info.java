/** The database: where it is, its marts, and the only writing to it. */
@NullMarked
package daybreak.jobs.catalog;

import org.jspecify.annotations.NullMarked;
