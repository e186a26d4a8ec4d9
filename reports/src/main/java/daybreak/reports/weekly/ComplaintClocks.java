package daybreak.reports.weekly;

import daybreak.reports.mart.Complaint;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The complaints of the week, their clocks and causes.
 *
 * @param opened complaints of the week
 * @param earlierWeeks weeks before that are compared with, at most 13
 * @param causes by attribution, then count
 * @param running clocks not stopped at as_of, most urgent first
 */
record ComplaintClocks(
        List<Complaint> opened, int earlierWeeks, Clock answer, Clock plan, List<Cause> causes, List<Running> running) {

    private static final int EARLIER_WEEKS = 13;
    private static final String NONE = "(none)";

    /** Upper edges of the classes of times in seconds; the last class is open. */
    private static final List<Double> ANSWER_EDGES = hours(2, 4, 8, 12, 16, 20, 24, 36, 48);

    private static final List<Double> PLAN_EDGES = hours(0.5, 1, 1.5, 2, 2.5, 3, 6, 12);

    /**
     * A promised clock over the week's complaints.
     *
     * @param metric whose figure it is
     * @param value of the week; null where nothing counts
     * @param inTime and the other states, counted
     * @param earlierSuccesses of the weeks before, of {@code earlierCounted}
     * @param earlierTimes complaints of the weeks before by class of time
     * @param weekTimes those of the week
     */
    record Clock(
            String metric,
            @Nullable MetricValue value,
            int inTime,
            int late,
            int lapsed,
            int open,
            int notAnswered,
            double earlierSuccesses,
            double earlierCounted,
            List<Integer> earlierTimes,
            List<Integer> weekTimes) {

        /** Complaints that the rate counts. */
        int counted() {
            return inTime + late + lapsed;
        }
    }

    /**
     * A root cause.
     *
     * @param weekly mean a week before; null where there is no week before
     * @param verdict of its own control chart; null where it has none
     */
    record Cause(
            String attribution,
            String cause,
            int count,
            @Nullable Double weekly,
            @Nullable Verdict verdict) {}

    /**
     * A clock that runs.
     *
     * @param answer whether it is that of the answer, else that of the plan
     * @param left until it lapses; negative: lapsed so long ago
     */
    record Running(Complaint complaint, boolean answer, ZonedDateTime due, Duration left) {

        boolean isLapsed() {
            return left.isZero() || left.isNegative();
        }
    }

    /** Clocks that have lapsed and still run. */
    List<Running> lapsed() {
        return running.stream().filter(Running::isLapsed).toList();
    }

    static ComplaintClocks of(WeeklyMarts marts) {
        List<Complaint> opened = marts.complaints().stream()
                .filter(complaint -> marts.isOpenedIn(complaint, marts.from(), marts.to()))
                .toList();
        List<String> weeks = earlierWeeks(marts);
        LocalDate first = marts.from().minusWeeks(weeks.size());
        List<Complaint> earlier = marts.complaints().stream()
                .filter(complaint ->
                        marts.isOpenedIn(complaint, first, marts.from().minusDays(1)))
                .toList();
        return new ComplaintClocks(
                opened,
                weeks.size(),
                clock(marts, "complaint_response_24h", true, opened, earlier, weeks),
                clock(marts, "complaint_plan_3h", false, opened, earlier, weeks),
                causes(marts, opened, earlier, weeks.size()),
                running(marts));
    }

    private static List<String> earlierWeeks(WeeklyMarts marts) {
        List<String> whole = marts.of("complaint_rate", "week", WeeklyMarts.TOTAL)
                .filter(value -> value.whole() && value.period().compareTo(marts.week()) < 0)
                .map(MetricValue::period)
                .toList();
        return whole.subList(Math.max(0, whole.size() - EARLIER_WEEKS), whole.size());
    }

    private static Clock clock(
            WeeklyMarts marts,
            String metric,
            boolean answer,
            List<Complaint> opened,
            List<Complaint> earlier,
            List<String> weeks) {
        Map<String, Integer> states = new HashMap<>();
        for (Complaint complaint : opened) {
            states.merge(answer ? complaint.responseState() : complaint.planState(), 1, Integer::sum);
        }
        double successes = 0;
        double counted = 0;
        for (MetricValue value : marts.of(metric, "week", WeeklyMarts.TOTAL).toList()) {
            Double numerator = value.numerator();
            Double denominator = value.denominator();
            if (weeks.contains(value.period()) && numerator != null && denominator != null) {
                successes += numerator;
                counted += denominator;
            }
        }
        List<Double> edges = answer ? ANSWER_EDGES : PLAN_EDGES;
        return new Clock(
                metric,
                marts.total(metric, marts.week()).orElse(null),
                states.getOrDefault("in_time", 0),
                states.getOrDefault("late", 0),
                states.getOrDefault("lapsed", 0),
                states.getOrDefault("open", 0),
                states.getOrDefault("not_answered", 0),
                successes,
                counted,
                times(earlier, answer, edges),
                times(opened, answer, edges));
    }

    private static List<Integer> times(List<Complaint> complaints, boolean answer, List<Double> edges) {
        int[] counts = new int[edges.size() + 1];
        for (Complaint complaint : complaints) {
            ZonedDateTime from = answer ? complaint.openedAt() : complaint.respondedAt();
            ZonedDateTime until = answer ? complaint.respondedAt() : complaint.planAt();
            if (from != null && until != null) {
                double seconds = Math.max(0, Duration.between(from, until).toMillis() / 1000.0);
                int at = 0;
                // Ends are included: an answer after exactly 24 hours is in time.
                while (at < edges.size() && seconds > edges.get(at)) {
                    at++;
                }
                counts[at]++;
            }
        }
        List<Integer> times = new ArrayList<>();
        for (int count : counts) {
            times.add(count);
        }
        return times;
    }

    private static List<Cause> causes(WeeklyMarts marts, List<Complaint> opened, List<Complaint> earlier, int weeks) {
        Map<List<String>, Integer> now = byCause(opened);
        Map<List<String>, Integer> before = byCause(earlier);
        Map<String, Integer> byAttribution = new HashMap<>();
        now.forEach((key, count) -> byAttribution.merge(key.get(0), count, Integer::sum));
        List<Cause> causes = new ArrayList<>();
        now.forEach((key, count) -> {
            ControlPoint point = marts.causePoints().get(key.get(1));
            causes.add(new Cause(
                    key.get(0),
                    key.get(1),
                    count,
                    weeks == 0 ? null : before.getOrDefault(key, 0) / (double) weeks,
                    point == null ? null : point.verdict()));
        });
        causes.sort(Comparator.comparing((Cause cause) -> -byAttribution.getOrDefault(cause.attribution(), 0))
                .thenComparing(Cause::attribution)
                .thenComparing(cause -> -cause.count())
                .thenComparing(Cause::cause));
        return List.copyOf(causes);
    }

    private static Map<List<String>, Integer> byCause(List<Complaint> complaints) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (Complaint complaint : complaints) {
            String attribution = complaint.attribution();
            String cause = complaint.rootCause();
            counts.merge(
                    List.of(attribution == null ? NONE : attribution, cause == null ? NONE : cause), 1, Integer::sum);
        }
        return counts;
    }

    private static List<Running> running(WeeklyMarts marts) {
        List<Running> running = new ArrayList<>();
        ZonedDateTime now = marts.run().asOf();
        for (Complaint complaint : marts.complaints()) {
            if (isRunning(complaint.responseState())) {
                ZonedDateTime due = complaint.responseDueAt();
                running.add(new Running(complaint, true, due, Duration.between(now, due)));
            }
            ZonedDateTime planDue = complaint.planDueAt();
            if (isRunning(complaint.planState()) && planDue != null) {
                running.add(new Running(complaint, false, planDue, Duration.between(now, planDue)));
            }
        }
        running.sort(Comparator.comparing(Running::due)
                .thenComparing(clock -> clock.complaint().complaintId()));
        return List.copyOf(running);
    }

    private static boolean isRunning(String state) {
        return state.equals("open") || state.equals("lapsed");
    }

    private static List<Double> hours(double... hours) {
        TreeSet<Double> seconds = new TreeSet<>();
        for (double hour : hours) {
            seconds.add(hour * 3600);
        }
        return List.copyOf(seconds);
    }
}
