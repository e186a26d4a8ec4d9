package daybreak.jobs.spark;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * How Spark is started.
 *
 * @param master such as {@code local[*]}, or {@code spark://host:7077} of a standalone cluster
 * @param nativeExecution whether statements run natively where they can
 * @param zone the brokerage's
 * @param warehouse folder of the warehouse, absolute; workers see it under the same path
 */
public record EngineSettings(String master, NativeExecution nativeExecution, ZoneId zone, Path warehouse) {

    public EngineSettings {
        if (!warehouse.isAbsolute()) {
            throw new IllegalArgumentException("The warehouse must be an absolute path, not " + warehouse + ".");
        }
    }

    /** On this machine, with all its cores. */
    public static EngineSettings local(NativeExecution nativeExecution, ZoneId zone, Path warehouse) {
        return new EngineSettings("local[*]", nativeExecution, zone, warehouse);
    }
}
