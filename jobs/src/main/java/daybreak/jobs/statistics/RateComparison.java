package daybreak.jobs.statistics;

import java.io.Serializable;

/**
 * Two rates of events per exposure compared exactly: given the sum of events, those of the one side are binomial
 * (J. Przyborowski and H. Wilenski, 1940, Homogeneity of results in testing samples from Poisson series), with the
 * Clopper–Pearson interval carried over to the ratio.
 *
 * @param ratio rate of the later side ÷ rate of the earlier; infinite without earlier events, not a number without any
 * @param interval exact 95 % interval of the ratio
 * @param p two-sided p-value of equal rates: the sum of the probabilities of all outcomes at most as probable as the
 *     one seen
 */
public record RateComparison(double ratio, Interval interval, double p) implements Serializable {

    /**
     * Compares the later rate with the earlier one.
     *
     * @throws IllegalArgumentException where a count is negative or an exposure not above 0
     */
    public static RateComparison of(
            long laterEvents, double laterExposure, long earlierEvents, double earlierExposure) {
        Counts.requireCount((double) laterEvents);
        Counts.requireCount((double) earlierEvents);
        Counts.requireExposure(laterExposure);
        Counts.requireExposure(earlierExposure);
        double ratio = (laterEvents / laterExposure) / (earlierEvents / earlierExposure);
        long events = laterEvents + earlierEvents;
        if (events == 0) {
            return new RateComparison(ratio, new Interval(0, Double.POSITIVE_INFINITY), 1);
        }
        Interval share = ClopperPearson.of((double) laterEvents, (double) events);
        double exposureRatio = earlierExposure / laterExposure;
        Interval interval = new Interval(odds(share.low()) * exposureRatio, odds(share.high()) * exposureRatio);
        return new RateComparison(ratio, interval, p(laterEvents, events, laterExposure, earlierExposure));
    }

    private static double odds(double share) {
        return share == 1 ? Double.POSITIVE_INFINITY : share / (1 - share);
    }

    private static double p(long later, long events, double laterExposure, double earlierExposure) {
        double logOdds = Math.log(laterExposure / earlierExposure);
        return ExactTest.twoSided(0, events, later, next -> Math.log((events - next + 1.0) / next) + logOdds);
    }
}
