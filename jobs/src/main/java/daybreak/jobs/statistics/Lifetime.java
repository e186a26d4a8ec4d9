package daybreak.jobs.statistics;

import java.io.Serializable;

/**
 * How long one subject was watched.
 *
 * @param seconds from its start to the event, or to the end of watching; 0 or more
 * @param observed true: the event was seen then; false: it had not come by then (censored)
 */
public record Lifetime(double seconds, boolean observed) implements Serializable {

    public Lifetime {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("A lifetime is a number of seconds from 0 up, not " + seconds + ".");
        }
    }
}
