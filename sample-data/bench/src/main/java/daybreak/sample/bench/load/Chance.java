package daybreak.sample.bench.load;

/**
 * Chance without memory: a number that follows from what it is about. What became of a viewing is asked again on each day
 * on which it changes, and no day remembers another.
 */
final class Chance {

    private Chance() {}

    /** Evenly spread over all longs (the finaliser of SplitMix64, Steele, Lea and Flood 2014). */
    static long of(int purpose, long ordinal) {
        long z = ordinal * 0x9E3779B97F4A7C15L + purpose * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below the bound. */
    static int below(int bound, int purpose, long ordinal) {
        return (int) Long.remainderUnsigned(of(purpose, ordinal), bound);
    }
}
