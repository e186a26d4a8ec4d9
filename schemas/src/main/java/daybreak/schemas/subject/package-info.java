@NullMarked
package daybreak.schemas.subject;

import org.jspecify.annotations.NullMarked;
