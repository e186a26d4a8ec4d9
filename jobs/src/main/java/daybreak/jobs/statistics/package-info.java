/**
 * Intervals, tests, survival curves, control charts and decomposition: pure functions over plain numbers. No Spark, no
 * input or output, no clock; results are serialisable records, so that Spark may call them on its executors.
 */
@NullMarked
package daybreak.jobs.statistics;

import org.jspecify.annotations.NullMarked;
