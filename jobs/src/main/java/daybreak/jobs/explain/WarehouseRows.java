package daybreak.jobs.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a subject, without personal data.
 *
 * @param subject whose rows they are, for example lead
 * @param columns names, in order
 * @param rows values as text, one list a row; null is blank
 * @param total how many there are; more than {@code rows} if only the first were asked for
 */
public record WarehouseRows(String subject, List<String> columns, List<List<@Nullable String>> rows, long total) {

    public WarehouseRows {
        if (rows.stream().anyMatch(row -> row.size() != columns.size())) {
            throw new IllegalArgumentException("each row of " + subject + " needs a value for each column");
        }
        if (total < rows.size()) {
            throw new IllegalArgumentException("total of " + subject + " is below the number of rows shown");
        }
    }
}
