package daybreak.jobs.statistics;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/** Exact one-sided tail probabilities of counts. */
public final class Tails {

    private Tails() {}

    /**
     * The probability of so many events or fewer, of a Poisson count (R's {@code ppois}).
     *
     * @param events 0 or more
     * @param mean expected events, above 0
     */
    public static double poissonAtMost(long events, double mean) {
        Counts.requireCount((double) events);
        Counts.requireExposure(mean);
        return Gamma.regularizedGammaQ(events + 1.0, mean);
    }

    /**
     * The probability of so many successes or more, of a binomial count (R's {@code pbinom}, upper tail).
     *
     * @param successes 0 to {@code trials}
     * @param trials above 0
     * @param share probability of a success, 0–1
     */
    public static double binomialAtLeast(long successes, long trials, double share) {
        Counts.requireProportion((double) successes, (double) trials);
        return successes == 0 ? 1 : Beta.regularizedBeta(share, (double) successes, trials - successes + 1.0);
    }
}
