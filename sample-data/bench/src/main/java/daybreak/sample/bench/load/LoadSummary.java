package daybreak.sample.bench.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was written.
 *
 * @param rows records without headers by entity, bad and repeated ones included
 * @param bad records that the contract refuses, by entity
 * @param repeated records that equal one before them, by entity
 */
public record LoadSummary(Map<String, Long> rows, Map<String, Long> bad, Map<String, Long> repeated) {

    public LoadSummary {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        bad = Collections.unmodifiableMap(new LinkedHashMap<>(bad));
        repeated = Collections.unmodifiableMap(new LinkedHashMap<>(repeated));
    }

    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
