package daybreak.schemas.metric;

import com.fasterxml.jackson.databind.JsonNode;
import daybreak.schemas.DefinitionException;
import daybreak.schemas.Definitions;
import daybreak.schemas.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All metrics under {@code schemas/metrics/}. */
public record Metrics(List<Metric> all) {

    private static final Set<String> KEYS = Set.of(
            "metric",
            "each",
            "title",
            "about",
            "subject",
            "kind",
            "where",
            "counts",
            "success",
            "distinct",
            "start",
            "end",
            "per",
            "states",
            "by",
            "by_numerator",
            "unit",
            "scale",
            "better",
            "chart",
            "chart_by",
            "headline",
            "target",
            "owner",
            "action",
            "source",
            "example");

    public Metrics {
        all = List.copyOf(all);
    }

    /**
     * Reads them from the classpath.
     *
     * @throws DefinitionException naming the file and what is wrong with it
     */
    public static Metrics load() {
        Map<String, Metric> byName = new LinkedHashMap<>();
        Definitions.read("metrics", ".yaml").forEach((file, yaml) -> {
            for (JsonNode node : Definitions.expand(file, yaml)) {
                Metric metric = metric(file, node);
                if (byName.put(metric.name(), metric) != null) {
                    throw new DefinitionException(file, "a second metric named " + metric.name());
                }
            }
        });
        return new Metrics(List.copyOf(byName.values()));
    }

    /** The metric of that name. */
    public Optional<Metric> find(String name) {
        return all.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    /** The metrics computed over a subject. */
    public List<Metric> over(String subject) {
        return all.stream().filter(metric -> metric.subject().equals(subject)).toList();
    }

    static Metric metric(String file, JsonNode node) {
        Definitions.onlyKeys(file, node, KEYS);
        Metric.Kind kind = choice(file, node, "kind", Metric.Kind.class);
        Metric metric = new Metric(
                Definitions.required(file, node, "metric"),
                text(file, node, "title"),
                text(file, node, "about"),
                Definitions.required(file, node, "subject"),
                kind,
                node.path("where").asText("true"),
                node.path("counts").asText("true"),
                optional(node, "success"),
                optional(node, "distinct"),
                optional(node, "start"),
                optional(node, "end"),
                node.has("per")
                        ? new Metric.Exposure(
                                Definitions.required(file, node.path("per"), "subject"),
                                Definitions.required(file, node.path("per"), "value"))
                        : null,
                states(node.path("states")),
                Definitions.strings(node, "by"),
                Definitions.strings(node, "by_numerator"),
                text(file, node, "unit"),
                node.path("scale").asDouble(1),
                choice(file, node, "better", Metric.Better.class),
                node.has("chart") ? choice(file, node, "chart", Metric.Chart.class) : null,
                Definitions.strings(node, "chart_by"),
                node.path("headline").asBoolean(false),
                node.hasNonNull("target") ? node.path("target").asDouble() : null,
                text(file, node, "owner"),
                text(file, node, "action"),
                Definitions.required(file, node, "source"),
                node.path("example"),
                version(node));
        String missing = switch (kind) {
            case SHARE, COUNT -> metric.success() == null ? "success" : null;
            case RATE -> metric.exposure() == null ? "per" : null;
            case DURATION, CURVE -> metric.start() == null ? "start" : metric.end() == null ? "end" : null;
        };
        if (missing != null) {
            throw new DefinitionException(
                    file, "a " + kind.name().toLowerCase(Locale.ROOT) + " needs '" + missing + "'");
        }
        if (metric.example().isMissingNode()) {
            throw new DefinitionException(file, "'example' is missing: a few rows in and the value out");
        }
        return metric;
    }

    private static Text text(String file, JsonNode node, String key) {
        try {
            return Text.of(node.path(key));
        } catch (IllegalArgumentException e) {
            throw new DefinitionException(file, "'" + key + "' needs {zh: …, en: …}", e);
        }
    }

    private static <E extends Enum<E>> E choice(String file, JsonNode node, String key, Class<E> type) {
        String value = Definitions.required(file, node, key);
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DefinitionException(
                    file,
                    "'" + key + ": " + value + "' is not one of "
                            + String.join(
                                    ", ",
                                    java.util.Arrays.stream(type.getEnumConstants())
                                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                            .toList()),
                    e);
        }
    }

    private static @Nullable String optional(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }

    private static Map<String, String> states(JsonNode node) {
        Map<String, String> states = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> states.put(field.getKey(), field.getValue().asText()));
        return Collections.unmodifiableMap(states);
    }

    /** Of the whole definition but its words: a corrected title is no new definition. */
    private static String version(JsonNode node) {
        List<String> parts = new ArrayList<>();
        for (String key : List.of(
                "metric",
                "subject",
                "kind",
                "where",
                "counts",
                "success",
                "distinct",
                "start",
                "end",
                "per",
                "states",
                "scale")) {
            parts.add(key + "=" + node.path(key));
        }
        return Definitions.digest(String.join("\n", parts));
    }
}
