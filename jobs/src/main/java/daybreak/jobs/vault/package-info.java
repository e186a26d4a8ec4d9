/** Encryption of the tables that hold personal data, and the only way to read them. */
@NullMarked
package daybreak.jobs.vault;

import org.jspecify.annotations.NullMarked;
