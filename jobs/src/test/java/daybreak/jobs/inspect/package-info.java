@NullMarked
package daybreak.jobs.inspect;

import org.jspecify.annotations.NullMarked;
