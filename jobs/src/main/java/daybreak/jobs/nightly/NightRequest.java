package daybreak.jobs.nightly;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a night is asked to do.
 *
 * @param exports folder with one folder a business day, or one delivery
 * @param from first business day, included
 * @param to last business day, included; equal to {@code from} for a single night
 * @param source name of the source mapping; null: the exports follow the contract itself
 * @param accepted what else would stop the night
 * @param allowRefused share of refused rows, 0–1, above which the outcome says so
 */
public record NightRequest(
        Path exports,
        LocalDate from,
        LocalDate to,
        @Nullable String source,
        Accepted accepted,
        double allowRefused) {

    /**
     * What a night takes in that it would otherwise stop for.
     *
     * @param resend files of folders that changed after they were taken in arrive with the last day
     * @param unusual files however they differ from those of the days before
     */
    public record Accepted(boolean resend, boolean unusual) {

        /** Neither. */
        public static final Accepted NOTHING = new Accepted(false, false);
    }

    public NightRequest {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the last day, " + to + ", lies before the first, " + from);
        }
        if (!(allowRefused >= 0 && allowRefused <= 1)) {
            throw new IllegalArgumentException("the allowed share of refused rows must lie between 0 and 1");
        }
    }
}
