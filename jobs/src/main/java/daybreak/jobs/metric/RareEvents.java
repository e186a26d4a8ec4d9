package daybreak.jobs.metric;

import static org.apache.spark.sql.functions.col;

import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When the events of rare charts happened: the rows of the metric's subject that count, by their period column. There are
 * fewer than one a week and chart.
 */
public final class RareEvents {

    private final Metrics metrics;
    private final Map<String, Subject> subjects;
    private final Function<Subject, Dataset<Row>> rowsOf;

    /**
     * @param rowsOf the rows of a subject for its last day
     */
    public RareEvents(Metrics metrics, Map<String, Subject> subjects, Function<Subject, Dataset<Row>> rowsOf) {
        this.metrics = metrics;
        this.subjects = new TreeMap<>(subjects);
        this.rowsOf = rowsOf;
    }

    /** The events of these charts, in no order. */
    public List<Judgement.Event> of(List<Judgement.RareChart> charts) {
        List<Judgement.Event> events = new ArrayList<>();
        charts.stream()
                .collect(Collectors.groupingBy(chart -> List.of(chart.metric(), chart.dimension())))
                .forEach(
                        (of, rare) -> events.addAll(read(metrics.find(of.get(0)).orElseThrow(), of.get(1), rare)));
        return events;
    }

    private List<Judgement.Event> read(Metric metric, String dimension, List<Judgement.RareChart> charts) {
        Subject subject = subjects.get(metric.subject());
        if (subject == null || subject.period() == null) {
            throw new IllegalArgumentException(metric.name() + " has a chart and so needs a subject with a period; "
                    + metric.subject() + " is none");
        }
        Map<String, Judgement.RareChart> byMember =
                charts.stream().collect(Collectors.toMap(Judgement.RareChart::member, chart -> chart));
        List<Judgement.Event> events = new ArrayList<>();
        for (Row row : rowsOf.apply(subject)
                .where("coalesce(" + metric.where() + ", false) AND coalesce(" + metric.counts() + ", false)")
                .where(subject.period() + " IS NOT NULL")
                .selectExpr(
                        "coalesce(cast(" + dimension + " AS string), '(none)') AS member_of_event",
                        "unix_micros(cast(" + subject.period() + " AS timestamp)) AS micros",
                        "to_date(" + subject.period() + ") AS day_of_event")
                .where(col("member_of_event").isin(byMember.keySet().toArray()))
                .collectAsList()) {
            Judgement.RareChart chart = byMember.get(row.getString(0));
            if (chart != null) {
                events.add(new Judgement.Event(
                        chart,
                        Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS),
                        row.getDate(2).toLocalDate()));
            }
        }
        return events;
    }
}
