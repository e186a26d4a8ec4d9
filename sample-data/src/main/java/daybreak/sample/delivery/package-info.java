@NullMarked
package daybreak.sample.delivery;

import org.jspecify.annotations.NullMarked;
