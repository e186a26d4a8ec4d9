package daybreak.jobs.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What earlier runs took in.
 *
 * @param days each day that was taken in, those without a folder too
 * @param files their files
 */
public record RecordedIntake(Set<LocalDate> days, List<RecordedFile> files) {

    /** Nothing yet. */
    public static final RecordedIntake NONE = new RecordedIntake(Set.of(), List.of());

    public RecordedIntake {
        days = Set.copyOf(days);
        files = List.copyOf(files);
    }

    /** A file of a folder, as it was then. */
    public record RecordedFile(LocalDate day, String file, String sha256) {}
}
