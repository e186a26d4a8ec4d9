package daybreak.jobs.spark;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.runtime.BoxedUnit;

/** Starts the Spark session that everything in a process shares. */
public final class SparkEngine {

    /** The native writer ignores encryption and writes in clear without an error. */
    private static final String NATIVE_WRITER = "spark.comet.write.parquet.enabled";

    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    /** What is the same wherever Spark runs. */
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("spark.app.name", "daybreak"),
            Map.entry("spark.ui.enabled", "false"),
            Map.entry("spark.sql.ansi.enabled", "true"),
            // What the page would show of past statements, whole plans among it, would fill half the heap.
            Map.entry("spark.sql.ui.retainedExecutions", "1"),
            Map.entry("spark.ui.retainedJobs", "1"),
            Map.entry("spark.ui.retainedStages", "1"),
            Map.entry("spark.ui.retainedTasks", "1"),
            Map.entry("spark.sql.catalogImplementation", "in-memory"),
            // A night's statements are wide and short: planning each anew after every stage costs more than it finds.
            Map.entry("spark.sql.adaptive.enabled", "false"),
            // A relation that is broadcast passes through this process, which is to hold no data; shuffling the small
            // side too takes hardly longer here, and a third less memory.
            Map.entry("spark.sql.autoBroadcastJoinThreshold", "-1"),
            // In one task the native engine must not read two inputs one after the other: what the second has
            // handed on is still in use when the task ends and closes it, and the task fails ("memory was leaked")
            // wherever a join has seen enough before its input ends. So each input of a union is a task of its own,
            Map.entry("spark.sql.unionOutputPartitioning", "false"),
            // and what is read in one task is read there alone, not after a join of several tasks. That rule also
            // writes a join of a union once for each of its inputs; a small night without it has half as many stages.
            Map.entry(
                    "spark.sql.optimizer.excludedRules",
                    "org.apache.spark.sql.catalyst.optimizer.PushDownLeftSemiAntiJoin"),
            // What must hold of columns is worked out of what holds of others, for filters that find nothing to leave
            // out here. Of a small night's planning that takes a second.
            Map.entry("spark.sql.constraintPropagation.enabled", "false"),
            // The plan of each statement is written out for a page that is off; the short form is the cheapest.
            Map.entry("spark.sql.ui.explainMode", "simple"),
            // No session brings classes of its own: else executors look each class up at the driver first, anew
            // for every session.
            Map.entry("spark.sql.artifact.isolation.enabled", "false"),
            // Where in our code a column was made is of no use to anybody, and would go with each expression to each
            // task.
            Map.entry("spark.sql.dataFrameQueryContext.enabled", "false"),
            // What Spark writes is as what ingest writes: quick to make rather than small, and without statistics that
            // nobody reads. Times are numbers, for the twelve bytes of old take longer to make.
            Map.entry("spark.sql.parquet.compression.codec", "zstd"),
            Map.entry("spark.hadoop.parquet.compression.codec.zstd.level", "1"),
            Map.entry("spark.hadoop.parquet.size.statistics.enabled", "false"),
            Map.entry("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
            Map.entry("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
            // Ours are written by parquet-java, without Spark's mark of the calendar: they are of today's calendar.
            Map.entry("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED"),
            Map.entry("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false"));

    private static final Map<String, String> NATIVE = Map.of(
            "spark.plugins", "org.apache.spark.CometPlugin",
            "spark.shuffle.manager", "org.apache.spark.sql.comet.execution.shuffle.CometShuffleManager",
            "spark.memory.offHeap.enabled", "true",
            // What comes of a native outer merge join with a condition may be out of the order that it promises
            // (DataFusion's pull request 24573; Comet 1.2.0 is older). The next join of the key then passes over rows
            // without a word, and a GROUP BY makes two groups of one: a client's day stood twice in 842,000. Sorting
            // again does not help: the native sort believes the promise. Native hash joins keep theirs: statements ask
            // for them where a join has a condition, and this is for those that do not.
            "spark.comet.exec.sortMergeJoinWithJoinFilter.enabled", "false",
            "spark.comet.explain.fallback.enabled", "false");

    private SparkEngine() {}

    /**
     * The session. What is set as a system property of this process ({@code -Dspark.executor.memory=8g}) Spark takes from
     * there; what is set here wins over it, but for sizes, which depend on the machines.
     *
     * @throws EngineException if there is no such cluster, or no worker of it takes the work
     * @throws IllegalStateException if the native Parquet writer was switched on from outside
     */
    public static SparkSession start(EngineSettings settings) {
        Optional<StandaloneCluster> cluster = StandaloneCluster.of(settings.master());
        cluster.ifPresent(StandaloneCluster::requireMaster);
        SparkConf conf = conf(settings);
        cluster.ifPresent(known -> known.configure(conf));
        SparkContext context = context(conf, settings.master());
        cluster.ifPresent(known -> known.awaitWorkers(context));
        SparkSession.Builder builder = SparkSession.builder().withExtensions(extensions -> {
            extensions.injectParser((session, parser) -> new PlainParser());
            return BoxedUnit.UNIT;
        });
        for (Tuple2<String, String> setting : conf.getAll()) {
            builder.config(setting._1(), setting._2());
        }
        if (!conf.contains(SHUFFLE_PARTITIONS)) {
            // As many as tasks run at once.
            builder.config(SHUFFLE_PARTITIONS, String.valueOf(context.defaultParallelism()));
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

    private static SparkConf conf(EngineSettings settings) {
        SparkConf conf = new SparkConf();
        ALWAYS.forEach(conf::set);
        conf.set("spark.master", settings.master());
        conf.set("spark.sql.session.timeZone", settings.zone().getId());
        conf.set("spark.sql.warehouse.dir", settings.warehouse().toUri().toString());
        // A sort that memory does not hold goes to disk, with all the cells it sorts.
        conf.set("spark.io.encryption.enabled", String.valueOf(settings.personalData()));
        if (settings.nativeExecution() == NativeExecution.AUTO) {
            NATIVE.forEach(conf::set);
            conf.setIfMissing("spark.memory.offHeap.size", "2g");
        }
        return conf;
    }

    private static SparkContext context(SparkConf conf, String master) {
        try {
            return SparkContext.getOrCreate(conf);
        } catch (RuntimeException e) {
            throw new EngineException(
                    "Spark could not be started with the master " + master + ": " + e.getMessage(), e);
        }
    }
}
