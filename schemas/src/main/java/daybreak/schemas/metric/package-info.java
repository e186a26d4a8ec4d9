@NullMarked
package daybreak.schemas.metric;

import org.jspecify.annotations.NullMarked;
