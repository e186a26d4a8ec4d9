package daybreak.jobs.statistics;

import java.util.function.LongToDoubleFunction;

/**
 * The two-sided p-value of a discrete distribution: the sum of the probabilities of all outcomes that are at most as
 * probable as the one seen, within the relative tolerance of R's fisher.test and binom.test (1e-7), so that outcomes
 * which tie in exact arithmetic tie here.
 */
final class ExactTest {

    private static final double TOLERANCE = Math.log1p(1e-7);

    private ExactTest() {}

    /**
     * The p-value of {@code seen} among the outcomes {@code first} to {@code last}.
     *
     * @param logRatio the logarithm of probability(x) ÷ probability(x − 1), for x above {@code first}. Summed up from
     *     the first outcome it stays exact where factorials would overflow.
     */
    static double twoSided(long first, long last, long seen, LongToDoubleFunction logRatio) {
        double[] logWeight = new double[Math.toIntExact(last - first + 1)];
        double largest = 0;
        for (int i = 1; i < logWeight.length; i++) {
            logWeight[i] = logWeight[i - 1] + logRatio.applyAsDouble(first + i);
            largest = Math.max(largest, logWeight[i]);
        }
        double bound = logWeight[Math.toIntExact(seen - first)] + TOLERANCE;
        double extreme = 0;
        double all = 0;
        for (double log : logWeight) {
            double weight = Math.exp(log - largest);
            all += weight;
            if (log <= bound) {
                extreme += weight;
            }
        }
        return Math.min(1, extreme / all);
    }
}
