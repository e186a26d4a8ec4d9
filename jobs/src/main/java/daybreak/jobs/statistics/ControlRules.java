package daybreak.jobs.statistics;

import java.io.Serializable;

/**
 * Lengths and thresholds of a control chart.
 *
 * @param runLength points in a row on one side of the centre line that make a run
 * @param trendLength points in a row rising, or falling, that make a trend (six points are five steps)
 * @param laneyFrom points from which on a phase may take Laney's limits; shorter phases are provisional
 * @param underdispersedBelow σ_z below which Laney's limits are taken
 * @param overdispersedAbove σ_z above which Laney's limits are taken
 */
public record ControlRules(
        int runLength, int trendLength, int laneyFrom, double underdispersedBelow, double overdispersedAbove)
        implements Serializable {

    public static final ControlRules STANDARD = new ControlRules(8, 6, 12, 0.9, 1.1);

    public ControlRules {
        if (runLength < 2 || trendLength < 2 || laneyFrom < 2) {
            throw new IllegalArgumentException(
                    "A run, a trend and a phase for Laney's limits need at least 2 points, not " + runLength + ", "
                            + trendLength + " and " + laneyFrom + ".");
        }
        if (!(underdispersedBelow >= 0) || !(underdispersedBelow <= overdispersedAbove)) {
            throw new IllegalArgumentException("The dispersion taken as usual is a range from 0 up, not "
                    + underdispersedBelow + " to " + overdispersedAbove + ".");
        }
    }

    /** The same rules with limits never scaled: the textbook p- and u-chart. */
    public ControlRules withoutLaney() {
        return new ControlRules(runLength, trendLength, laneyFrom, 0, Double.POSITIVE_INFINITY);
    }
}
