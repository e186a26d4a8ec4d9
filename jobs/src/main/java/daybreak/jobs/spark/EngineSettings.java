package daybreak.jobs.spark;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * How Spark is started.
 *
 * @param master such as {@code local[*]}
 * @param nativeExecution whether statements run natively where they can
 * @param zone the brokerage's
 * @param shufflePartitions at least 1; the number of cores is right
 * @param warehouse folder of the warehouse, absolute
 */
public record EngineSettings(
        String master, NativeExecution nativeExecution, ZoneId zone, int shufflePartitions, Path warehouse) {

    public EngineSettings {
        if (shufflePartitions < 1) {
            throw new IllegalArgumentException(
                    "Spark needs at least one shuffle partition, not " + shufflePartitions + ".");
        }
        if (!warehouse.isAbsolute()) {
            throw new IllegalArgumentException("The warehouse must be an absolute path, not " + warehouse + ".");
        }
    }

    /** On this machine, with all its cores. */
    public static EngineSettings local(NativeExecution nativeExecution, ZoneId zone, Path warehouse) {
        return new EngineSettings(
                "local[*]", nativeExecution, zone, Runtime.getRuntime().availableProcessors(), warehouse);
    }
}
