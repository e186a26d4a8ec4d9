package daybreak.sample.chance;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. Everything is derived from {@link SplittableRandom#nextLong()} and {@link StrictMath}, whose results
 * no Java version and no processor changes, so that a seed gives the same world everywhere.
 */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice of their own for one named purpose: what is drawn there does not shift what is drawn elsewhere. */
    public static Dice of(long seed, String purpose, long ordinal) {
        long mixed =
                seed * 0x9E3779B97F4A7C15L + purpose.hashCode() * 0xC2B2AE3D27D4EB4FL + ordinal * 0x165667B19E3779F9L;
        return new Dice(mixed);
    }

    public Dice split() {
        return new Dice(random.nextLong());
    }

    /** Uniform in [0, 1). */
    public double unit() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    public double uniform(double low, double high) {
        return low + unit() * (high - low);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform whole number, both ends included. */
    public int between(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    public <T> T pick(List<T> choices) {
        return choices.get(between(0, choices.size() - 1));
    }

    /** Index drawn in proportion to the weights. */
    public int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double point = unit() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            point -= weights[i];
            if (point < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Standard normal (polar method of Marsaglia). */
    public double normal() {
        while (true) {
            double x = uniform(-1, 1);
            double y = uniform(-1, 1);
            double s = x * x + y * y;
            if (s > 0 && s < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** Log-normal with the given median; {@code spread} is the standard deviation of the logarithm. */
    public double skewed(double median, double spread) {
        return median * StrictMath.exp(spread * normal());
    }

    /** Fisher–Yates, in place. */
    public <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = between(0, i);
            T kept = list.get(i);
            list.set(i, list.get(j));
            list.set(j, kept);
        }
    }
}
