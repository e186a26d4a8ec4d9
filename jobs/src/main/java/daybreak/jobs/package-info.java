@NullMarked
package daybreak.jobs;

import org.jspecify.annotations.NullMarked;
