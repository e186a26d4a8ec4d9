@NullMarked
package daybreak.sample.bench.limit;

import org.jspecify.annotations.NullMarked;
