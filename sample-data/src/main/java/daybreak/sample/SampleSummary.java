package daybreak.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was written.
 *
 * @param days day folders
 * @param rowsByEntity records without headers, in the order of the contracts; bad rows included
 */
public record SampleSummary(int days, Map<String, Long> rowsByEntity) {

    public SampleSummary {
        rowsByEntity = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByEntity));
    }

    public long rows() {
        return rowsByEntity.values().stream().mapToLong(Long::longValue).sum();
    }
}
