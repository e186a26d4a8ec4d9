@NullMarked
package daybreak.jobs.match;

import org.jspecify.annotations.NullMarked;
