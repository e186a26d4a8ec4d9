@NullMarked
package daybreak.schemas.alert;

import org.jspecify.annotations.NullMarked;
