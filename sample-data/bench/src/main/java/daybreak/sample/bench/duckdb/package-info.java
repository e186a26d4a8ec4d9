/**
 * The same work by DuckDB, as one would write it who takes DuckDB and a script: typed read with bad rows put aside,
 * Parquet, the same metrics, alert rules and lives of tasks, and state that spares a night the history.
 *
 * <p>It does less, which favours it: no vault and no encryption, no intervals, control
 * charts and comparisons, no references checked, of several rows of one key in a folder no order (the load has none), a
 * changed folder told by its stated sums rather than by hashing its files, and Parquet instead of PostgreSQL for results.
 */
@NullMarked
package daybreak.sample.bench.duckdb;

import org.jspecify.annotations.NullMarked;
