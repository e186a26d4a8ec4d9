package daybreak.jobs.statistics;

/**
 * The 95 % score interval of a proportion, without continuity correction (E. B. Wilson, 1927, Probable inference, the
 * law of succession, and statistical inference).
 */
public final class WilsonInterval {

    private WilsonInterval() {}

    /**
     * The interval of {@code successes} out of {@code trials}.
     *
     * @param successes how many succeeded, 0 to {@code trials}
     * @param trials how many there were, above 0
     * @throws IllegalArgumentException where the counts are no proportion
     */
    public static Interval of(double successes, double trials) {
        Counts.requireProportion(successes, trials);
        double z = Normal.Z_95;
        double share = successes / trials;
        double scale = 1 + z * z / trials;
        double centre = (share + z * z / (2 * trials)) / scale;
        double half = z * Math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / scale;
        // At the ends the formula gives 0 and 1 but for rounding.
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == trials ? 1 : Math.min(1, centre + half);
        return new Interval(low, high);
    }
}
