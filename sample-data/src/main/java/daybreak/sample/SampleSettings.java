package daybreak.sample;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Which sample brokerage to write, and where.
 *
 * @param firstDay business day of the first folder
 * @param days folders, one per calendar day
 * @param clients clients who come within the range or had come before it
 * @param seed the same seed and sizes give the same bytes
 * @param dirty whether bad rows of every kind are strewn in
 * @param out folder that will hold the day folders; it must be empty or absent
 */
public record SampleSettings(LocalDate firstDay, int days, int clients, long seed, boolean dirty, Path out) {

    /** Half a year that ends with a whole ISO week. */
    public static final LocalDate USUAL_LAST_DAY = LocalDate.of(2026, 11, 22);

    public static final int USUAL_DAYS = 184;
    public static final int USUAL_CLIENTS = 3_000;
    public static final long USUAL_SEED = 42;

    public SampleSettings {
        if (days < 7 || days > 3_660) {
            throw new IllegalArgumentException("A sample has 7 to 3660 days, not " + days + ".");
        }
        if (clients < 40 || clients > 200_000) {
            throw new IllegalArgumentException("A sample has 40 to 200000 clients, not " + clients + ".");
        }
    }

    /** The sample whose last folder is that of {@code lastDay}. */
    public static SampleSettings endingOn(
            LocalDate lastDay, int days, int clients, long seed, boolean dirty, Path out) {
        return new SampleSettings(lastDay.minusDays(days - 1L), days, clients, seed, dirty, out);
    }

    /** The brokerage of the demo: half a year, about 3,000 clients. */
    public static SampleSettings usual(Path out) {
        return endingOn(USUAL_LAST_DAY, USUAL_DAYS, USUAL_CLIENTS, USUAL_SEED, false, out);
    }

    public LocalDate lastDay() {
        return firstDay.plusDays(days - 1L);
    }
}
