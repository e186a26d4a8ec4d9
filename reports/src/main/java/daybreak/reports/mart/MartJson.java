package daybreak.reports.mart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON columns of the marts. */
final class MartJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MartJson() {}

    static Map<String, Long> counts(@Nullable String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new MartException("A metric's states are not counts by name: " + json, e);
        }
    }

    static List<Map<String, Double>> points(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new MartException("A metric's points are not numbers by name: " + json, e);
        }
    }
}
