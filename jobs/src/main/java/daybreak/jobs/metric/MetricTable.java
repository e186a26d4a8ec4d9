package daybreak.jobs.metric;

import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The values of all metrics as of the end of a day, in the columns of the mart {@code metric_value}. Each subject is read
 * once, by a pass that counts its rows in their cells; what the passes counted meets by metric and period.
 */
public final class MetricTable {

    /** The name of its table in the warehouse, where a run's part holds the values that the run computed. */
    public static final String NAME = "metric_value";

    /** As the mart's columns, in their order; {@code states} and {@code points} are JSON texts. */
    public static final StructType SCHEMA = new StructType()
            .add("metric", DataTypes.StringType, false)
            .add("period_kind", DataTypes.StringType, false)
            .add("period", DataTypes.StringType, false)
            .add("period_from", DataTypes.DateType, false)
            .add("period_to", DataTypes.DateType, false)
            .add("whole", DataTypes.BooleanType, false)
            .add("dimension", DataTypes.StringType, false)
            .add("member", DataTypes.StringType, false)
            .add("numerator", DataTypes.DoubleType, true)
            .add("denominator", DataTypes.DoubleType, true)
            .add("value", DataTypes.DoubleType, true)
            .add("low", DataTypes.DoubleType, true)
            .add("high", DataTypes.DoubleType, true)
            .add("not_yet_due", DataTypes.LongType, false)
            .add("states", DataTypes.StringType, false)
            .add("points", DataTypes.StringType, true)
            .add("version", DataTypes.StringType, false);

    private final SparkSession session;
    private final Metrics metrics;
    private final Map<String, Subject> subjects;

    public MetricTable(SparkSession session, Metrics metrics, Map<String, Subject> subjects) {
        this.session = session;
        this.metrics = metrics;
        this.subjects = new TreeMap<>(subjects);
    }

    /**
     * What the values are counted from, a row a subject and day; subjects that no metric needs have none.
     *
     * @param rowsOf as for {@link #values}
     */
    public List<MetricInput> inputs(BiFunction<SparkSession, Subject, Dataset<Row>> rowsOf) {
        SparkSession own = session.newSession();
        List<Dataset<Row>> inputs = new ArrayList<>();
        needed().forEach((subject, columns) -> {
            List<Column> digests = columns.digests();
            inputs.add(rowsOf.apply(own, subject)
                    .selectExpr(columns.selectWithKey())
                    .where(MetricColumns.DAY + " IS NOT NULL")
                    .groupBy(MetricColumns.DAY)
                    .agg(digests.get(0), digests.subList(1, digests.size()).toArray(Column[]::new))
                    .withColumn("subject", functions.lit(subject.name())));
        });
        return inputs.stream().reduce(Dataset::union).orElseThrow().collectAsList().stream()
                .map(row -> new MetricInput(
                        row.getString(4),
                        LocalDate.ofEpochDay(row.getInt(0)),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3)))
                .toList();
    }

    private Map<Subject, MetricColumns> needed() {
        Map<Subject, MetricColumns> needed = new LinkedHashMap<>();
        for (Subject subject : subjects.values()) {
            MetricColumns columns = new MetricColumns(subject, metrics);
            if (!columns.slots().isEmpty()) {
                needed.put(subject, columns);
            }
        }
        return needed;
    }

    /**
     * The values, not yet computed.
     *
     * @param rowsOf the rows of a subject for its last day, in the session given
     * @param firstDay of the first export: a period that began before it is not whole
     * @param day the last day, D
     * @param periods for which they are wanted
     */
    public Dataset<Row> values(
            BiFunction<SparkSession, Subject, Dataset<Row>> rowsOf,
            LocalDate firstDay,
            LocalDate day,
            ChangedPeriods periods) {
        SparkSession own = session.newSession();
        List<Dataset<Row>> parts = new ArrayList<>();
        needed().forEach((subject, columns) -> {
            Dataset<Row> rows = rowsOf.apply(own, subject).selectExpr(columns.select());
            if (columns.distinct() != null) {
                Column distinct = functions.col(MetricColumns.DISTINCT_VALUE);
                rows = rows.repartition(distinct).sortWithinPartitions(distinct);
            } else {
                // So that a cell of a week that is past is not met again, and handed out once.
                rows = rows.sortWithinPartitions(MetricColumns.DAY);
            }
            parts.add(rows.mapPartitions(
                    new SubjectFold(
                            columns.slots(),
                            columns.dimensions(),
                            columns.distinctColumn(),
                            periods,
                            SubjectFold.MOST_CELLS),
                    Encoders.row(SubjectFold.PARTS)));
        });
        Column[] order = {functions.col("dimension"), functions.col("member")};
        return parts.stream()
                .reduce(Dataset::union)
                .orElseThrow()
                // A function for a key would have each row made an object once more.
                .groupBy("place")
                .as(Encoders.LONG(), Encoders.row(SubjectFold.PARTS))
                .flatMapSortedGroups(order, new MetricValues(definitions(), firstDay, day), Encoders.row(SCHEMA));
    }

    private List<MetricValues.Definition> definitions() {
        return metrics.all().stream()
                .map(metric -> new MetricValues.Definition(
                        metric.name(),
                        metric.kind(),
                        metric.scale(),
                        metric.version(),
                        Set.copyOf(metric.byNumerator()),
                        List.copyOf(metric.states().keySet())))
                .toList();
    }
}
