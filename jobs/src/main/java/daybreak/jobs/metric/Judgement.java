package daybreak.jobs.metric;

import daybreak.jobs.statistics.BenjaminiHochberg;
import daybreak.jobs.statistics.ControlChart;
import daybreak.jobs.statistics.ControlPoint;
import daybreak.jobs.statistics.ControlRule;
import daybreak.jobs.statistics.ControlRules;
import daybreak.jobs.statistics.FisherExact;
import daybreak.jobs.statistics.RateComparison;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the values say: signal or noise (metrics.md, "Is it signal?"). Works on totals a week and members of a few periods:
 * what it holds grows with the calendar and the organisation, not with the rows.
 */
public final class Judgement {

    /** Below this denominator or exposure nothing is called (metrics.md). */
    public static final int MINIMUM = 20;

    private static final double LEVEL = 0.10;

    private static final double MICROS_OF_A_DAY = 86_400_000_000.0;

    private final Metrics metrics;
    private final ControlRules rules;

    public Judgement(Metrics metrics, ControlRules rules) {
        this.metrics = metrics;
        this.rules = rules;
    }

    /** One value of the mart {@code metric_value}, as far as it is judged. */
    public record Value(
            String metric,
            String periodKind,
            String period,
            LocalDate periodFrom,
            boolean whole,
            String dimension,
            String member,
            double numerator,
            double denominator,
            long notYetDue) {

        boolean isMature() {
            return whole && notYetDue == 0 && denominator > 0;
        }
    }

    /** A recorded change of procedure. */
    public record SopChange(
            String changeId,
            LocalDate effectiveOn,
            @Nullable String rootCause) {}

    /** A member's chart whose events are too rare to be counted by week. */
    public record RareChart(String metric, String dimension, String member) {}

    /**
     * One of the events that a rare chart is about.
     *
     * @param at when it happened
     * @param on the same as a day of the brokerage's zone
     */
    public record Event(RareChart chart, Instant at, LocalDate on) {}

    /**
     * A point of a chart, as the mart holds it.
     *
     * @param eventOn of a chart of days between events the day of the later one; null: a week
     * @param ordinal of a chart of days between events the number of that event; 0: a week
     */
    public record ChartPoint(
            String chart,
            String dimension,
            String member,
            String period,
            LocalDate periodFrom,
            @Nullable String sopChange,
            ControlPoint point,
            String verdict,
            @Nullable LocalDate eventOn,
            int ordinal) {}

    /** The newest mature period of a headline metric and its verdict. */
    public record Headline(
            String metric,
            String periodKind,
            String period,
            @Nullable String previous,
            @Nullable String fourBefore,
            @Nullable Double differenceP,
            boolean differenceCalled,
            String verdict) {}

    /** A member against all others of its dimension. */
    public record MemberVerdict(
            String metric,
            String periodKind,
            String period,
            String dimension,
            String member,
            @Nullable Double p,
            boolean called,
            String verdict) {}

    /** The members whose events are too rare for a chart by week; their events are what {@link #charts} needs. */
    public List<RareChart> rareCharts(List<Value> values) {
        List<RareChart> rare = new ArrayList<>();
        for (Metric metric : metrics.all()) {
            if (metric.chart() == Metric.Chart.U) {
                for (String dimension : metric.chartBy()) {
                    membersByWeek(values, metric, dimension).forEach((member, weeks) -> {
                        if (isRare(weeks)) {
                            rare.add(new RareChart(metric.name(), dimension, member));
                        }
                    });
                }
            }
        }
        return rare;
    }

    /**
     * The charts of every metric that has one, and of their members.
     *
     * @param events those of every chart that {@link #rareCharts} names
     */
    public List<ChartPoint> charts(List<Value> values, List<SopChange> changes, List<Event> events) {
        List<ChartPoint> points = new ArrayList<>();
        for (Metric metric : metrics.all()) {
            if (metric.chart() == null) {
                continue;
            }
            List<Value> weeks = matureWeeks(values, metric.name());
            boolean rebased = metric.subject().equals("complaint");
            points.addAll(chart(metric, "", "", weeks, rebased ? changes : List.of()));
            for (String dimension : metric.chartBy()) {
                membersByWeek(values, metric, dimension).forEach((member, ofMember) -> {
                    List<SopChange> own = rebased
                            ? changes.stream()
                                    .filter(change -> member.equals(change.rootCause()))
                                    .toList()
                            : List.of();
                    if (metric.chart() == Metric.Chart.U && isRare(ofMember)) {
                        RareChart chart = new RareChart(metric.name(), dimension, member);
                        points.addAll(daysBetween(
                                metric,
                                chart,
                                ofMember,
                                own,
                                events.stream()
                                        .filter(event -> event.chart().equals(chart))
                                        .toList()));
                    } else {
                        points.addAll(chart(metric, dimension, member, ofMember, own));
                    }
                });
            }
        }
        return points;
    }

