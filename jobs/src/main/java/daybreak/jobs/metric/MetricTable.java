package daybreak.jobs.metric;

import daybreak.jobs.statistics.Interval;
import daybreak.jobs.statistics.KaplanMeier;
import daybreak.jobs.statistics.Lifetime;
import daybreak.jobs.statistics.PoissonInterval;
import daybreak.jobs.statistics.WilsonInterval;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The values of all metrics as of the end of a day, in the columns of the mart {@code metric_value}. */
public final class MetricTable {

    /** The name of its table in the warehouse. */
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
     * The values, not yet computed.
     *
     * @param rowsOf the rows of a subject for its last day, in the session given
     * @param firstDay of the first export: a period that began before it is not whole
     * @param day the last day, D
     */
    public Dataset<Row> values(
            BiFunction<SparkSession, Subject, Dataset<Row>> rowsOf, LocalDate firstDay, LocalDate day) {
        SparkSession own = session.newSession();
        List<String> whole = new ArrayList<>();
        List<String> rates = new ArrayList<>();
        for (Subject subject : subjects.values()) {
            MetricStatement ofItsOwn = MetricStatement.ofItsOwn(subject, metrics, firstDay, day);
            MetricStatement ofRates = MetricStatement.ofRates(subject, metrics, firstDay, day);
            String rows = "rows_of_" + subject.name();
            if (ofItsOwn.isNeeded() || ofRates.isNeeded()) {
                rowsOf.apply(own, subject).createOrReplaceTempView(rows);
            }
            if (ofItsOwn.isNeeded()) {
                whole.add(ofItsOwn.sql(rows));
            }
            if (ofRates.isNeeded()) {
                rates.add(ofRates.sql(rows));
            }
        }
        if (!rates.isEmpty()) {
            whole.add(combined(selected(rates)));
        }
        Dataset<Row> raw = own.sql(selected(whole));
        Map<String, Definition> definitions = new HashMap<>();
        metrics.all()
                .forEach(metric -> definitions.put(
                        metric.name(), new Definition(metric.kind(), metric.scale(), metric.version())));
        return raw.map(new Value(definitions), Encoders.row(SCHEMA));
    }

    private static String selected(List<String> statements) {
        return statements.stream()
                .map(statement -> "SELECT " + MetricStatement.COLUMNS + " FROM (" + statement + ")")
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    /** Brings a rate's events and exposure together; a dimension that splits events alone takes the total's
     * exposure. Where nobody was exposed the exposure is 0. */
    private String combined(String union) {
        StringJoiner eventsAlone = new StringJoiner(" OR ", "(", ")");
        eventsAlone.add("false");
        for (Metric metric : metrics.all()) {
            if (metric.kind() == Metric.Kind.RATE) {
                for (String dimension : metric.byNumerator()) {
                    eventsAlone.add("metric = '" + metric.name() + "' AND dimension = '" + dimension + "'");
                }
            }
        }
        return """
                WITH one AS (
                    SELECT metric, period_kind, period, period_from, period_to, whole, dimension, member,
                           coalesce(sum(numerator), 0) AS numerator, sum(denominator) AS denominator,
                           sum(not_yet_due) AS not_yet_due, any_value(states, true) AS states
                    FROM (%s)
                    GROUP BY metric, period_kind, period, period_from, period_to, whole, dimension, member
                )
                SELECT metric, period_kind, period, period_from, period_to, whole, dimension, member, numerator,
                       coalesce(IF(%s,
                           max(IF(dimension = '', denominator, NULL)) OVER (PARTITION BY metric, period_kind, period),
                           denominator), 0) AS denominator,
                       not_yet_due, states,
                       CAST(NULL AS array<struct<micros: bigint, observed: boolean>>) AS lifetimes
                FROM one
                """.formatted(union, eventsAlone);
    }

    private record Definition(Metric.Kind kind, double scale, String version) implements Serializable {}

    /** From counts and lifetimes to a value with its interval. */
    private record Value(Map<String, Definition> definitions) implements MapFunction<Row, Row> {

        @Override
        public Row call(Row row) {
            String metric = row.getString(0);
            Definition definition = definitions.get(metric);
            if (definition == null) {
                throw new IllegalStateException("no metric is named " + metric);
            }
            Double numerator = row.isNullAt(8) ? null : Double.valueOf(row.getDouble(8));
            Double denominator = row.isNullAt(9) ? null : Double.valueOf(row.getDouble(9));
            Double value = null;
            Interval interval = null;
            String points = null;
            switch (definition.kind()) {
                case SHARE -> {
                    if (numerator != null && denominator != null && denominator > 0) {
                        value = numerator / denominator;
                        interval = WilsonInterval.of(numerator, denominator);
                    }
                }
                case RATE -> {
                    if (numerator != null && denominator != null && denominator > 0) {
                        value = definition.scale() * numerator / denominator;
                        interval = PoissonInterval.of(numerator, denominator).times(definition.scale());
                    }
                }
                case COUNT -> value = numerator;
                case DURATION -> {
                    KaplanMeier curve = KaplanMeier.of(lifetimes(row));
                    value = boxed(curve.quantile(0.5));
                    interval = curve.quantileInterval(0.5).orElse(null);
                    points = "[{\"quantile\":0.5,\"seconds\":" + value + "},{\"quantile\":0.9,\"seconds\":"
                            + boxed(curve.quantile(0.9)) + "}]";
                }
                case CURVE -> {
                    KaplanMeier curve = KaplanMeier.of(lifetimes(row));
                    points = points(curve);
                }
            }
            return RowFactory.create(
                    metric,
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    row.get(6),
                    row.get(7),
                    numerator,
                    denominator,
                    value,
                    interval == null ? null : finite(interval.low()),
                    interval == null ? null : finite(interval.high()),
                    row.get(10),
                    states(row),
                    points,
                    definition.version());
        }

        private static @Nullable Double boxed(OptionalDouble value) {
            return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
        }

        private static @Nullable Double finite(double value) {
            return Double.isFinite(value) ? Double.valueOf(value) : null;
        }

        private static List<Lifetime> lifetimes(Row row) {
            List<Lifetime> lifetimes = new ArrayList<>();
            if (!row.isNullAt(12)) {
                for (Row one : row.<Row>getList(12)) {
                    lifetimes.add(new Lifetime(one.getLong(0) / 1e6, one.getBoolean(1)));
                }
            }
            return lifetimes;
        }

        private static String states(Row row) {
            StringJoiner json = new StringJoiner(",", "{", "}");
            if (!row.isNullAt(11)) {
                new TreeMap<>(row.<String, Long>getJavaMap(11))
                        .forEach((name, count) -> json.add("\"" + name + "\":" + count));
            }
            return json.toString();
        }

        private static String points(KaplanMeier curve) {
            StringJoiner json = new StringJoiner(",", "[", "]");
            for (KaplanMeier.Step step : curve.steps()) {
                json.add("{\"seconds\":" + step.seconds() + ",\"survival\":" + step.survival() + ",\"low\":"
                        + finite(step.low())
                        + ",\"high\":" + finite(step.high()) + ",\"at_risk\":" + step.atRisk() + ",\"events\":"
                        + step.events()
                        + ",\"censored\":" + step.censored() + "}");
            }
            return json.toString();
        }
    }
}
