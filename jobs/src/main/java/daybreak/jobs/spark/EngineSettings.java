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
 * @param personalData whether statements may handle what only the vault holds: what then goes to disk is encrypted, which the
 *     native engine cannot do
 */
public record EngineSettings(
        String master, NativeExecution nativeExecution, ZoneId zone, Path warehouse, boolean personalData) {

    private static final String LOCAL = "local[*]";

    public EngineSettings {
        if (!warehouse.isAbsolute()) {
            throw new IllegalArgumentException("The warehouse must be an absolute path, not " + warehouse + ".");
        }
        if (personalData && nativeExecution != NativeExecution.OFF) {
            throw new IllegalArgumentException("The native engine writes personal data to disk in clear.");
        }
    }

    /** On this machine, with all its cores. */
    public static EngineSettings local(NativeExecution nativeExecution, ZoneId zone, Path warehouse) {
        return new EngineSettings(LOCAL, nativeExecution, zone, warehouse, false);
    }

    /** The same for statements that handle what only the vault holds: on this machine, so that none of it crosses a network. */
    public EngineSettings forPersonalData() {
        return new EngineSettings(LOCAL, NativeExecution.OFF, zone, warehouse, true);
    }
}