    /** The mature weeks of each member that is there in any; a week without it counts as none. */
    private static Map<String, List<Value>> membersByWeek(List<Value> values, Metric metric, String dimension) {
        Map<String, Map<String, Value>> byMember = new TreeMap<>();
        for (Value value : values) {
            if (value.metric().equals(metric.name())
                    && value.periodKind().equals("week")
                    && value.dimension().equals(dimension)) {
                byMember.computeIfAbsent(value.member(), member -> new TreeMap<>())
                        .put(value.period(), value);
            }
        }
        List<Value> weeks = matureWeeks(values, metric.name());
        Map<String, List<Value>> members = new TreeMap<>();
        byMember.forEach((member, known) -> members.put(
                member,
                weeks.stream()
                        .map(week -> known.getOrDefault(week.period(), without(week, dimension, member)))
                        .toList()));
        return members;
    }

    private static boolean isRare(List<Value> weeks) {
        return ControlChart.isRare(weeks.stream()
                .map(week -> new ControlChart.Point(week.numerator(), week.denominator(), 1))
                .toList());
    }

    /** The headline metrics' newest mature week and quarter. */
    public List<Headline> headlines(List<Value> values, List<ChartPoint> charts) {
        List<Headline> headlines = new ArrayList<>();
        for (String kind : List.of("week", "quarter")) {
            List<Draft> drafts = new ArrayList<>();
            for (Metric metric : metrics.all()) {
                if (!metric.headline()) {
                    continue;
                }
                List<Value> periods = mature(values, metric.name(), kind);
                if (!periods.isEmpty()) {
                    Value now = periods.get(periods.size() - 1);
                    Value before = previous(periods, now, kind, 1);
                    drafts.add(new Draft(
                            metric,
                            now,
                            before,
                            kind.equals("week") ? previous(periods, now, kind, 4) : null,
                            before == null ? null : difference(metric, now, before)));
                }
            }
            headlines.addAll(verdicts(kind, drafts, charts));
        }
        return headlines;
    }

    /** The members of a dimension in one period of a metric. */
    public record Family(String metric, String periodKind, String period, String dimension) {}

    /** The members that {@link #charts} and {@link #members} judge; of all others they need no value. */
    public List<Family> families(List<Value> totals) {
        List<Family> families = new ArrayList<>();
        for (Metric metric : metrics.all()) {
            if (metric.chart() == null) {
                continue;
            }
            for (Value total : totals) {
                if (total.metric().equals(metric.name()) && total.periodKind().equals("week")) {
                    metric.chartBy()
                            .forEach(dimension ->
                                    families.add(new Family(metric.name(), "week", total.period(), dimension)));
                }
            }
        }
        judgedTotals(totals)
                .forEach((total, metric) -> metric.by()
                        .forEach(dimension -> families.add(
                                new Family(metric.name(), total.periodKind(), total.period(), dimension))));
        return families;
    }

    /** Members against all others, for the newest mature week and quarter and for the whole, of every share. */
    public List<MemberVerdict> members(List<Value> values) {
        List<MemberVerdict> verdicts = new ArrayList<>();
        Map<Family, List<Value>> byFamily = values.stream()
                .collect(Collectors.groupingBy(
                        value -> new Family(value.metric(), value.periodKind(), value.period(), value.dimension())));
        judgedTotals(values).forEach((total, metric) -> {
            for (String dimension : metric.by()) {
                Family family = new Family(metric.name(), total.periodKind(), total.period(), dimension);
                verdicts.addAll(family(
                        metric,
                        total,
                        byFamily.getOrDefault(family, List.of()).stream()
                                .sorted(Comparator.comparing(Value::member))
                                .toList()));
            }
        });
        return verdicts;
    }

    /** Of every share, the totals whose members are compared, in the order of the metrics. */
    private Map<Value, Metric> judgedTotals(List<Value> values) {
        Map<Value, Metric> totals = new LinkedHashMap<>();
        for (Metric metric : metrics.all()) {
            if (metric.kind() != Metric.Kind.SHARE || metric.distinct() != null) {
                continue;
            }
            for (String kind : List.of("week", "quarter", "all")) {
                List<Value> ofKind = kind.equals("all")
                        ? values.stream()
                                .filter(value -> value.metric().equals(metric.name())
                                        && value.periodKind().equals(kind)
                                        && value.dimension().isEmpty())
                                .toList()
                        : mature(values, metric.name(), kind);
                if (!ofKind.isEmpty()) {
                    totals.put(ofKind.get(ofKind.size() - 1), metric);
                }
            }
        }
        return totals;
    }

