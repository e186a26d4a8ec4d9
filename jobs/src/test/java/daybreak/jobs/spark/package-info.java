@NullMarked
package daybreak.jobs.spark;

import org.jspecify.annotations.NullMarked;
