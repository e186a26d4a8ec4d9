/** How the files of a particular CRM become exports of the contract, read from {@code schemas/sources}. */
@NullMarked
package daybreak.schemas.source;

import org.jspecify.annotations.NullMarked;
