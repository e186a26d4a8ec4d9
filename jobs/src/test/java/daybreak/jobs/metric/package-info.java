@NullMarked
package daybreak.jobs.metric;

import org.jspecify.annotations.NullMarked;
