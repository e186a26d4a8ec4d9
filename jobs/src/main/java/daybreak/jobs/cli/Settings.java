package daybreak.jobs.cli;

import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.spark.NativeExecution;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * What holds for all commands.
 *
 * @param home absolute; holds warehouse, embedded database, keys, logs and {@code out}
 * @param database where the marts lie
 * @param master Spark master: {@code local[…]}, or {@code spark://…} together with a database server
 * @param language of reasons, titles and reports
 * @param nativeExecution whether Spark may hand work to the native engine
 * @param brokerage name of the brokerage whose exports are taken in; locks and runs are kept by it
 * @param zone in which the brokerage's days begin and end
 */
public record Settings(
        Path home,
        DatabaseLocation database,
        String master,
        Language language,
        NativeExecution nativeExecution,
        String brokerage,
        ZoneId zone) {

    public Settings {
        if (!home.isAbsolute()) {
            throw new IllegalArgumentException("home must be an absolute path, not " + home);
        }
        if (!brokerage.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,62}")) {
            throw new IllegalArgumentException(
                    "the brokerage's name must be 1 to 63 letters, digits, '-' or '_', beginning with a letter or digit");
        }
        boolean cluster = master.startsWith("spark://");
        if (!cluster && !master.matches("local(\\[.*])?")) {
            throw new IllegalArgumentException(
                    "the Spark master must look like local[*] or spark://host:7077, not " + master);
        }
        if (cluster && database.url() == null) {
            throw new IllegalArgumentException("the workers of " + master
                    + " cannot reach the embedded database, which listens on this machine alone: give a PostgreSQL"
                    + " server with --db");
        }
    }
}
