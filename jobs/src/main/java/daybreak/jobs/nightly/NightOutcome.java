package daybreak.jobs.nightly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a night.
 *
 * @param run id of the run; null if it ended before it had one
 * @param rows rows read
 * @param refused rows refused, of those
 * @param message one sentence for the terminal
 * @param warnings sentences about what is unusual in what was published
 */
public record NightOutcome(
        Status status, @Nullable String run, long rows, long refused, String message, List<String> warnings) {

    /** How a night ended. */
    public enum Status {
        /** The new marts stand. */
        PUBLISHED,
        /** The new marts stand, and more rows were refused than the request allowed. */
        PUBLISHED_ABOVE_ALLOWED,
        /** The input was taken in before, unchanged; nothing was done. */
        NOTHING_NEW,
        /** Nothing was published; the old marts stand. */
        FAILED
    }

    public NightOutcome {
        if (refused > rows) {
            throw new IllegalArgumentException("more rows refused (" + refused + ") than read (" + rows + ")");
        }
        warnings = List.copyOf(warnings);
    }
}
