package daybreak.jobs.statistics;

import java.io.Serializable;

/**
 * A two-sided interval, in the unit of the figure that it goes with.
 *
 * @param low lower end, never above {@code high}
 * @param high upper end; positive infinity where the data set no bound
 */
public record Interval(double low, double high) implements Serializable {

    public Interval {
        if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
            throw new IllegalArgumentException("An interval needs low <= high, not " + low + " and " + high + ".");
        }
    }

    /** Both ends multiplied by a factor, for example from a rate per client to one per 100 clients. */
    public Interval times(double factor) {
        return new Interval(low * factor, high * factor);
    }

    /** Whether the value lies inside, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
