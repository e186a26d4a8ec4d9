package daybreak.jobs.spark;

import org.apache.spark.sql.SparkSession;

/** Starts the Spark session that everything in a process shares. */
public final class SparkEngine {

    /** The native writer ignores encryption and writes in clear without an error. */
    private static final String NATIVE_WRITER = "spark.comet.write.parquet.enabled";

    private SparkEngine() {}

    /**
     * The session.
     *
     * @throws IllegalStateException if the native Parquet writer was switched on from outside
     */
    public static SparkSession start(EngineSettings settings) {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("daybreak")
                .master(settings.master())
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", settings.zone().getId())
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.shuffle.partitions", String.valueOf(settings.shufflePartitions()))
                // What the page would show of past statements, whole plans among it, would fill half the heap.
                .config("spark.sql.ui.retainedExecutions", "1")
                .config("spark.ui.retainedJobs", "1")
                .config("spark.ui.retainedStages", "1")
                .config("spark.ui.retainedTasks", "1")
                .config("spark.sql.warehouse.dir", settings.warehouse().toUri().toString())
                .config("spark.sql.catalogImplementation", "in-memory")
                // A night's statements are wide and short: planning each anew after every stage costs more than it
                // finds.
                .config("spark.sql.adaptive.enabled", "false")
                // The plan of each statement is written out for a page that is off; the short form is the cheapest.
                .config("spark.sql.ui.explainMode", "simple")
                // Lists of lifetimes are gathered by hash for as many cells as there are; the default sorts from 128
                // on.
                .config("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "100000")
                .config("spark.sql.parquet.compression.codec", "zstd")
                // Ours are written by parquet-java, without Spark's mark of the calendar: they are of today's calendar.
                .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
        if (settings.nativeExecution() == NativeExecution.AUTO) {
            builder.config("spark.plugins", "org.apache.spark.CometPlugin")
                    .config("spark.shuffle.manager", "org.apache.spark.sql.comet.execution.shuffle.CometShuffleManager")
                    .config("spark.memory.offHeap.enabled", "true")
                    .config("spark.memory.offHeap.size", "2g")
                    .config("spark.comet.explain.fallback.enabled", "false");
        }
        SparkSession session = builder.getOrCreate();
        if (session.conf().getOption(NATIVE_WRITER).isDefined()
                && !"false".equals(session.conf().get(NATIVE_WRITER))) {
            session.stop();
            throw new IllegalStateException(
                    NATIVE_WRITER + " must not be set: the native writer leaves personal data unencrypted.");
        }
        return session;
    }
}
