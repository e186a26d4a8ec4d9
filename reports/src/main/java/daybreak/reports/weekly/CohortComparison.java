package daybreak.reports.weekly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of cohorts that a page adds up from weekly numerators and denominators; the marts hold those of single
 * periods.
 */
final class CohortComparison {

    /** Below this many, nothing is judged and nothing is ranked. */
    static final int ENOUGH = 20;

    private static final double Z_95 = 1.959963984540054;
    private static final double LEVEL = 0.10;

    /** Outcomes that tie in exact arithmetic are to tie here, as in R's fisher.test. */
    private static final double TIE = Math.log1p(1e-7);

    private CohortComparison() {}

    /** The 95 % score interval of k of n (Wilson 1927, no continuity correction): low and high. */
    static double[] wilson(double k, double n) {
        double scale = 1 + Z_95 * Z_95 / n;
        double share = k / n;
        double centre = (share + Z_95 * Z_95 / (2 * n)) / scale;
        double half = Z_95 * Math.sqrt(share * (1 - share) / n + Z_95 * Z_95 / (4 * n * n)) / scale;
        return new double[] {k == 0 ? 0 : Math.max(0, centre - half), k == n ? 1 : Math.min(1, centre + half)};
    }

    /** Fisher's exact test of k of n against otherK of otherN, two-sided (Fisher 1935); 1 where either side is empty. */
    static double fisher(long k, long n, long otherK, long otherN) {
        long all = k + otherK;
        long first = Math.max(0, all - otherN);
        long last = Math.min(all, n);
        double[] logWeights = new double[Math.toIntExact(last - first + 1)];
        double largest = 0;
        for (int i = 1; i < logWeights.length; i++) {
            long x = first + i;
            logWeights[i] = logWeights[i - 1]
                    + Math.log((n - x + 1.0) / x)
                    + Math.log((all - x + 1.0) / (otherN - all + (double) x));
            largest = Math.max(largest, logWeights[i]);
        }
        double bound = logWeights[Math.toIntExact(k - first)] + TIE;
        double extreme = 0;
        double total = 0;
        for (double logWeight : logWeights) {
            double weight = Math.exp(logWeight - largest);
            total += weight;
            extreme += logWeight <= bound ? weight : 0;
        }
        return Math.min(1, extreme / total);
    }

    /**
     * Which tests are called at 10 % (Benjamini and Hochberg 1995), in the order given; null, a test that was not made,
     * is not called and not counted.
     */
    static List<Boolean> called(List<@Nullable Double> p) {
        List<Double> sorted = new ArrayList<>();
        for (Double value : p) {
            if (value != null) {
                sorted.add(value);
            }
        }
        sorted.sort(Comparator.naturalOrder());
        double bound = -1;
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i) <= LEVEL * (i + 1) / sorted.size()) {
                bound = sorted.get(i);
            }
        }
        List<Boolean> called = new ArrayList<>();
        for (Double value : p) {
            called.add(value != null && value <= bound);
        }
        return called;
    }
}
