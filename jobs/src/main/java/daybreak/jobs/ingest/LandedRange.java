package daybreak.jobs.ingest;

import java.time.LocalDate;
import java.util.List;

/**
 * What lies there for a range of days and was not taken in before.
 *
 * @param days those of the range that are new, in order
 * @param files theirs, by day, name of entity and number
 * @param notRead files that no contract and no mapping names: kept aside, reported
 * @param fingerprint of all files of the range, those taken in before too
 */
public record LandedRange(
        LocalDate from,
        LocalDate to,
        List<LandedDay> days,
        List<LandedFile> files,
        List<String> notRead,
        String fingerprint) {

    public LandedRange {
        days = List.copyOf(days);
        files = List.copyOf(files);
        notRead = List.copyOf(notRead);
    }

    /** Whether every day of the range was taken in before, unchanged. */
    public boolean nothingNew() {
        return days.isEmpty();
    }

    /**
     * A calendar day.
     *
     * @param complete false: there was no folder, it counts as a day without rows
     */
    public record LandedDay(LocalDate day, boolean complete) {}
}
