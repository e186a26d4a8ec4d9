/** The contract of each export, read from {@code schemas/exports}. */
@NullMarked
package daybreak.schemas.export;

import org.jspecify.annotations.NullMarked;
