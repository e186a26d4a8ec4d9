package daybreak.reports.weekly;

import daybreak.reports.mart.Headline;
import daybreak.reports.mart.MetricValue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The funnel of a cohort of leads, against the cohort of equal length before it, and the channels of the same cohort.
 *
 * @param weeks of the cohort, in order; empty where none is mature
 * @param earlier weeks of the cohort before; empty where history is too short
 * @param lastDay last day on which a lead of the cohort was created
 * @param leads of the cohort
 * @param steps by stage
 * @param timesOf period of the leads whose stage times are shown, for example 2026-Q3; null where there is none
 * @param unfinished whether the cohort is younger than 90 days
 * @param channels by rate, too few last
 * @param converted leads of the cohort signed within 30 days, of {@code counted} mature ones
 */
record Funnel(
        List<String> weeks,
        List<String> earlier,
        LocalDate lastDay,
        double leads,
        List<Step> steps,
        @Nullable String timesOf,
        boolean unfinished,
        List<Channel> channels,
        double converted,
        double counted) {

    private static final int COHORT_WEEKS = 13;
    private static final int FINISHED_DAYS = 90;
    private static final String STEP = "funnel_step_";
    private static final String CONVERSION = "lead_conversion_30d";

    /** What can be said of a step against the earlier cohort. */
    enum Verdict {
        WORSE,
        BETTER,
        NO_DIFFERENCE,
        TOO_FEW,
        UNFINISHED,
        NOT_COMPARED
    }

    /**
     * A step of the funnel.
     *
     * @param reached leads that reached the stage, of {@code before} that reached the one before
     * @param earlierReached likewise of the earlier cohort
     * @param cumulative share of all leads
     * @param median seconds from the stage before; empty where not reached
     * @param p90 likewise the 90th percentile
     * @param p of the difference to the earlier cohort; null where not tested
     */
    record Step(
            String stage,
            double reached,
            double before,
            double earlierReached,
            double earlierBefore,
            @Nullable Double cumulative,
            OptionalDouble median,
            OptionalDouble p90,
            @Nullable Double p,
            Verdict verdict) {

        @Nullable
        Double rate() {
            return before == 0 ? null : reached / before;
        }

        @Nullable
        Double earlierRate() {
            return earlierBefore == 0 ? null : earlierReached / earlierBefore;
        }
    }

    /**
     * A channel of the cohort.
     *
     * @param signed leads signed within 30 days, of {@code leads} mature ones
     * @param low lower end of the rate's 95 % interval
     * @param high its upper end
     * @param verdict higher, lower, no_difference or too_few, against all other channels together
     * @param weakest the step with the lowest ratio to the brokerage's; null where no step falls behind
     * @param judgedSteps how many steps had enough leads to be compared
     */
    record Channel(
            String member,
            double signed,
            double leads,
            double low,
            double high,
            String verdict,
            @Nullable WeakLink weakest,
            int judgedSteps) {

        double rate() {
            return signed / leads;
        }

        boolean isTooFew() {
            return verdict.equals("too_few");
        }
    }

    /** A step of a channel, with its rate and the brokerage's. */
    record WeakLink(String stage, double rate, double overall) {}

    /** The worst step that is called, if any. */
    Optional<Step> weakStep() {
        return steps.stream()
                .filter(step -> step.verdict() == Verdict.WORSE)
                .min(Comparator.comparingDouble(Funnel::ratio));
    }

    /** The worst channel that is called, if any. */
    Optional<Channel> weakChannel() {
        return channels.stream()
                .filter(channel -> channel.verdict().equals("lower"))
                .min(Comparator.comparingDouble(Channel::rate));
    }

    /** How many steps were compared with the earlier cohort. */
    long compared() {
        return steps.stream().filter(step -> step.p() != null).count();
    }

    private static double ratio(Step step) {
        Double rate = step.rate();
        Double earlier = step.earlierRate();
        return rate == null || earlier == null || earlier == 0 ? 1 : rate / earlier;
    }

    static Funnel of(WeeklyMarts marts) {
        Headline conversion = marts.headlines().get(CONVERSION);
        String end = conversion == null ? marts.week() : conversion.period();
        List<String> whole = List.copyOf(new TreeSet<>(marts.of(STEP + "contacted", "week", WeeklyMarts.TOTAL)
                .filter(value -> value.whole() && value.period().compareTo(end) <= 0)
                .map(MetricValue::period)
                .toList()));
        int length =
                whole.size() >= 2 * COHORT_WEEKS ? COHORT_WEEKS : Math.min(COHORT_WEEKS, Math.max(1, whole.size() / 2));
        List<String> weeks = whole.subList(Math.max(0, whole.size() - length), whole.size());
        List<String> earlier = whole.size() >= 2 * length
                ? whole.subList(whole.size() - 2 * length, whole.size() - length)
                : List.of();
        LocalDate lastDay = marts.of(STEP + "contacted", "week", WeeklyMarts.TOTAL)
                .filter(value -> value.period().equals(end))
                .map(MetricValue::periodTo)
                .findFirst()
                .orElse(marts.to());
        Duration age = Duration.between(
                lastDay.plusDays(1).atStartOfDay(marts.run().zone()).toInstant(),
                marts.run().asOf().toInstant());
        String timesOf = timesOf(marts, lastDay);
        List<Step> steps = judged(steps(marts, weeks, earlier, timesOf), age);
        Sum conversions = sum(marts.of(CONVERSION, "week", WeeklyMarts.TOTAL), weeks);
        double leads = steps.get(0).before();
        return new Funnel(
                weeks,
                earlier,
                lastDay,
                leads,
                steps,
                timesOf,
                age.toDays() < FINISHED_DAYS,
                channels(marts, weeks, steps),
                conversions.numerator,
                conversions.denominator);
    }

    private static List<Step> steps(
            WeeklyMarts marts, List<String> weeks, List<String> earlier, @Nullable String timesOf) {
        List<Step> steps = new ArrayList<>();
        for (String stage : WeeklyMarts.STAGES) {
            Sum now = sum(marts.of(STEP + stage, "week", WeeklyMarts.TOTAL), weeks);
            Sum before = sum(marts.of(STEP + stage, "week", WeeklyMarts.TOTAL), earlier);
            Sum cumulative = sum(marts.of("funnel_cumulative_" + stage, "week", WeeklyMarts.TOTAL), weeks);
            Optional<MetricValue> time = marts.values().stream()
                    .filter(value -> value.metric().equals("funnel_time_" + stage)
                            && value.period().equals(timesOf))
                    .findFirst();
            steps.add(new Step(
                    stage,
                    now.numerator,
                    now.denominator,
                    before.numerator,
                    before.denominator,
                    cumulative.denominator == 0 ? null : cumulative.numerator / cumulative.denominator,
                    time.map(value -> seconds(value, 0.5)).orElse(OptionalDouble.empty()),
                    time.map(value -> seconds(value, 0.9)).orElse(OptionalDouble.empty()),
                    null,
                    Verdict.NOT_COMPARED));
        }
        return steps;
    }

    /** A step is judged where nine of ten have finished it in less time than the youngest lead has had. */
    private static List<Step> judged(List<Step> steps, Duration age) {
        List<Verdict> beforehand =
                steps.stream().map(step -> beforehand(step, age)).toList();
        List<@Nullable Double> p = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            p.add(
                    beforehand.get(i) == Verdict.NO_DIFFERENCE
                            ? CohortComparison.fisher(
                                    (long) step.reached(), (long) step.before(), (long) step.earlierReached(), (long)
                                            step.earlierBefore())
                            : null);
        }
        List<Boolean> called = CohortComparison.called(p);
        List<Step> judged = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Verdict verdict = called.get(i) ? (ratio(step) < 1 ? Verdict.WORSE : Verdict.BETTER) : beforehand.get(i);
            judged.add(new Step(
                    step.stage(),
                    step.reached(),
                    step.before(),
                    step.earlierReached(),
                    step.earlierBefore(),
                    step.cumulative(),
                    step.median(),
                    step.p90(),
                    p.get(i),
                    verdict));
        }
        return List.copyOf(judged);
    }

    private static Verdict beforehand(Step step, Duration age) {
        if (step.before() < CohortComparison.ENOUGH) {
            return Verdict.TOO_FEW;
        }
        if (step.p90().isEmpty() || step.p90().getAsDouble() > age.toSeconds()) {
            return Verdict.UNFINISHED;
        }
        if (step.earlierBefore() == 0) {
            return Verdict.NOT_COMPARED;
        }
        return step.earlierBefore() < CohortComparison.ENOUGH ? Verdict.TOO_FEW : Verdict.NO_DIFFERENCE;
    }

    private static List<Channel> channels(WeeklyMarts marts, List<String> weeks, List<Step> all) {
        Map<String, Sum> conversions = sumsByMember(marts.of(CONVERSION, "week", WeeklyMarts.CHANNEL), weeks);
        Map<String, Map<String, Sum>> steps = new HashMap<>();
        for (Step step : all) {
            steps.put(step.stage(), sumsByMember(marts.of(STEP + step.stage(), "week", WeeklyMarts.CHANNEL), weeks));
        }
        double signed =
                conversions.values().stream().mapToDouble(sum -> sum.numerator).sum();
        double leads = conversions.values().stream()
                .mapToDouble(sum -> sum.denominator)
                .sum();
        List<String> members = conversions.entrySet().stream()
                .filter(entry -> entry.getValue().denominator > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        List<@Nullable Double> p = new ArrayList<>();
        for (String member : members) {
            Sum sum = conversions.getOrDefault(member, Sum.NONE);
            p.add(
                    sum.denominator < CohortComparison.ENOUGH || members.size() < 2
                            ? null
                            : CohortComparison.fisher(
                                    (long) sum.numerator,
                                    (long) sum.denominator,
                                    (long) (signed - sum.numerator),
                                    (long) (leads - sum.denominator)));
        }
        List<Boolean> called = CohortComparison.called(p);
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i);
            Sum sum = conversions.getOrDefault(member, Sum.NONE);
            double[] interval = CohortComparison.wilson(sum.numerator, sum.denominator);
            String verdict = sum.denominator < CohortComparison.ENOUGH
                    ? "too_few"
                    : !called.get(i)
                            ? "no_difference"
                            : sum.numerator / sum.denominator > signed / leads ? "higher" : "lower";
            List<WeakLink> links = links(member, steps, all);
            channels.add(new Channel(
                    member,
                    sum.numerator,
                    sum.denominator,
                    interval[0],
                    interval[1],
                    verdict,
                    links.stream()
                            .filter(link -> link.rate() < link.overall())
                            .min(Comparator.comparingDouble(link -> link.rate() / link.overall()))
                            .orElse(null),
                    links.size()));
        }
        channels.sort(Comparator.comparing(Channel::isTooFew)
                .thenComparing(Comparator.comparingDouble(Channel::rate).reversed())
                .thenComparing(Channel::member));
        return List.copyOf(channels);
    }

    private static List<WeakLink> links(String member, Map<String, Map<String, Sum>> steps, List<Step> all) {
        List<WeakLink> links = new ArrayList<>();
        for (Step step : all) {
            Sum sum = steps.getOrDefault(step.stage(), Map.of()).getOrDefault(member, Sum.NONE);
            Double overall = step.rate();
            if (sum.denominator >= CohortComparison.ENOUGH
                    && overall != null
                    && overall > 0
                    && step.verdict() != Verdict.UNFINISHED) {
                links.add(new WeakLink(step.stage(), sum.numerator / sum.denominator, overall));
            }
        }
        return links;
    }

    /** The newest whole quarter up to the cohort's end that has stage times, else all. */
    private static @Nullable String timesOf(WeeklyMarts marts, LocalDate lastDay) {
        return Stream.concat(
                        marts.of("funnel_time_contacted", "quarter", WeeklyMarts.TOTAL)
                                .filter(value ->
                                        value.whole() && !value.periodTo().isAfter(lastDay))
                                .sorted(Comparator.comparing(MetricValue::periodTo)
                                        .reversed()),
                        marts.of("funnel_time_contacted", "all", WeeklyMarts.TOTAL))
                .map(MetricValue::period)
                .findFirst()
                .orElse(null);
    }

    private static OptionalDouble seconds(MetricValue time, double quantile) {
        OptionalDouble seconds = time.seconds(quantile);
        Double median = time.value();
        return seconds.isEmpty() && quantile == 0.5 && median != null ? OptionalDouble.of(median) : seconds;
    }

    private static Sum sum(Stream<MetricValue> values, List<String> weeks) {
        return values.filter(value -> weeks.contains(value.period()))
                .map(Sum::of)
                .reduce(Sum.NONE, Sum::plus);
    }

    private static Map<String, Sum> sumsByMember(Stream<MetricValue> values, List<String> weeks) {
        Map<String, Sum> sums = new HashMap<>();
        values.filter(value -> weeks.contains(value.period()))
                .forEach(value -> sums.merge(value.member(), Sum.of(value), Sum::plus));
        return sums;
    }

    /** Numerators and denominators of several periods together. */
    private record Sum(double numerator, double denominator) {

        static final Sum NONE = new Sum(0, 0);

        static Sum of(MetricValue value) {
            Double numerator = value.numerator();
            Double denominator = value.denominator();
            return new Sum(numerator == null ? 0 : numerator, denominator == null ? 0 : denominator);
        }

        Sum plus(Sum other) {
            return new Sum(numerator + other.numerator, denominator + other.denominator);
        }
    }
}
