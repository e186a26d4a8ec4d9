package daybreak.jobs.statistics;

import org.apache.commons.math3.special.Beta;

/**
 * The exact 95 % interval of a proportion (C. J. Clopper and E. S. Pearson, 1934, The use of confidence or fiducial
 * limits illustrated in the case of the binomial). Wider than Wilson's; used where exactness is asked for.
 */
public final class ClopperPearson {

    private static final double TAIL = 0.025;

    private ClopperPearson() {}

    /**
     * The interval of {@code successes} out of {@code trials}.
     *
     * @param successes how many succeeded, 0 to {@code trials}
     * @param trials how many there were, above 0
     * @throws IllegalArgumentException where the counts are no proportion
     */
    public static Interval of(double successes, double trials) {
        Counts.requireProportion(successes, trials);
        double failures = trials - successes;
        double low = successes == 0
                ? 0
                : Bisection.firstReached(0, 1, share -> Beta.regularizedBeta(share, successes, failures + 1) >= TAIL);
        double high = failures == 0
                ? 1
                : Bisection.firstReached(
                        0, 1, share -> Beta.regularizedBeta(share, successes + 1, failures) >= 1 - TAIL);
        return new Interval(low, high);
    }
}
