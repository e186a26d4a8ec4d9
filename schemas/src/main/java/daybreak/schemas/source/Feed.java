package daybreak.schemas.source;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entity takes from the rows of a file. Contract columns that are not named here are found by their own headers.
 *
 * @param where the rows of the entity: accepted cells by header in the file; empty: all
 * @param columns by contract column
 */
public record Feed(String entity, Map<String, List<String>> where, Map<String, CellSource> columns)
        implements Serializable {

    public Feed {
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** An entity's own file, by the contract. */
    public static Feed byContract(String entity) {
        return new Feed(entity, Map.of(), Map.of());
    }

    /** All headers that the feed reads; of those that stand for one another a file has one. */
    public Set<String> headers() {
        Set<String> headers = new TreeSet<>(where.keySet());
        for (CellSource source : columns.values()) {
            headers.addAll(source.from());
            headers.addAll(source.when().keySet());
        }
        return headers;
    }
}
