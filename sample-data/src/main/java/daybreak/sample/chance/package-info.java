@NullMarked
package daybreak.sample.chance;

import org.jspecify.annotations.NullMarked;
