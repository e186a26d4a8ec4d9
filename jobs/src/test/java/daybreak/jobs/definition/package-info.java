/** The definitions under {@code schemas/} against real Spark: analysed over empty tables, and their examples run. */
@NullMarked
package daybreak.jobs.definition;

import org.jspecify.annotations.NullMarked;
