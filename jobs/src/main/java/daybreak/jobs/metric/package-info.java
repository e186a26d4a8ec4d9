/** Metrics over subjects: one statement a subject for all its metrics, and what the values are judged to be. */
@NullMarked
package daybreak.jobs.metric;

import org.jspecify.annotations.NullMarked;
