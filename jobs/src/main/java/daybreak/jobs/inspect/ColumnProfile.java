package daybreak.jobs.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column of the file holds.
 *
 * @param header as it stands in the file
 * @param dateForms of dates and times, the patterns that all filled cells fit; several: which is meant cannot be told
 * @param contractColumn what it is in the proposed export; null: nothing there
 * @param filled cells that are not blank
 * @param distinct different filled cells, counted up to {@value ColumnContents#MOST_DISTINCT}
 * @param distinctCut whether there are more
 * @param examples the first different cells, masked if they may be personal data
 */
public record ColumnProfile(
        String header,
        CellType type,
        List<String> dateForms,
        @Nullable String contractColumn,
        long filled,
        long distinct,
        boolean distinctCut,
        List<String> examples) {

    public ColumnProfile {
        dateForms = List.copyOf(dateForms);
        examples = List.copyOf(examples);
    }
}
