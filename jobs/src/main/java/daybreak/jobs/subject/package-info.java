/** Day facts and subjects: where joins live, once. */
@NullMarked
package daybreak.jobs.subject;

import org.jspecify.annotations.NullMarked;
