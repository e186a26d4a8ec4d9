package daybreak.jobs.statistics;

import org.apache.commons.math3.special.Gamma;

/**
 * The exact 95 % interval of a Poisson count (F. Garwood, 1936, Fiducial limits for the Poisson distribution): the
 * means at which as few, or as many, events as were seen have a chance of 2.5 %.
 */
public final class PoissonInterval {

    private static final double TAIL = 0.025;

    private PoissonInterval() {}

    /**
     * The interval of the expected number of events.
     *
     * @param events events seen, 0 or more
     * @throws IllegalArgumentException where {@code events} is negative or not a number
     */
    public static Interval of(double events) {
        Counts.requireCount(events);
        double low = events == 0
                ? 0
                : Bisection.firstReached(0, events, mean -> Gamma.regularizedGammaP(events, mean) >= TAIL);
        double reach = 20 + 10 * Math.sqrt(events);
        double high = Bisection.firstReached(
                events, events + reach, mean -> Gamma.regularizedGammaQ(events + 1, mean) <= TAIL);
        return new Interval(low, high);
    }

    /**
     * The interval of the rate of events per unit of exposure.
     *
     * @param events events seen, 0 or more
     * @param exposure what they were seen in, above 0, for example clients served
     */
    public static Interval of(double events, double exposure) {
        Counts.requireExposure(exposure);
        return of(events).times(1 / exposure);
    }
}
