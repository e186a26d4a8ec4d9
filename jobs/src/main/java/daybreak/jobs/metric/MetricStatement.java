package daybreak.jobs.metric;

import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that computes all metrics of a subject: each row is counted for its week, month and quarter and for
 * the whole, in the total and under its member of each dimension.
 *
 * <p>It yields {@code metric, period_kind, period, period_from, period_to, whole, dimension, member, numerator,
 * denominator, not_yet_due, states, lifetimes}. A rate's events come from its own subject's statement and its exposure
 * from that of the subject it is measured by.
 */
final class MetricStatement {

    static final String COLUMNS = "metric, period_kind, period, period_from, period_to, whole, dimension, member, "
            + "numerator, denominator, not_yet_due, states, lifetimes";

    private final Subject subject;
    private final List<Metric> own;
    private final List<Metric> measuredBy;
    private final LocalDate firstDay;
    private final LocalDate day;

    private MetricStatement(
            Subject subject, List<Metric> own, List<Metric> measuredBy, LocalDate firstDay, LocalDate day) {
        this.subject = subject;
        this.own = own;
        this.measuredBy = measuredBy;
        this.firstDay = firstDay;
        this.day = day;
    }

    /**
     * The subject's metrics that its rows alone decide; each result is whole.
     *
     * @param firstDay of the first export
     * @param day the last day, D
     */
    static MetricStatement ofItsOwn(Subject subject, Metrics metrics, LocalDate firstDay, LocalDate day) {
        List<Metric> own = metrics.over(subject.name()).stream()
                .filter(metric -> metric.kind() != Metric.Kind.RATE)
                .toList();
        return new MetricStatement(subject, own, List.of(), firstDay, day);
    }

    /**
     * The subject's part of rates: events of its own, and exposure to those of others.
     *
     * @param firstDay of the first export
     * @param day the last day, D
     */
    static MetricStatement ofRates(Subject subject, Metrics metrics, LocalDate firstDay, LocalDate day) {
        List<Metric> own = metrics.over(subject.name()).stream()
                .filter(metric -> metric.kind() == Metric.Kind.RATE)
                .toList();
        List<Metric> measuredBy = metrics.all().stream()
                .filter(metric ->
                        metric.exposure() != null && metric.exposure().subject().equals(subject.name()))
                .toList();
        return new MetricStatement(subject, own, measuredBy, firstDay, day);
    }

    /** Whether any metric needs the subject. */
    boolean isNeeded() {
        return !own.isEmpty() || !measuredBy.isEmpty();
    }

    /** The statement over a view that holds the subject's rows of the last day. */
    String sql(String view) {
        String period = subject.period();
        if (period == null) {
            throw new IllegalStateException("the subject " + subject.name()
                    + " has metrics and so needs 'period', the column that puts a row into a week");
        }
        List<String> flags = new ArrayList<>();
        List<String> aggregates = new ArrayList<>();
        List<String> unpivoted = new ArrayList<>();
        int number = 0;
        for (Metric metric : own) {
            unpivoted.add(result(metric, "m" + number, dimensionsOf(metric), flags, aggregates));
            number++;
        }
        for (Metric metric : measuredBy) {
            unpivoted.add(exposure(metric, "m" + number, aggregates));
            number++;
        }
        if (flags.isEmpty()
                || own.stream().anyMatch(metric -> metric.kind() == Metric.Kind.COUNT)
                || !measuredBy.isEmpty()) {
            flags.add("*");
        }
        flags.add(periods() + " AS periods");
        flags.add(dimensions() + " AS dimensions");
        return """
                WITH placed AS (
                    SELECT %s
                    FROM (SELECT *, to_date(%s) AS placed_on FROM %s)
                ),
                cell AS (
                    SELECT p.period_kind, p.period, p.period_from, p.period_to, d.dimension, d.member, placed.*
                    FROM placed
                    LATERAL VIEW explode(periods) AS p
                    LATERAL VIEW explode(dimensions) AS d
                ),
                grouped AS (
                    SELECT period_kind, period, period_from, period_to, dimension, member,
                           %s
                    FROM cell GROUP BY period_kind, period, period_from, period_to, dimension, member
                ),
                result AS (
                    SELECT period_kind, period, period_from, period_to, dimension, member,
                           explode(filter(array(%s), r -> r IS NOT NULL)) AS r
                    FROM grouped
                )
                SELECT r.metric, period_kind, period, period_from, period_to,
                       period_from >= DATE'%s' AND period_to <= DATE'%s' AS whole, dimension, member,
                       r.numerator, r.denominator, r.not_yet_due, r.states, r.lifetimes
                FROM result
                """.formatted(
                        String.join(",\n       ", flags),
                        period,
                        view,
                        String.join(",\n       ", aggregates),
                        String.join(",\n       ", unpivoted),
                        firstDay,
                        day);
    }

