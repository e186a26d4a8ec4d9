package daybreak.jobs.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What earlier runs took in.
 *
 * @param days each day that was taken in, those without a folder too
 * @param files of their folders, as they were last accepted
 * @param resent whether any of it was accepted after its folder had changed
 */
public record RecordedIntake(Set<LocalDate> days, List<RecordedFile> files, boolean resent) {

    /** Nothing yet. */
    public static final RecordedIntake NONE = new RecordedIntake(Set.of(), List.of(), false);

    public RecordedIntake {
        days = Set.copyOf(days);
        files = List.copyOf(files);
    }

    /** A file of a folder, as it was then. */
    public record RecordedFile(LocalDate day, String file, String sha256) {}
}
