package daybreak.reports.weekly;

import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.Headline;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.Verdict;
import daybreak.schemas.metric.Metric;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the headline rates with what it is compared with.
 *
 * @param headline null: no period is mature yet
 * @param value of the headline's period
 * @param previous of the period before; null where there is none
 * @param fourBefore of four weeks before; null where there is none
 * @param points of its control chart up to the headline's period, the newest last; at most the weeks shown
 * @param notYetDue subjects of later weeks left out because their window has not passed
 */
record HeadlineFigure(
        Metric metric,
        @Nullable Headline headline,
        @Nullable MetricValue value,
        @Nullable MetricValue previous,
        @Nullable MetricValue fourBefore,
        List<ControlPoint> points,
        long notYetDue) {

    /** The figure of a metric, over so many weeks of its chart. */
    static HeadlineFigure of(WeeklyMarts marts, Metric metric, int weeks) {
        Headline headline = marts.headlines().get(metric.name());
        if (headline == null) {
            return new HeadlineFigure(metric, null, null, null, null, List.of(), notYetDue(marts, metric, ""));
        }
        List<ControlPoint> upTo = marts.points().getOrDefault(metric.name(), List.of()).stream()
                .filter(point -> point.period().compareTo(headline.period()) <= 0)
                .toList();
        return new HeadlineFigure(
                metric,
                headline,
                marts.total(metric.name(), headline.period()).orElse(null),
                other(marts, metric, headline.previous()),
                other(marts, metric, headline.fourBefore()),
                upTo.subList(Math.max(0, upTo.size() - weeks), upTo.size()),
                notYetDue(marts, metric, headline.period()));
    }

    /** The verdict; too few where there is nothing to judge. */
    Verdict verdict() {
        return headline == null || value == null ? Verdict.TOO_FEW : headline.verdict();
    }

    /** The newest point of the chart. */
    Optional<ControlPoint> last() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    private static @Nullable MetricValue other(WeeklyMarts marts, Metric metric, @Nullable String period) {
        return period == null ? null : marts.total(metric.name(), period).orElse(null);
    }

    private static long notYetDue(WeeklyMarts marts, Metric metric, String after) {
        return marts.of(metric.name(), "week", WeeklyMarts.TOTAL)
                .filter(value -> value.period().compareTo(after) > 0)
                .mapToLong(MetricValue::notYetDue)
                .sum();
    }
}
