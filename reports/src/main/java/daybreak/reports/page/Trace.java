package daybreak.reports.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind a printed figure or chart; a row of the mart {@code trace}.
 *
 * @param id as printed in the gutter
 * @param report weekly, quarterly
 * @param period of the report, for example 2026-W47
 * @param page the page's name
 * @param figure what the id stands beside, unique within the report and the same in every language
 * @param refersTo the mart rows that were printed
 * @param printed the values printed, unrounded, by name; a null value is one that was printed as absent
 * @param run the run whose marts were read
 */
public record Trace(
        String id,
        String report,
        String period,
        String page,
        String figure,
        List<MartRow> refersTo,
        Map<String, Object> printed,
        String run) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Trace {
        refersTo = List.copyOf(refersTo);
        printed = Collections.unmodifiableMap(new LinkedHashMap<>(printed));
    }

    /** The mart rows as the mart {@code trace} keeps them: {@code [{"table": …, "key": {…}}]}. */
    public String refersToJson() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (MartRow row : refersTo) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("table", row.table());
            json.put("key", row.key());
            rows.add(json);
        }
        return json(rows);
    }

    /** The values printed as the mart {@code trace} keeps them. */
    public String printedJson() {
        return json(printed);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A trace holds a value that is no JSON", e);
        }
    }
}
