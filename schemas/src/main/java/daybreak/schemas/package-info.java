@NullMarked
package daybreak.schemas;

import org.jspecify.annotations.NullMarked;
