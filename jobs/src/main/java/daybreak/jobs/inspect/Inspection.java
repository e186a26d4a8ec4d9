package daybreak.jobs.inspect;

import daybreak.jobs.tabular.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file turned out to be.
 *
 * @param file its name
 * @param rows records that can be taken as rows
 * @param malformed records that cannot
 * @param entity the export that it probably is; null: it fits none
 * @param recognised headers of the file that the export knows; 0: it fits none
 * @param dates of the forms of dates and times, those that a mapping has to name
 * @param cellForms what its cells do that the contract's may not, as the field {@code cells} of a mapping names it
 * @param proposal the part of a mapping that says how it is read; null: it fits no export
 */
public record Inspection(
        String file,
        Finding finding,
        long rows,
        long malformed,
        List<ColumnProfile> columns,
        @Nullable String entity,
        int recognised,
        List<String> dates,
        List<String> cellForms,
        @Nullable String proposal) {

    public Inspection {
        columns = List.copyOf(columns);
        dates = List.copyOf(dates);
        cellForms = List.copyOf(cellForms);
    }
}
