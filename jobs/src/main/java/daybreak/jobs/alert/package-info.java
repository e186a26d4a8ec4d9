/** Alert rules over daily subjects, and the life of the tasks that they raise. */
@NullMarked
package daybreak.jobs.alert;

import org.jspecify.annotations.NullMarked;
