/** How well a home meets a client's wishes, as {@code schemas/matching} says. */
@NullMarked
package daybreak.schemas.matching;

import org.jspecify.annotations.NullMarked;