    private static List<MemberVerdict> family(Metric metric, Value total, List<Value> members) {
        List<Value> judged = members.stream()
                .filter(member -> member.denominator() >= MINIMUM)
                .toList();
        double[] p = judged.stream()
                .mapToDouble(member -> FisherExact.p(
                        Math.round(member.numerator()),
                        Math.round(member.denominator()),
                        Math.round(total.numerator() - member.numerator()),
                        Math.round(total.denominator() - member.denominator())))
                .toArray();
        boolean[] called = BenjaminiHochberg.called(LEVEL, p);
        List<MemberVerdict> verdicts = new ArrayList<>();
        int next = 0;
        for (Value member : members) {
            int index = member.denominator() >= MINIMUM ? next++ : -1;
            double others = (total.numerator() - member.numerator()) / (total.denominator() - member.denominator());
            String verdict = index < 0
                    ? "too_few"
                    : !called[index]
                            ? "no_difference"
                            : member.numerator() / member.denominator() > others ? "higher" : "lower";
            verdicts.add(new MemberVerdict(
                    metric.name(),
                    member.periodKind(),
                    member.period(),
                    member.dimension(),
                    member.member(),
                    index < 0 ? null : p[index],
                    index >= 0 && called[index],
                    verdict));
        }
        return verdicts;
    }

    private record Draft(
            Metric metric,
            Value now,
            @Nullable Value before,
            @Nullable Value fourBefore,
            @Nullable Double p) {}

    private static List<Headline> verdicts(String kind, List<Draft> drafts, List<ChartPoint> charts) {
        List<Draft> compared =
                drafts.stream().filter(draft -> draft.p() != null).toList();
        boolean[] called = BenjaminiHochberg.called(
                LEVEL,
                compared.stream()
                        .mapToDouble(draft -> draft.p() == null ? 1 : draft.p())
                        .toArray());
        List<Headline> headlines = new ArrayList<>();
        for (Draft draft : drafts) {
            int index = compared.indexOf(draft);
            boolean differs = index >= 0 && called[index];
            headlines.add(new Headline(
                    draft.metric().name(),
                    kind,
                    draft.now().period(),
                    draft.before() == null ? null : draft.before().period(),
                    draft.fourBefore() == null ? null : draft.fourBefore().period(),
                    draft.p(),
                    differs,
                    verdict(draft, differs, charts)));
        }
        return headlines;
    }

    private static String verdict(Draft draft, boolean differs, List<ChartPoint> charts) {
        if (draft.now().denominator() < MINIMUM) {
            return "too_few";
        }
        for (ChartPoint point : charts) {
            if (point.chart().equals(draft.metric().name())
                    && point.dimension().isEmpty()
                    && point.period().equals(draft.now().period())
                    && point.verdict().startsWith("signal")) {
                return point.verdict();
            }
        }
        Value before = draft.before();
        if (differs && before != null) {
            return signal(draft.metric(), ratio(draft.now()) > ratio(before));
        }
        return "noise";
    }

