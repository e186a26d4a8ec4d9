package daybreak.jobs.intake;

import daybreak.jobs.ingest.FileIntake;
import daybreak.jobs.ingest.Oddity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was taken in on some days, as far as days are compared by it.
 *
 * @param days that had a folder, in order
 * @param files of these days
 * @param unknownValues in them
 */
public record TakenIn(List<LocalDate> days, List<File> files, List<UnknownValues> unknownValues) {

    /**
     * One file and entity.
     *
     * @param rows read
     * @param refused of them
     * @param columns of the contract that the file had; null: not recorded
     */
    public record File(
            LocalDate day,
            String entity,
            long rows,
            long refused,
            @Nullable Set<String> columns) {}

    /**
     * Values that the contract of a column does not name.
     *
     * @param rows that hold one: of an enumeration refused, of a list kept
     */
    public record UnknownValues(LocalDate day, String entity, String column, long rows) {}

    public TakenIn {
        days = List.copyOf(days);
        files = List.copyOf(files);
        unknownValues = List.copyOf(unknownValues);
    }

    /** What of these files is compared. */
    public static TakenIn of(List<LocalDate> days, List<FileIntake> intake) {
        List<File> files = new ArrayList<>();
        List<UnknownValues> unknown = new ArrayList<>();
        for (FileIntake file : intake) {
            if (file.isResent()) {
                continue; // rows of an earlier day, that would count here a second time
            }
            files.add(
                    new File(file.day(), file.entity(), file.rowsIn(), file.refused(), new HashSet<>(file.columns())));
            file.unknownValues()
                    .forEach((column, rows) -> unknown.add(new UnknownValues(file.day(), file.entity(), column, rows)));
            file.oddities().forEach((oddity, seen) -> {
                if (oddity.kind() == Oddity.Kind.UNLISTED_ITEM) {
                    unknown.add(new UnknownValues(file.day(), file.entity(), oddity.column(), seen.rows()));
                }
            });
        }
        return new TakenIn(days, files, unknown);
    }
}
