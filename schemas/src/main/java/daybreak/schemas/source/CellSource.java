package daybreak.schemas.source;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the cells of a contract column come from: a column of the file, or a constant.
 *
 * @param from header in the file; null: the constant
 * @param constant null: the column of the file
 * @param values what a cell is to be read as, by what it holds; a cell that is not among them is read as it is
 * @param when the column is blank in rows that do not meet this: accepted cells by header in the file
 * @param factor of an amount: 10,000 where the file's is in 万元, else 1
 */
public record CellSource(
        @Nullable String from,
        @Nullable String constant,
        Map<String, String> values,
        Map<String, List<String>> when,
        BigDecimal factor)
        implements Serializable {

    public CellSource {
        if ((from == null) == (constant == null)) {
            throw new IllegalArgumentException("A column comes either from a column of the file or is a constant");
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
    }
}
