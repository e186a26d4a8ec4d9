@NullMarked
package daybreak.jobs.intake;

import org.jspecify.annotations.NullMarked;
