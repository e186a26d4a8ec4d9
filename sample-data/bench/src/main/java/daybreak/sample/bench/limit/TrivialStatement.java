package daybreak.sample.bench.limit;

import org.apache.spark.sql.SparkSession;

/** A Java virtual machine, Spark in it as the program sets it up, and one statement: below this no night can go. */
public final class TrivialStatement {

    private TrivialStatement() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder()
                .appName("daybreak-bench")
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.catalogImplementation", "in-memory")
                .config("spark.plugins", "org.apache.spark.CometPlugin")
                .config("spark.shuffle.manager", "org.apache.spark.sql.comet.execution.shuffle.CometShuffleManager")
                .config("spark.memory.offHeap.enabled", "true")
                .config("spark.memory.offHeap.size", "1g")
                .config("spark.comet.explain.fallback.enabled", "false")
                .getOrCreate();
        System.out.println(spark.sql("SELECT id % 7 AS part, count(*) AS rows FROM range(1000) GROUP BY id % 7")
                .collectAsList()
                .size());
        spark.stop();
    }
}
