/**
 * The Pollock benchmark of data loading: Vitagliano, Hameed, Jiang, Reisener, Wu and Naumann, "Pollock: A Data Loading Benchmark",
 * PVLDB 16(8), 2023. Polluted files, each beside a clean twin; {@link daybreak.sample.bench.pollock.TableScore} compares what was
 * loaded of the one with the other.
 */
@NullMarked
package daybreak.sample.bench.pollock;

import org.jspecify.annotations.NullMarked;
