package daybreak.reports.page;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of a mart by its key, as a printed figure refers to it.
 *
 * @param table the mart
 * @param key values of its key columns by column; fewer columns mean all rows that agree
 */
public record MartRow(String table, Map<String, String> key) {

    public MartRow {
        if (table.isBlank()) {
            throw new IllegalArgumentException("A mart row needs the name of its table");
        }
        key = Collections.unmodifiableMap(new TreeMap<>(key));
    }
}
