@NullMarked
package daybreak.sample.bench.load;

import org.jspecify.annotations.NullMarked;
