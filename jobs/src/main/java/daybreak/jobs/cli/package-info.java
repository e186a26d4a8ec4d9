@NullMarked
package daybreak.jobs.cli;

import org.jspecify.annotations.NullMarked;
