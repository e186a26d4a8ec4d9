@NullMarked
package daybreak.sample.world;

import org.jspecify.annotations.NullMarked;
