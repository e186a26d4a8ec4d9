package daybreak.jobs.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The product-limit curve of times to an event, some of them censored (E. L. Kaplan and P. Meier, 1958, Nonparametric
 * estimation from incomplete observations), with Greenwood's variance (1926) on the logarithm: the interval is
 * exp(log S ± z·√Σ d/(n(n−d))), capped at 1, as R's survfit gives by default. At equal times events precede censorings.
 *
 * @param subjects how many lifetimes went in
 * @param events how many of them were observed
 * @param steps one a distinct time, ascending; empty without subjects
 */
public record KaplanMeier(long subjects, long events, List<Step> steps) implements Serializable {

    private static final double TOLERANCE = 1e-12;

    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    /**
     * The curve from one distinct time on, until the next.
     *
     * @param seconds the time
     * @param atRisk watched and without the event just before it
     * @param events events at it
     * @param censored ends of watching at it, after its events
     * @param survival the estimate S
     * @param low lower end of its 95 % interval; not a number once S is 0, where the formula has no value
     * @param high upper end, likewise
     */
    public record Step(
            double seconds, long atRisk, long events, long censored, double survival, double low, double high)
            implements Serializable {}

    /**
     * The curve of these lifetimes, in any order; the array is left as it is.
     *
     * @param lifetimes from a start to the event, or to the end of watching: each twice its microseconds, and one more where
     *     the event was observed. As numbers they are in the order of their times, and millions of them take little room
     * @throws IllegalArgumentException if one is negative
     */
    public static KaplanMeier of(long[] lifetimes) {
        long[] ascending = lifetimes.clone();
        Arrays.sort(ascending);
        if (ascending.length > 0 && ascending[0] < 0) {
            throw new IllegalArgumentException("A lifetime is 0 or more, not " + ascending[0] + ".");
        }
        List<Step> steps = new ArrayList<>();
        long atRisk = ascending.length;
        long allEvents = 0;
        double survival = 1;
        double variance = 0;
        int next = 0;
        while (next < ascending.length) {
            long micros = ascending[next] >> 1;
            long events = 0;
            long censored = 0;
            while (next < ascending.length && ascending[next] >> 1 == micros) {
                events += ascending[next] & 1;
                censored += 1 - (ascending[next] & 1);
                next++;
            }
            survival *= (double) (atRisk - events) / atRisk;
            variance += events / ((double) atRisk * (atRisk - events));
            steps.add(step(micros / 1e6, atRisk, events, censored, survival, variance));
            allEvents += events;
            atRisk -= events + censored;
        }
        return new KaplanMeier(ascending.length, allEvents, steps);
    }

    private static Step step(
            double seconds, long atRisk, long events, long censored, double survival, double variance) {
        if (survival == 0) {
            return new Step(seconds, atRisk, events, censored, 0, Double.NaN, Double.NaN);
        }
        double reach = Math.exp(Normal.Z_95 * Math.sqrt(variance));
        return new Step(seconds, atRisk, events, censored, survival, survival / reach, Math.min(1, survival * reach));
    }

    /**
     * The smallest observed time at which S has fallen to 1 − {@code p} or below, without interpolation.
     *
     * @param p between 0 and 1, 0.5 for the median
     * @return empty: not reached
     */
    public OptionalDouble quantile(double p) {
        return firstFallenTo(1 - p, Step::survival);
    }

    /**
     * The 95 % interval of a quantile: the times at which the lower and the upper end of the curve's interval fall to
     * 1 − {@code p} (R. Brookmeyer and J. Crowley, 1982).
     *
     * @return empty where even the lower end does not fall so far; an upper end of infinity means not reached
     */
    public Optional<Interval> quantileInterval(double p) {
        OptionalDouble low = firstFallenTo(1 - p, Step::low);
        if (low.isEmpty()) {
            return Optional.empty();
        }
        double high = firstFallenTo(1 - p, Step::high).orElse(Double.POSITIVE_INFINITY);
        return Optional.of(new Interval(low.getAsDouble(), high));
    }

    /** S at a time: 1 before the first event. */
    public double survivalAt(double seconds) {
        double survival = 1;
        for (Step step : steps) {
            if (step.seconds() > seconds) {
                break;
            }
            survival = step.survival();
        }
        return survival;
    }

    private OptionalDouble firstFallenTo(double level, ToDoubleFunction<Step> curve) {
        return steps.stream()
                .filter(step -> step.events() > 0 && curve.applyAsDouble(step) <= level + TOLERANCE)
                .mapToDouble(Step::seconds)
                .findFirst();
    }
}
