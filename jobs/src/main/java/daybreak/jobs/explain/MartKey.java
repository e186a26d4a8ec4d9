package daybreak.jobs.explain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One row of the marts that a page printed.
 *
 * @param table name of the mart
 * @param columns the key: value by column, all as text, in order of the names; fewer columns mean all rows
 *     that agree
 */
public record MartKey(String table, Map<String, String> columns) {

    public MartKey {
        if (table.isBlank()) {
            throw new IllegalArgumentException("a mart row needs the name of its table");
        }
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }
}
