/** The command line: one class a command. Nothing else in the house knows this room. */
@NullMarked
package daybreak.jobs.cli;

import org.jspecify.annotations.NullMarked;
