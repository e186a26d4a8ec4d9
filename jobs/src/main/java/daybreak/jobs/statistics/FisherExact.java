package daybreak.jobs.statistics;

/**
 * Fisher's exact test of two proportions, two-sided (R. A. Fisher, 1935, The logic of inductive inference): the sum of
 * the probabilities of all tables with the same margins that are at most as probable as the one seen, as R's
 * fisher.test does.
 */
public final class FisherExact {

    private FisherExact() {}

    /**
     * The p-value of {@code successes} of {@code trials} against {@code otherSuccesses} of {@code otherTrials}; 1 where
     * either side is empty.
     *
     * @throws IllegalArgumentException where a count is negative or successes exceed trials
     */
    public static double p(long successes, long trials, long otherSuccesses, long otherTrials) {
        if (successes < 0 || otherSuccesses < 0 || successes > trials || otherSuccesses > otherTrials) {
            throw new IllegalArgumentException("Fisher's test needs 0 <= successes <= trials on both sides, not "
                    + successes + " of " + trials + " and " + otherSuccesses + " of " + otherTrials + ".");
        }
        long allSuccesses = Math.addExact(successes, otherSuccesses);
        long first = Math.max(0, allSuccesses - otherTrials);
        long last = Math.min(allSuccesses, trials);
        return ExactTest.twoSided(
                first,
                last,
                successes,
                x -> Math.log((trials - x + 1.0) / x)
                        + Math.log((allSuccesses - x + 1.0) / (otherTrials - allSuccesses + (double) x)));
    }
}
