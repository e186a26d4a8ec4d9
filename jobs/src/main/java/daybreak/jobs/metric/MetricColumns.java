package daybreak.jobs.metric;

import daybreak.schemas.metric.Aggregate;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * What all metrics that need a subject ask of its rows, as the columns of one projection: the day, the members of the
 * dimensions, the value that distinct counts tell apart, and then each metric's own columns.
 */
final class MetricColumns {

    /** The name in the projection of the day to whose periods a row belongs. */
    static final String DAY = "day";

    /** The name in the projection of the value that distinct counts tell apart. */
    static final String DISTINCT_VALUE = "distinct_value";

    private final Subject subject;
    private final List<Slot> slots = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();
    private final List<String> dimensions;
    private @Nullable String distinct;

    enum Kind {
        ROWS,
        VALUES,
        SUM,
        TIMES
    }

    /**
     * A metric's place in the projection.
     *
     * @param metric its number among all metrics
     * @param exposure whether this is a rate's denominator
     * @param column of the projection, at which its columns begin
     * @param states how many further counts it has
     * @param dimensions by which it is split, as numbers of {@link #dimensions()}; the total always is
     * @param wholeAlone whether it has a value for the whole alone, as a curve has
     */
    record Slot(
            int metric,
            boolean exposure,
            Kind kind,
            int column,
            int states,
            Set<Integer> dimensions,
            boolean wholeAlone)
            implements Serializable {

        Slot {
            dimensions = Set.copyOf(dimensions);
        }
    }

    MetricColumns(Subject subject, Metrics metrics) {
        this.subject = subject;
        Set<String> names = new TreeSet<>();
        for (Metric metric : metrics.all()) {
            if (metric.subject().equals(subject.name())) {
                names.addAll(metric.dimensions());
            }
            if (isMeasureOf(metric)) {
                names.addAll(metric.by());
            }
        }
        this.dimensions = List.copyOf(names);
        for (int number = 0; number < metrics.all().size(); number++) {
            Metric metric = metrics.all().get(number);
            if (metric.subject().equals(subject.name())) {
                addOwn(number, metric);
            }
            if (isMeasureOf(metric)) {
                addAmount(number, metric, true, metric.by());
            }
        }
    }

    private boolean isMeasureOf(Metric metric) {
        Metric.Exposure exposure = metric.exposure();
        return exposure != null && exposure.subject().equals(subject.name());
    }

    /** Empty: no metric needs the subject. */
    List<Slot> slots() {
        return List.copyOf(slots);
    }

    /** Names of the dimensions by which any metric here is split. */
    List<String> dimensions() {
        return dimensions;
    }

    /** The column whose distinct values are counted; null: none is. */
    @Nullable
    String distinct() {
        return distinct;
    }

    /** The projection: the day since 1970-01-01, members, the distinct value or null, and the columns of the slots. */
    String[] select() {
        List<String> all = new ArrayList<>();
        all.add("unix_date(to_date(" + Objects.requireNonNull(subject.period(), subject.name()) + ")) AS " + DAY);
        dimensions.forEach(name -> all.add("coalesce(cast(" + name + " AS string), '(none)') AS of_" + name));
        all.add((distinct == null ? "CAST(NULL AS string)" : distinct) + " AS " + DISTINCT_VALUE);
        for (int i = 0; i < expressions.size(); i++) {
            all.add(expressions.get(i) + " AS c" + i);
        }
        return all.toArray(String[]::new);
    }

    /** The projection with the subject's key beside it, for {@link #digests}. */
    String[] selectWithKey() {
        List<String> all = new ArrayList<>(List.of(select()));
        subject.key().forEach(column -> all.add(column + " AS key_" + column));
        return all.toArray(String[]::new);
    }

    /** Over {@link #selectWithKey}, the columns of {@link MetricInput} from the number of rows on. */
    List<Column> digests() {
        List<String> counted = new ArrayList<>();
        List<String> timed = new ArrayList<>();
        dimensions.forEach(name -> counted.add("of_" + name));
        counted.add(DISTINCT_VALUE);
        for (Slot slot : slots) {
            int first = slot.column() - distinctColumn() - 1;
            for (int i = first; i <= first + slot.states(); i++) {
                (slot.kind() == Kind.TIMES ? timed : counted).add("c" + i);
            }
        }
        return List.of(
                functions.expr("count(*)").as("row_count"),
                functions.expr(digest(counted)).as("counted"),
                functions.expr(digest(timed)).as("timed"));
    }

