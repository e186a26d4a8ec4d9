package daybreak.jobs.explain;

import java.util.Map;

/**
 * One row of the marts that a page printed.
 *
 * @param table name of the mart
 * @param columns the key: value by column, all as text
 */
public record MartKey(String table, Map<String, String> columns) {

    public MartKey {
        if (table.isBlank()) {
            throw new IllegalArgumentException("a mart row needs the name of its table");
        }
        columns = Map.copyOf(columns);
    }
}
