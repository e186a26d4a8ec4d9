@NullMarked
package daybreak.sample.bench.duckdb;

import org.jspecify.annotations.NullMarked;
