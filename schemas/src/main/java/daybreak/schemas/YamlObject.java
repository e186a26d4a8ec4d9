package daybreak.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a YAML file that is read strictly: what is missing, misspelt or of another form is answered by a sentence
 * that names the file and the place in it.
 */
public final class YamlObject {

    private final String file;
    private final String place;
    private final JsonNode node;

    private YamlObject(String file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw problem("must be an object of names and values");
        }
    }

    /** The whole of a file; a name given twice is an error. */
    public static YamlObject parse(String file, String text) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            return new YamlObject(file, "", mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no YAML: " + e.getOriginalMessage(), e);
        }
    }

    /** An exception whose message names the file, the place and what is wrong there. */
    public IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(file + (place.isEmpty() ? "" : ", " + place) + ": " + what + ".");
    }

    /** Fails on the first name that is not among those known. */
    public void onlyKnows(Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw problem("does not know " + name + "; it knows "
                        + String.join(", ", names.stream().sorted().toList()));
            }
        });
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A text or number as text; fails when it is missing. */
    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw problem(name + " is missing");
        }
        return text;
    }

    public @Nullable String textOrNull(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw problem(name + " must be a single value");
        }
        return value.asText();
    }

    /** A yes or no; no when it is missing. */
    public boolean flag(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw problem(name + " must be true or false");
        }
        return value.booleanValue();
    }

    public @Nullable Double numberOrNull(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw problem(name + " must be a number");
        }
        return value.doubleValue();
    }

    /** A list of texts; empty when it is missing. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isValueNode()) {
                throw problem(name + " must be a list of single values");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** A single text as a list of one, or a list of texts. */
    public List<String> textOrTexts(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isArray() ? texts(name) : List.of(text(name));
    }

    /** A list of objects; empty when it is missing. */
    public List<YamlObject> objects(String name) {
        List<YamlObject> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            String called = item.path("name").asText(String.valueOf(objects.size() + 1));
            objects.add(new YamlObject(file, below(name + " " + called), item));
        }
        return objects;
    }

    public @Nullable YamlObject objectOrNull(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : new YamlObject(file, below(name), value);
    }

    /** Names and texts in the order of the file; empty when it is missing. */
    public Map<String, String> textsByName(String name) {
        YamlObject object = objectOrNull(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (object != null) {
            object.names().forEach(key -> texts.put(key, object.text(key)));
        }
        return texts;
    }

    /** The names of this object in the order of the file. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether the value of that name is an object rather than a single value or a list. */
    public boolean isObject(String name) {
        return node.path(name).isObject();
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw problem(name + " must be a list");
        }
        return value;
    }

    private String below(String name) {
        return place.isEmpty() ? name : place + ", " + name;
    }
}
