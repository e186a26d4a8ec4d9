@NullMarked
package daybreak.sample.bench;

import org.jspecify.annotations.NullMarked;
