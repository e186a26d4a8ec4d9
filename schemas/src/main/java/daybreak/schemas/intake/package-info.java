/** What a night's intake is judged by. */
@NullMarked
package daybreak.schemas.intake;

import org.jspecify.annotations.NullMarked;