    /**
     * Rows in any order have the same digest. Each has its key in it, so that no two are alike and take each other away;
     * and whether a value is blank, for blanks alone are passed over.
     */
    private String digest(List<String> columns) {
        List<String> all = new ArrayList<>();
        subject.key().forEach(column -> all.add("key_" + column));
        for (String column : columns) {
            all.add(column);
            all.add("isnull(" + column + ")");
        }
        return "bit_xor(xxhash64(" + String.join(", ", all) + "))";
    }

    /** Where the distinct value stands in the projection. */
    int distinctColumn() {
        return 1 + dimensions.size();
    }

    private void addOwn(int number, Metric metric) {
        switch (metric.kind()) {
            case SHARE, RATE -> {
                Kind kind = metric.distinct() == null ? Kind.ROWS : Kind.VALUES;
                tellApart(metric.distinct());
                add(number, false, kind, metric.states().size(), metric.dimensions(), false, standing(metric));
                metric.states().values().forEach(state -> expressions.add(isTrue(state)));
            }
            case COUNT -> addAmount(number, metric, false, metric.dimensions());
            case DURATION, CURVE ->
                add(
                        number,
                        false,
                        Kind.TIMES,
                        0,
                        metric.dimensions(),
                        metric.kind() == Metric.Kind.CURVE,
                        lifetime(metric));
        }
    }

    private void addAmount(int number, Metric metric, boolean exposure, Iterable<String> split) {
        Aggregate aggregate =
                metric.amount().flatMap(Aggregate::parse).orElseThrow(() -> new IllegalStateException(metric.name()));
        switch (aggregate.function()) {
            case SUM -> add(number, exposure, Kind.SUM, 0, split, false, "CAST(" + aggregate.of() + " AS double)");
            case ROWS -> add(number, exposure, Kind.SUM, 0, split, false, "1D");
            case DISTINCT -> {
                tellApart(aggregate.of());
                add(number, exposure, Kind.VALUES, 0, split, false, String.valueOf(Tally.Standing.COUNTS));
            }
        }
    }

    private void add(
            int number,
            boolean exposure,
            Kind kind,
            int states,
            Iterable<String> split,
            boolean wholeAlone,
            String expression) {
        Set<Integer> shown = new TreeSet<>();
        split.forEach(name -> shown.add(dimensions.indexOf(name)));
        slots.add(
                new Slot(number, exposure, kind, distinctColumn() + 1 + expressions.size(), states, shown, wholeAlone));
        expressions.add(expression);
    }

    private void tellApart(@Nullable String column) {
        distinct = column == null ? distinct : column;
    }

    private static String standing(Metric metric) {
        String success = metric.kind() == Metric.Kind.RATE ? "true" : Objects.requireNonNull(metric.success());
        return "CASE WHEN NOT " + isTrue(metric.where()) + " THEN " + Tally.Standing.OUTSIDE + " WHEN NOT "
                + isTrue(metric.counts()) + " THEN " + Tally.Standing.WAITS + " WHEN " + isTrue(success) + " THEN "
                + Tally.Standing.SUCCEEDS + " ELSE " + Tally.Standing.COUNTS + " END";
    }

    /** An end before its start is a slip of the clock that wrote it: no time passed. */
    private static String lifetime(Metric metric) {
        return "IF(" + isTrue(metric.where()) + " AND " + metric.start()
                + " IS NOT NULL, 2 * greatest(0L, unix_micros(coalesce(" + metric.end() + ", as_of)) - unix_micros("
                + metric.start() + ")) + IF(" + metric.end() + " IS NULL, 0L, 1L), CAST(NULL AS bigint))";
    }

    private static String isTrue(String condition) {
        return "coalesce(" + condition + ", false)";
    }
}
