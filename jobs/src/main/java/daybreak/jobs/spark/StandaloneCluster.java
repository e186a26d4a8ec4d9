package daybreak.jobs.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Spark standalone cluster: what its executors are told, and what is said when it does not work. Spark itself waits
 * without end for workers, and says so nowhere but in the log.
 *
 * @param master {@code spark://host:port}, with further {@code ,host:port} where masters stand by
 */
record StandaloneCluster(String master) {

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneCluster.class);
    private static final String SCHEME = "spark://";

    /** How long nobody may take the work; Spark's own notation, {@code 60s}. */
    private static final String PATIENCE = "spark.daybreak.workers.timeout";

    /** What makes starts quick, and what newer Java virtual machines want to be told. */
    private static final List<String> HANDED_ON = List.of(
            "-XX:TieredStopAtLevel=",
            "-XX:ReservedCodeCacheSize=",
            "-XX:SharedArchiveFile=",
            "-XX:AOTCache=",
            "--sun-misc-unsafe-memory-access=");

    private static final int CONNECT_MILLIS = 5_000;
    private static final int POLL_MILLIS = 200;

    /** Executors of a cluster come within a moment of each other; one that comes later works too. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** The cluster of a master; empty if the master is this process itself. */
    static Optional<StandaloneCluster> of(String master) {
        return master.startsWith(SCHEME) ? Optional.of(new StandaloneCluster(master)) : Optional.empty();
    }

    /**
     * Tells executors what this process was told by the launcher: they run the same installation, which workers see under
     * the same path, compile as little and start from the same class archive. What Spark opens of the JDK it adds by itself.
     */
    void configure(SparkConf conf) {
        conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        conf.setIfMissing("spark.executor.extraJavaOptions", options());
        conf.setIfMissing("spark.executorEnv.COMET_LOG_LEVEL", "ERROR");
        String libraries = System.getProperty("java.library.path", "");
        if (!libraries.isEmpty()) {
            conf.setIfMissing("spark.executor.extraLibraryPath", libraries);
        }
    }

    /** Of this process; the heap of executors is {@code spark.executor.memory}. */
    private static String options() {
        return Stream.concat(
                        Stream.of("-Dfile.encoding=UTF-8"),
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(option -> HANDED_ON.stream().anyMatch(option::startsWith)))
                .map(option -> '"' + option + '"')
                .collect(Collectors.joining(" "));
    }

    /**
     * Sees that a master can be reached: Spark would try for a minute, and end in the words of its inside.
     *
     * @throws EngineException if there is none
     */
    void requireMaster() {
        List<String> refusals = new ArrayList<>();
        for (String address : master.substring(SCHEME.length()).split(",", -1)) {
            URI uri = URI.create(SCHEME + address.strip());
            if (uri.getHost() == null || uri.getPort() < 0) {
                throw new EngineException(
                        "the Spark master must look like spark://host:7077, not " + master + "; correct --master");
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
                return;
            } catch (IOException e) {
                refusals.add(uri.getHost() + ":" + uri.getPort() + ": " + e.getMessage());
            }
        }
        throw new EngineException("no Spark master answers at " + master + " (" + String.join("; ", refusals)
                + "); start it, or correct --master; nothing was begun");
    }

    /**
     * Waits for executors, and from then on watches that some are left.
     *
     * @throws EngineException if none came in time; the context is stopped
     */
    void awaitWorkers(SparkContext context) {
        Duration patience = Duration.ofSeconds(context.conf().getTimeAsSeconds(PATIENCE, "60s"));
        try {
            long begun = System.nanoTime();
            int seen = 0;
            long since = begun;
            while (seen == 0 || elapsed(since).compareTo(SETTLED) < 0) {
                if (seen == 0 && (context.isStopped() || elapsed(begun).compareTo(patience) > 0)) {
                    context.stop();
                    throw new EngineException("no worker of " + master + " took the work within " + patience.toSeconds()
                            + " s; see on the master's page whether workers are there, with memory free, and in their"
                            + " folders app-*/*/stderr why an executor ended; nothing was begun");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                int now = context.isStopped() ? 0 : context.getExecutorIds().size();
                if (now != seen) {
                    seen = now;
                    since = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            context.stop();
            throw new EngineException("waiting for workers of " + master + " was interrupted", e);
        }
        Thread watch = new Thread(() -> watch(context, patience), "daybreak-workers");
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends jobs that nobody works at: the night then fails, and the same command goes on with it later. */
    private void watch(SparkContext context, Duration patience) {
        long seen = System.nanoTime();
        boolean said = false;
        try {
            while (!context.isStopped()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                if (context.isStopped() || !context.getExecutorIds().isEmpty()) {
                    seen = System.nanoTime();
                    said = false;
                } else if (elapsed(seen).compareTo(patience) > 0) {
                    String reason = "no worker of " + master + " has been left for " + patience.toSeconds()
                            + " s; start workers, then the same command again goes on";
                    if (!said) {
                        LOG.error(reason);
                        said = true;
                    }
                    for (int job : context.statusTracker().getActiveJobIds()) {
                        context.cancelJob(job, reason);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
