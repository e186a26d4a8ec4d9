/**
 * The numbers once more: every metric and alert computed from the raw CSV files of an export by DuckDB, written from
 * the definitions alone. It shares no line with the product, so that where both agree the number is right.
 */
@NullMarked
package daybreak.jobs.oracle;

import org.jspecify.annotations.NullMarked;
