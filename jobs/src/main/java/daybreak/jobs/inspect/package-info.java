/**
 * Looks at a table of which nothing is known, and proposes how it is read: what its columns hold, which export it is, and the
 * mapping that takes it in. Personal data leaves the package masked.
 */
@NullMarked
package daybreak.jobs.inspect;

import org.jspecify.annotations.NullMarked;
