package daybreak.jobs.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What lies there for a range of days and was not taken in before.
 *
 * @param days those of the range that are new, in order
 * @param files theirs, by day, name of entity and number; at the end those of changed folders
 * @param changes in folders that were taken in before; their files arrive with the last new day
 * @param resent whether any file was ever accepted after its folder had changed, in this run or before
 * @param notRead files that no contract and no mapping names: kept aside, reported
 * @param fingerprint of all files of the range, those taken in before too
 */
public record LandedRange(
        LocalDate from,
        LocalDate to,
        List<LandedDay> days,
        List<LandedFile> files,
        List<Change> changes,
        boolean resent,
        List<String> notRead,
        String fingerprint) {

    private static final int CHANGES_NAMED = 12;

    public LandedRange {
        days = List.copyOf(days);
        files = List.copyOf(files);
        changes = List.copyOf(changes);
        notRead = List.copyOf(notRead);
    }

    /** Whether every day of the range was taken in before. */
    public boolean nothingNew() {
        return days.isEmpty();
    }

    /** The changes as people read them: {@code 2026-11-20/leads.csv, 2026-11-21/deals.csv (gone)}; a dozen at most are named. */
    public String changesNamed() {
        return changes.stream()
                        .limit(CHANGES_NAMED)
                        .map(change -> change.day() + "/" + change.file() + (change.sha256() == null ? " (gone)" : ""))
                        .collect(Collectors.joining(", "))
                + (changes.size() > CHANGES_NAMED ? " and " + (changes.size() - CHANGES_NAMED) + " more" : "");
    }

    /**
     * A calendar day.
     *
     * @param complete false: there was no folder, it counts as a day without rows
     */
    public record LandedDay(LocalDate day, boolean complete) {}

    /**
     * A file of a folder that is not as it was when the folder was taken in.
     *
     * @param day of the folder
     * @param sha256 what it is now; null: it is gone
     */
    public record Change(
            LocalDate day, String file, @Nullable String sha256) {}
}
