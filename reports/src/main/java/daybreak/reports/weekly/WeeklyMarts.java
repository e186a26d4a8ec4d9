package daybreak.reports.weekly;

import daybreak.reports.mart.Complaint;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.Headline;
import daybreak.reports.mart.IntakeFile;
import daybreak.reports.mart.MartReader;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.Refusals;
import daybreak.reports.mart.Run;
import daybreak.reports.mart.SopChange;
import daybreak.reports.mart.Task;
import daybreak.reports.text.Figures;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the weekly review reads, read once for all its languages.
 *
 * @param week of the review, for example 2026-W47
 * @param from its Monday
 * @param to its Sunday
 * @param values weekly values of the metrics shown, and funnel times of quarters and of all
 * @param causePoints control points of the week by root cause
 * @param arrivals days up to the Sunday on which an entity brought rows, in order, by entity
 */
record WeeklyMarts(
        Run run,
        String week,
        LocalDate from,
        LocalDate to,
        Map<String, Headline> headlines,
        Map<String, List<ControlPoint>> points,
        Map<String, ControlPoint> causePoints,
        List<MetricValue> values,
        List<SopChange> sopChanges,
        List<Complaint> complaints,
        List<Task> tasks,
        Map<String, String> stores,
        List<IntakeFile> files,
        Map<LocalDate, String> days,
        Map<String, List<LocalDate>> arrivals,
        List<Refusals> refusals) {

    static final List<String> HEADLINES = List.of("lead_conversion_30d", "match_success_14d", "complaint_rate");
    static final String CHANNEL = "channel";
    static final String TOTAL = "";

    /** Funnel stages after the lead itself. */
    static final List<String> STAGES =
            List.of("contacted", "needs", "matched", "viewed", "offered", "signed", "handed_over");

    /**
     * Reads the marts for the review of a week.
     *
     * @throws IllegalArgumentException if the week is no ISO week, or is not the newest whole week of the marts
     */
    static WeeklyMarts read(MartReader marts, String week) {
        LocalDate from = monday(week);
        LocalDate to = from.plusDays(6);
        LocalDate known = marts.run().toDay();
        LocalDate newestSunday = known.minusDays(known.getDayOfWeek().getValue() % 7);
        if (!to.equals(newestSunday)) {
            throw new IllegalArgumentException(
                    "The marts stand as of the end of " + known + ", so the review is that of "
                            + Figures.weekOf(newestSunday) + ", not of " + week
                            + "; the headline verdicts of other weeks are not kept");
        }
        Map<String, Headline> headlines = new HashMap<>();
        Map<String, List<ControlPoint>> points = new HashMap<>();
        for (String metric : HEADLINES) {
            marts.headline(metric, "week").ifPresent(headline -> headlines.put(metric, headline));
            points.put(metric, marts.controlPoints(metric));
        }
        List<String> steps = Stream.of("funnel_step_", "funnel_cumulative_")
                .flatMap(prefix -> STAGES.stream().map(stage -> prefix + stage))
                .toList();
        List<String> weekly = new ArrayList<>(HEADLINES);
        weekly.addAll(steps);
        weekly.add("complaint_response_24h");
        weekly.add("complaint_plan_3h");
        List<MetricValue> values = new ArrayList<>(marts.metricValues(weekly, "week", List.of(TOTAL, CHANNEL)));
        List<String> times =
                STAGES.stream().map(stage -> "funnel_time_" + stage).toList();
        values.addAll(marts.metricValues(times, "quarter", List.of(TOTAL)));
        values.addAll(marts.metricValues(times, "all", List.of(TOTAL)));
        return new WeeklyMarts(
                marts.run(),
                week,
                from,
                to,
                Map.copyOf(headlines),
                Map.copyOf(points),
                marts.memberControlPoints("complaint_rate", "root_cause", week),
                List.copyOf(values),
                marts.sopChanges(),
                marts.complaints(),
                marts.tasks(from, to),
                marts.stores(),
                marts.intakeFiles(from, to),
                marts.intakeDays(from, to),
                marts.arrivals(to),
                marts.refusals(from, to));
    }

    /** The value of a metric's total for a week. */
    Optional<MetricValue> total(String metric, String period) {
        return values.stream()
                .filter(value -> value.metric().equals(metric)
                        && value.period().equals(period)
                        && value.dimension().equals(TOTAL))
                .findFirst();
    }

    /** A metric's values of one kind of period and dimension, in order of time. */
    Stream<MetricValue> of(String metric, String periodKind, String dimension) {
        return values.stream()
                .filter(value -> value.metric().equals(metric)
                        && value.periodKind().equals(periodKind)
                        && value.dimension().equals(dimension));
    }

    /** Whether an instant's day in the brokerage's zone lies in a range, both ends included. */
    boolean isOpenedIn(Complaint complaint, LocalDate first, LocalDate last) {
        LocalDate day = complaint.openedAt().withZoneSameInstant(run.zone()).toLocalDate();
        return !day.isBefore(first) && !day.isAfter(last);
    }

    private static LocalDate monday(String week) {
        try {
            return LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A week is written like 2026-W47, not " + week, e);
        }
    }
}
