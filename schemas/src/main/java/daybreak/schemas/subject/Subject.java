package daybreak.schemas.subject;

import com.fasterxml.jackson.databind.JsonNode;
import daybreak.schemas.DefinitionException;
import daybreak.schemas.Definitions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row per thing the business talks about, with everything known about it at the end of a day. The SELECT beside the
 * YAML is where the joins live.
 *
 * @param name also of its file and of its table in the warehouse
 * @param grain one row per what
 * @param key columns that identify a row within a day
 * @param daily whether a row stands for each day of the range run, as alert rules need it, rather than for its last day
 * @param period the time or date column that puts a row into a period; null: no metric is computed over it
 * @param dimensions by which its metrics can be split, by name, with the column's meaning
 * @param columns the other columns with their meaning, unit and what null means
 * @param sql the SELECT
 */
public record Subject(
        String name,
        String grain,
        List<String> key,
        boolean daily,
        @Nullable String period,
        Map<String, String> dimensions,
        Map<String, String> columns,
        String sql) {

    private static final Set<String> KEYS =
            Set.of("subject", "grain", "key", "daily", "period", "dimensions", "columns");

    /** All subjects under {@code schemas/subjects/}, by name. */
    public static Map<String, Subject> load() {
        Map<String, Subject> subjects = new TreeMap<>();
        Definitions.read("subjects", ".yaml").forEach((file, yaml) -> {
            JsonNode node = Definitions.parse(file, yaml);
            Definitions.onlyKeys(file, node, KEYS);
            String name = Definitions.required(file, node, "subject");
            if (!file.equals(name + ".yaml")) {
                throw new DefinitionException(file, "the file of subject " + name + " is named " + name + ".yaml");
            }
            List<String> key = Definitions.strings(node, "key");
            if (key.isEmpty()) {
                throw new DefinitionException(file, "'key' is missing");
            }
            subjects.put(
                    name,
                    new Subject(
                            name,
                            Definitions.required(file, node, "grain"),
                            key,
                            node.path("daily").asBoolean(false),
                            node.hasNonNull("period") ? node.path("period").asText() : null,
                            notes(node.path("dimensions")),
                            notes(node.path("columns")),
                            Definitions.text("subjects/" + name + ".sql")));
        });
        return Collections.unmodifiableMap(subjects);
    }

    private static Map<String, String> notes(JsonNode node) {
        Map<String, String> notes = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> notes.put(field.getKey(), field.getValue().asText()));
        return Collections.unmodifiableMap(notes);
    }
}
