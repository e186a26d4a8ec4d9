package daybreak.reports.weekly;

import daybreak.reports.chart.ChartFrame;
import daybreak.reports.chart.ChartTheme;
import daybreak.reports.chart.ControlChart;
import daybreak.reports.chart.Mark;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.SopChange;
import daybreak.reports.mart.Verdict;
import daybreak.schemas.metric.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Control charts of the review's rates. */
final class RateChart {

    private static final String DAYS_BETWEEN = "t";

    private final ReviewWords words;
    private final ChartTheme theme;

    RateChart(ReviewWords words, ChartTheme theme) {
        this.words = words;
        this.theme = theme;
    }

    /**
     * The chart of a metric.
     *
     * @param points at least one, the newest last
     * @param changes recorded SOP changes, to be marked where they fall into the weeks shown
     * @param gutterMm room for the labels right of the lines
     * @param shortFlags whether flags are named without what all changes' ids begin with: 09 for SOP-09
     */
    ControlChart of(
            String name,
            Metric metric,
            List<ControlPoint> points,
            List<SopChange> changes,
            double widthMm,
            double heightMm,
            double gutterMm,
            boolean shortFlags) {
        ControlPoint last = points.get(points.size() - 1);
        boolean days = last.kind().equals(DAYS_BETWEEN);
        double scale = metric.kind() == Metric.Kind.SHARE && !days ? 100 : 1;
        List<ControlChart.Point> drawn = new ArrayList<>();
        for (ControlPoint point : points) {
            drawn.add(new ControlChart.Point(
                    words.figures().week(point.period()),
                    point.value() * scale,
                    point.centre() * scale,
                    point.lower() * scale,
                    point.upper() * scale,
                    point.phase(),
                    point.provisional(),
                    mark(point)));
        }
        Double target = days ? null : metric.target();
        ControlChart.Labels labels = new ControlChart.Labels(
                words.figures().week(last.period()) + " " + printed(metric, days, last.value()),
                words.text().of("weekly.chart.centre", "value", printed(metric, days, last.centre())),
                words.text().of("weekly.chart.upper", "value", printed(metric, days, last.upper())),
                last.lower() <= 0
                        ? null
                        : words.text().of("weekly.chart.lower", "value", printed(metric, days, last.lower())),
                target == null ? null : words.text().of("weekly.chart.target", "value", printed(metric, false, target)),
                words.text().word("weekly.chart.provisional"));
        return new ControlChart(
                new ChartFrame(name, alt(metric, days, points), widthMm, heightMm),
                theme,
                new ControlChart.Data(
                        drawn,
                        target == null ? null : target * scale,
                        flags(points, changes, shortFlags ? commonPrefix(changes) : 0),
                        labels,
                        gutterMm));
    }

    private String alt(Metric metric, boolean days, List<ControlPoint> points) {
        ControlPoint last = points.get(points.size() - 1);
        return words.text()
                .of(
                        "weekly.chart.alt",
                        "metric",
                        words.in(metric.title()),
                        "from",
                        words.figures().week(points.get(0).period()),
                        "to",
                        words.figures().week(last.period()),
                        "value",
                        printed(metric, days, last.value()),
                        "centre",
                        printed(metric, days, last.centre()),
                        "lower",
                        printed(metric, days, last.lower()),
                        "upper",
                        printed(metric, days, last.upper()),
                        "verdict",
                        words.text().word("verdict." + last.verdict().key()));
    }

    private String printed(Metric metric, boolean days, double value) {
        return days
                ? words.text().of("weekly.chart.days", "days", words.figures().decimal(value))
                : words.value(metric, value);
    }

    private static Mark mark(ControlPoint point) {
        if (point.rules().isEmpty()) {
            return Mark.NONE;
        }
        if (point.verdict() == Verdict.SIGNAL_BETTER) {
            return Mark.BETTER;
        }
        return point.verdict() == Verdict.SIGNAL_WORSE ? Mark.WORSE : Mark.NONE;
    }

    private static List<ControlChart.Change> flags(List<ControlPoint> points, List<SopChange> changes, int prefix) {
        List<ControlChart.Change> flags = new ArrayList<>();
        for (SopChange change : changes) {
            int at = firstWeekFrom(points, change.effectiveOn());
            if (at >= 0) {
                // Limits begin anew at one change of a week; others of the same week are flags.
                boolean rebases = at > 0
                        && change.changeId().equals(points.get(at).sopChange())
                        && points.get(at).phase() != points.get(at - 1).phase();
                String label = rebases ? change.changeId() : change.changeId().substring(prefix);
                flags.add(new ControlChart.Change(at, label, rebases));
            }
        }
        return flags;
    }

    /** Length of what all ids begin with, up to and with a hyphen; 0 where they differ. */
    private static int commonPrefix(List<SopChange> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        String first = changes.get(0).changeId();
        int length = first.lastIndexOf('-') + 1;
        return changes.stream()
                        .allMatch(change -> change.changeId().startsWith(first.substring(0, length))
                                && change.changeId().length() > length)
                ? length
                : 0;
    }

    /** The first week whose Monday is not before the day; −1 where it lies outside the weeks shown. */
    private static int firstWeekFrom(List<ControlPoint> points, @Nullable LocalDate day) {
        if (day == null || !day.isAfter(points.get(0).periodFrom().minusWeeks(1))) {
            return -1;
        }
        for (int i = 0; i < points.size(); i++) {
            if (!points.get(i).periodFrom().isBefore(day)) {
                return i;
            }
        }
        return -1;
    }
}
