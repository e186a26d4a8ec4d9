/** The jobs: the nightly one, and the weekly and quarterly reports beside it. */
@NullMarked
package daybreak.jobs.nightly;

import org.jspecify.annotations.NullMarked;
