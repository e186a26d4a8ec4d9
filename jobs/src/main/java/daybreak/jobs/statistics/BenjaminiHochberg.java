package daybreak.jobs.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Control of the false discovery rate over a family of tests (Y. Benjamini and Y. Hochberg, 1995, Controlling the false
 * discovery rate).
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * The adjusted p-values, in the order given: the smallest level at which each test would be called.
     *
     * @throws IllegalArgumentException where a value does not lie in [0, 1]
     */
    public static double[] adjusted(double... p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("A p-value lies between 0 and 1, not at " + value + ".");
            }
        }
        int[] falling = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double smallest = 1;
        for (int i = 0; i < falling.length; i++) {
            int rank = p.length - i;
            smallest = Math.min(smallest, p[falling[i]] * p.length / rank);
            adjusted[falling[i]] = smallest;
        }
        return adjusted;
    }

    /** Which tests are called at the level, in the order given. */
    public static boolean[] called(double level, double... p) {
        double[] adjusted = adjusted(p);
        boolean[] called = new boolean[p.length];
        for (int i = 0; i < called.length; i++) {
            called[i] = adjusted[i] <= level;
        }
        return called;
    }
}
