@NullMarked
package daybreak.sample;

import org.jspecify.annotations.NullMarked;
