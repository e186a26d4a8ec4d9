/** What is to be said of a day's files: odd rows, and what is unusual against the days before. */
@NullMarked
package daybreak.jobs.intake;

import org.jspecify.annotations.NullMarked;