    private List<ChartPoint> chart(
            Metric metric, String dimension, String member, List<Value> weeks, List<SopChange> changes) {
        if (weeks.isEmpty()) {
            return List.of();
        }
        Phases phases = Phases.of(weeks.get(0).periodFrom(), changes);
        List<ControlChart.Point> points = new ArrayList<>();
        for (Value week : weeks) {
            points.add(new ControlChart.Point(week.numerator(), week.denominator(), phases.at(week.periodFrom())));
        }
        List<ControlPoint> judged = metric.chart() == Metric.Chart.P
                ? ControlChart.ofProportions(points, rules)
                : ControlChart.ofRates(points, rules);
        List<ChartPoint> chart = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            ControlPoint point = judged.get(i).times(metric.scale());
            Value week = weeks.get(i);
            chart.add(new ChartPoint(
                    metric.name(),
                    dimension,
                    member,
                    week.period(),
                    week.periodFrom(),
                    phases.begunBy(point.phase()),
                    point,
                    verdict(metric, judged, i),
                    null,
                    0));
        }
        return chart;
    }

    /**
     * The days from each event to the next, of the events in the weeks charted. A gap belongs to the week and the phase in
     * which it ended.
     */
    private List<ChartPoint> daysBetween(
            Metric metric, RareChart of, List<Value> weeks, List<SopChange> changes, List<Event> events) {
        if (weeks.isEmpty()) {
            return List.of();
        }
        Map<LocalDate, String> charted = new TreeMap<>();
        weeks.forEach(week -> charted.put(week.periodFrom(), week.period()));
        List<Event> ascending = events.stream()
                .filter(event -> charted.containsKey(mondayOf(event)))
                .sorted(Comparator.comparing(Event::at))
                .toList();
        Phases phases = Phases.of(weeks.get(0).periodFrom(), changes);
        List<ControlChart.Gap> gaps = new ArrayList<>();
        for (int i = 1; i < ascending.size(); i++) {
            double days = ChronoUnit.MICROS.between(
                            ascending.get(i - 1).at(), ascending.get(i).at())
                    / MICROS_OF_A_DAY;
            gaps.add(new ControlChart.Gap(days, phases.at(mondayOf(ascending.get(i)))));
        }
        List<ControlPoint> judged = ControlChart.ofDaysBetween(gaps, rules);
        List<ChartPoint> chart = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Event later = ascending.get(i + 1);
            LocalDate monday = mondayOf(later);
            chart.add(new ChartPoint(
                    of.metric(),
                    of.dimension(),
                    of.member(),
                    charted.getOrDefault(monday, ""),
                    monday,
                    phases.begunBy(judged.get(i).phase()),
                    judged.get(i),
                    verdict(metric, judged, i),
                    later.on(),
                    i + 2));
        }
        return chart;
    }

    private static LocalDate mondayOf(Event event) {
        return event.on().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /**
     * The phases of a chart. A change begins one at the first week that starts on or after it; before the first known week
     * it begins none.
     *
     * @param changeAt the changes that begin the second phase and those after it, by Monday
     */
    private record Phases(TreeMap<LocalDate, String> changeAt) {

        static Phases of(LocalDate firstWeek, List<SopChange> changes) {
            TreeMap<LocalDate, String> changeAt = new TreeMap<>();
            for (SopChange change : changes) {
                LocalDate monday = change.effectiveOn().with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
                if (monday.isAfter(firstWeek)) {
                    changeAt.merge(monday, change.changeId(), (first, second) -> first + ", " + second);
                }
            }
            return new Phases(changeAt);
        }

        int at(LocalDate monday) {
            return 1 + changeAt.headMap(monday, true).size();
        }

        @Nullable
        String begunBy(int phase) {
            return phase == 1 ? null : List.copyOf(changeAt.values()).get(phase - 2);
        }
    }

    private static String verdict(Metric metric, List<ControlPoint> judged, int index) {
        ControlPoint point = judged.get(index);
        boolean daysBetween = point.kind() == ControlPoint.Kind.T;
        // Days between events have no denominator that could be too small; few of them make limits provisional.
        if (!daysBetween && point.exposure() < MINIMUM) {
            return "too_few";
        }
        if (point.rules().isEmpty()) {
            return "noise";
        }
        boolean trendAlone = point.rules().size() == 1 && point.rules().get(0) == ControlRule.TREND_OF_6;
        boolean up = (trendAlone && index > 0)
                ? point.value() > judged.get(index - 1).value()
                : point.value() > point.centre();
        // The longer between events, the fewer there are.
        return signal(metric, daysBetween != up);
    }

    private static String signal(Metric metric, boolean up) {
        boolean good = metric.better() == Metric.Better.HIGHER ? up : !up;
        return good ? "signal_better" : "signal_worse";
    }

    private static double ratio(Value value) {
        return value.numerator() / value.denominator();
    }

    private static Double difference(Metric metric, Value now, Value before) {
        if (metric.kind() == Metric.Kind.SHARE) {
            return FisherExact.p(
                    Math.round(now.numerator()),
                    Math.round(now.denominator()),
                    Math.round(before.numerator()),
                    Math.round(before.denominator()));
        }
        return RateComparison.of(
                        Math.round(now.numerator()),
                        now.denominator(),
                        Math.round(before.numerator()),
                        before.denominator())
                .p();
    }

    private static @Nullable Value previous(List<Value> periods, Value now, String kind, int steps) {
        LocalDate from = kind.equals("week")
                ? now.periodFrom().minusWeeks(steps)
                : now.periodFrom().minusMonths(3L * steps);
        return periods.stream()
                .filter(value -> value.periodFrom().equals(from))
                .findFirst()
                .orElse(null);
    }

    private static List<Value> matureWeeks(List<Value> values, String metric) {
        return mature(values, metric, "week");
    }

    private static List<Value> mature(List<Value> values, String metric, String kind) {
        return values.stream()
                .filter(value -> value.metric().equals(metric)
                        && value.periodKind().equals(kind)
                        && value.dimension().isEmpty()
                        && value.isMature())
                .sorted(Comparator.comparing(Value::periodFrom))
                .toList();
    }

    private static Value without(Value week, String dimension, String member) {
        return new Value(
                week.metric(),
                week.periodKind(),
                week.period(),
                week.periodFrom(),
                week.whole(),
                dimension,
                member,
                0,
                week.denominator(),
                0);
    }
}