    private String periods() {
        String all = "named_struct('period_kind', 'all', 'period', 'all', 'period_from', DATE'" + firstDay
                + "', 'period_to', DATE'" + day + "')";
        return "IF(placed_on IS NULL, array(" + all + "), array(" + all + ", "
                + struct(
                        "week",
                        "concat(extract(YEAROFWEEK FROM placed_on), '-W', lpad(cast(weekofyear(placed_on) AS string), 2, '0'))",
                        "to_date(date_trunc('WEEK', placed_on))",
                        "date_add(to_date(date_trunc('WEEK', placed_on)), 6)")
                + ", "
                + struct("month", "date_format(placed_on, 'yyyy-MM')", "trunc(placed_on, 'MM')", "last_day(placed_on)")
                + ", "
                + struct(
                        "quarter",
                        "concat(year(placed_on), '-Q', quarter(placed_on))",
                        "trunc(placed_on, 'QUARTER')",
                        "date_sub(add_months(trunc(placed_on, 'QUARTER'), 3), 1)")
                + "))";
    }

    private static String struct(String kind, String label, String from, String to) {
        return "named_struct('period_kind', '" + kind + "', 'period', " + label + ", 'period_from', " + from
                + ", 'period_to', " + to + ")";
    }

    /** The total, and a member of each dimension that any metric here is split by. */
    private String dimensions() {
        Set<String> names = new TreeSet<>();
        own.forEach(metric -> names.addAll(dimensionsOf(metric)));
        measuredBy.forEach(metric -> names.addAll(metric.by()));
        List<String> structs = new ArrayList<>();
        structs.add("named_struct('dimension', '', 'member', '')");
        for (String name : names) {
            structs.add("named_struct('dimension', '" + name + "', 'member', coalesce(cast(" + name
                    + " AS string), '(none)'))");
        }
        return "array(" + String.join(", ", structs) + ")";
    }

    private static Collection<String> dimensionsOf(Metric metric) {
        Set<String> names = new LinkedHashSet<>(metric.by());
        names.addAll(metric.byNumerator());
        return names;
    }

