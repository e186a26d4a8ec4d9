@NullMarked
package daybreak.jobs.failure;

import org.jspecify.annotations.NullMarked;
