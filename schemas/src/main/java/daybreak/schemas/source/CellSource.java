package daybreak.schemas.source;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the cells of a contract column come from: a column of the file, or a constant.
 *
 * @param from header in the file, or several that stand for one another, of which a file has one; empty: the constant
 * @param constant null: the column of the file
 * @param values what a cell is to be read as, by what it holds; a cell that is not among them is read as it is; an empty
 *     value is blank
 * @param when the column is blank in rows that do not meet this: accepted cells by header in the file
 * @param match a regular expression of a whole cell: the cell is what its first group that took part holds, blank if none did;
 *     a cell that does not match, or is among the values, is read as it is; null: the cell as it is
 * @param notation how the cell is written
 */
public record CellSource(
        List<String> from,
        @Nullable String constant,
        Map<String, String> values,
        Map<String, List<String>> when,
        @Nullable String match,
        ColumnNotation notation)
        implements Serializable {

    public CellSource {
        from = List.copyOf(from);
        if (from.isEmpty() == (constant == null)) {
            throw new IllegalArgumentException("A column comes either from a column of the file or is a constant");
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
    }

    /** A column of the file, read by the contract. */
    public static CellSource of(String header) {
        return new CellSource(List.of(header), null, Map.of(), Map.of(), null, ColumnNotation.BY_CONTRACT);
    }
}