    private String result(
            Metric metric, String id, Collection<String> dimensions, List<String> flags, List<String> aggregates) {
        String where = "coalesce(" + metric.where() + ", false)";
        String counts = where + " AND coalesce(" + metric.counts() + ", false)";
        String notYetDue = where + " AND NOT coalesce(" + metric.counts() + ", false)";
        switch (metric.kind()) {
            case SHARE -> {
                String success = counts + " AND coalesce(" + metric.success() + ", false)";
                count(metric.distinct(), success, id + "_n", flags, aggregates);
                count(metric.distinct(), counts, id + "_d", flags, aggregates);
                if (metric.distinct() == null) {
                    count(null, notYetDue, id + "_x", flags, aggregates);
                } else {
                    // Left out is who has no row that counts: one that has another row still running is not.
                    flags.add("IF(" + where + ", " + metric.distinct() + ", NULL) AS " + id + "_w");
                    aggregates.add("count(DISTINCT " + id + "_w) - count(DISTINCT " + id + "_d) AS " + id + "_x");
                }
            }
            case RATE -> {
                count(metric.distinct(), counts, id + "_n", flags, aggregates);
                aggregates.add("CAST(NULL AS bigint) AS " + id + "_d");
                count(null, notYetDue, id + "_x", flags, aggregates);
            }
            case COUNT -> {
                aggregates.add("(" + metric.success() + ") AS " + id + "_n");
                aggregates.add("CAST(NULL AS bigint) AS " + id + "_d");
                aggregates.add("0L AS " + id + "_x");
            }
            case DURATION, CURVE -> {
                String running = where + " AND " + metric.start() + " IS NOT NULL";
                count(null, running + " AND " + metric.end() + " IS NOT NULL", id + "_n", flags, aggregates);
                count(null, running, id + "_d", flags, aggregates);
                aggregates.add("0L AS " + id + "_x");
                // An end before its start is a slip of the clock that wrote it: no time passed.
                flags.add("IF(" + running + ", named_struct('micros', greatest(0L, unix_micros(coalesce(" + metric.end()
                        + ", as_of)) - unix_micros(" + metric.start() + ")), 'observed', " + metric.end()
                        + " IS NOT NULL), NULL) AS " + id + "_l");
                aggregates.add("collect_list(IF(" + onlyWhereShown(metric) + ", " + id + "_l, NULL)) AS " + id + "_l");
            }
        }
        List<String> states = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, String> state : metric.states().entrySet()) {
            String column = id + "_s" + number++;
            count(null, "coalesce(" + state.getValue() + ", false)", column, flags, aggregates);
            states.add("'" + state.getKey() + "', " + column);
        }
        boolean timed = metric.kind() == Metric.Kind.DURATION || metric.kind() == Metric.Kind.CURVE;
        return row(
                metric,
                dimensions,
                id + "_n",
                id + "_d",
                id + "_x",
                states.isEmpty() ? null : "map(" + String.join(", ", states) + ")",
                timed ? id + "_l" : null);
    }

    private String exposure(Metric metric, String id, List<String> aggregates) {
        Metric.Exposure exposure = metric.exposure();
        if (exposure == null) {
            throw new IllegalStateException(metric.name() + " has no exposure");
        }
        aggregates.add("(" + exposure.value() + ") AS " + id + "_d");
        return row(metric, metric.by(), "CAST(NULL AS bigint)", id + "_d", "0L", null, null);
    }

    private static String row(
            Metric metric,
            Collection<String> dimensions,
            String numerator,
            String denominator,
            String notYetDue,
            @Nullable String states,
            @Nullable String lifetimes) {
        List<String> shown = new ArrayList<>(List.of("''"));
        dimensions.forEach(dimension -> shown.add("'" + dimension + "'"));
        String condition = "dimension IN (" + String.join(", ", shown) + ")"
                + (metric.kind() == Metric.Kind.CURVE ? " AND period_kind = 'all'" : "");
        return "IF(" + condition + ", named_struct('metric', '" + metric.name() + "', 'numerator', CAST(" + numerator
                + " AS double), 'denominator', CAST(" + denominator + " AS double), 'not_yet_due', CAST(" + notYetDue
                + " AS bigint), 'states', " + (states == null ? "CAST(NULL AS map<string, bigint>)" : states)
                + ", 'lifetimes', "
                + (lifetimes == null ? "CAST(NULL AS array<struct<micros: bigint, observed: boolean>>)" : lifetimes)
                + "), NULL)";
    }

    /** A curve stands for the whole alone: its lifetimes need not be gathered elsewhere. */
    private static String onlyWhereShown(Metric metric) {
        List<String> shown = new ArrayList<>(List.of("''"));
        dimensionsOf(metric).forEach(dimension -> shown.add("'" + dimension + "'"));
        return "dimension IN (" + String.join(", ", shown) + ")"
                + (metric.kind() == Metric.Kind.CURVE ? " AND period_kind = 'all'" : "");
    }

    /** A condition is evaluated once a row, before the row is counted in its cells. */
    private static void count(
            @Nullable String distinct, String condition, String column, List<String> flags, List<String> aggregates) {
        if (distinct == null) {
            flags.add("IF(" + condition + ", 1L, 0L) AS " + column);
            aggregates.add("sum(" + column + ") AS " + column);
        } else {
            flags.add("IF(" + condition + ", " + distinct + ", NULL) AS " + column);
            aggregates.add("count(DISTINCT " + column + ") AS " + column);
        }
    }
}
