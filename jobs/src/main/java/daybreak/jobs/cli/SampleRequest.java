package daybreak.jobs.cli;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Which invented brokerage to write.
 *
 * @param out folder that receives one folder a day
 * @param until last business day
 * @param days how many, ending with {@code until}
 * @param clients about how many clients
 * @param seed same seed, same files
 * @param dirty whether rows of every broken kind are mixed in
 */
public record SampleRequest(Path out, LocalDate until, int days, int clients, long seed, boolean dirty) {

    public SampleRequest {
        if (days < 1 || days > 3660) {
            throw new IllegalArgumentException("--days must lie between 1 and 3660, not " + days);
        }
        if (clients < 1 || clients > 1_000_000) {
            throw new IllegalArgumentException("--clients must lie between 1 and 1000000, not " + clients);
        }
    }
}
