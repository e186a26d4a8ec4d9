@NullMarked
package daybreak.jobs.nightly;

import org.jspecify.annotations.NullMarked;
