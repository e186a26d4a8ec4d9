package daybreak.jobs.statistics;

/** What counts must satisfy before anything is computed from them. */
final class Counts {

    private Counts() {}

    static void requireProportion(double successes, double trials) {
        if (!(trials > 0) || !(successes >= 0) || successes > trials || Double.isInfinite(trials)) {
            throw new IllegalArgumentException("A proportion needs 0 <= successes <= trials and trials > 0, not "
                    + successes + " of " + trials + ".");
        }
    }

    static void requireCount(double events) {
        if (!(events >= 0) || Double.isInfinite(events)) {
            throw new IllegalArgumentException("A count is a number from 0 up, not " + events + ".");
        }
    }

    static void requireExposure(double exposure) {
        if (!(exposure > 0) || Double.isInfinite(exposure)) {
            throw new IllegalArgumentException("An exposure is a number above 0, not " + exposure + ".");
        }
    }
}
