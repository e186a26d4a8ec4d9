package daybreak.reports.quarterly;

import daybreak.reports.chart.ChartFrame;
import daybreak.reports.chart.ControlChart;
import daybreak.reports.chart.Mark;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.SopChange;
import daybreak.reports.mart.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A control chart of the complaint rate and what can be said of it.
 *
 * @param cause the root cause it is about; null: all complaints
 * @param points at least one
 * @param target null without
 */
record RateChart(
        Edition edition,
        @Nullable String cause,
        List<ControlPoint> points,
        @Nullable Double target) {

    /** Room for the words at the lines' ends, in millimetres: of a chart over the page, and of one over half of it. */
    static final double WIDE_GUTTER = 23;

    static final double NARROW_GUTTER = 17;

    private static final String TOGETHER = ", ";

    RateChart {
        points = List.copyOf(points);
    }

    /** The newest points, as many as fit a narrower view; limits stay those of their phases. */
    RateChart last(int count) {
        return new RateChart(edition, cause, points.subList(Math.max(0, points.size() - count), points.size()), target);
    }

    /** The chart. */
    ControlChart chart(String name, double widthMm, double heightMm, double gutterMm) {
        List<ControlChart.Point> drawn = new ArrayList<>();
        for (ControlPoint point : points) {
            drawn.add(new ControlChart.Point(
                    label(point),
                    point.value(),
                    point.centre(),
                    point.lower(),
                    point.upper(),
                    point.phase(),
                    point.provisional(),
                    mark(point.verdict())));
        }
        ControlPoint last = last();
        ControlChart.Labels labels = new ControlChart.Labels(
                edition.word("end_last", "week", label(last), "value", figure(last.value())),
                edition.word("end_centre", "value", figure(last.centre())),
                edition.word("end_upper", "value", figure(last.upper())),
                edition.word("end_lower", "value", figure(last.lower())),
                target == null ? null : edition.word("end_target", "value", figure(target)),
                edition.word("provisional"));
        return new ControlChart(
                new ChartFrame(name, alt(), widthMm, heightMm),
                edition.theme(),
                new ControlChart.Data(
                        drawn,
                        target,
                        changes(points, edition.data().changes(), cause),
                        labels,
                        gutterMm,
                        isDaysBetween()));
    }

    /** The week, or the day of the event that ended a gap. */
    private String label(ControlPoint point) {
        LocalDate day = point.eventOn();
        return day == null
                ? edition.figures().week(point.period())
                : edition.figures().day(day);
    }

    ControlPoint last() {
        return points.get(points.size() - 1);
    }

    /** How the limits were made: u-chart, Laney u′-chart … */
    String kind() {
        return edition.word("kind_" + last().kind());
    }

    String weeks() {
        return edition.weeks(points);
    }

    /** Whether the points are days between complaints, the chart of rare events. */
    boolean isDaysBetween() {
        return last().kind().equals("t");
    }

    /** A rate with two decimals, days with one. */
    String figure(double value) {
        return isDaysBetween()
                ? edition.figures().decimal(value)
                : edition.figures().rate(value);
    }

    /** The point before the last phase; null where all points are of one phase. */
    @Nullable
    ControlPoint beforeLastPhase() {
        for (int i = points.size() - 1; i >= 0; i--) {
            if (points.get(i).phase() != last().phase()) {
                return points.get(i);
            }
        }
        return null;
    }

    private String alt() {
        return edition.word(
                "trend_alt",
                "kind",
                kind(),
                "weeks",
                weeks(),
                "last",
                figure(last().value()),
                "centre",
                figure(last().centre()),
                "lower",
                figure(last().lower()),
                "upper",
                figure(last().upper()));
    }

    /**
     * The changes to mark: where limits begin anew, and as flags those that did not begin a phase.
     *
     * @param cause the root cause that the points are about, whose own changes alone are marked; null: all complaints
     */
    static List<ControlChart.Change> changes(List<ControlPoint> points, List<SopChange> known, @Nullable String cause) {
        List<ControlChart.Change> changes = new ArrayList<>();
        Set<String> rebasing = new HashSet<>();
        for (ControlPoint point : points) {
            if (point.sopChange() != null) {
                // Changes that begin a phase in the same week are named together.
                rebasing.addAll(List.of(point.sopChange().split(TOGETHER)));
            }
        }
        for (int i = 1; i < points.size(); i++) {
            String change = points.get(i).sopChange();
            if (points.get(i).phase() != points.get(i - 1).phase() && change != null) {
                changes.add(new ControlChart.Change(i, change, true));
            }
        }
        for (SopChange change : known) {
            LocalDate on = change.effectiveOn();
            boolean about = cause == null || cause.equals(change.rootCause());
            if (on != null && about && !rebasing.contains(change.changeId())) {
                for (int i = 1; i < points.size(); i++) {
                    if (points.get(i - 1).periodFrom().isBefore(on)
                            && !points.get(i).periodFrom().isBefore(on)) {
                        changes.add(new ControlChart.Change(i, change.changeId(), false));
                    }
                }
            }
        }
        return changes;
    }

    private static Mark mark(Verdict verdict) {
        return switch (verdict) {
            case SIGNAL_BETTER -> Mark.BETTER;
            case SIGNAL_WORSE -> Mark.WORSE;
            case NOISE, TOO_FEW -> Mark.NONE;
        };
    }
}
