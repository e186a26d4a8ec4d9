package daybreak.sample.bench.load;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A load to write.
 *
 * @param scale 1: per 90 days 20 M browse events, 2 M contacts, 300 k leads, 400 k viewings, 200 k clients, 100 k
 *     listings, and the other entities in proportion
 * @param days folders, one per calendar day; the first also brings everyone and everything that was there before
 * @param lastDay of the last folder
 * @param out folder that will hold the day folders
 */
public record LoadSettings(double scale, int days, LocalDate lastDay, Path out) {

    public LoadSettings {
        if (!(scale >= 0.0001 && scale <= 10)) {
            throw new IllegalArgumentException("A load has a scale from 0.0001 to 10, not " + scale + ".");
        }
        if (days < 1 || days > 3_660) {
            throw new IllegalArgumentException("A load has 1 to 3660 days, not " + days + ".");
        }
    }

    public LocalDate firstDay() {
        return lastDay.minusDays(days - 1L);
    }
}
