package daybreak.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of a YAML file that is read strictly: what is missing, misspelt or of another form is answered by a sentence
 * that names the file and the place in it.
 */
public final class YamlObject {

    private static final Pattern UNFILLED = Pattern.compile("\\$\\{[^}]*}");

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
            throw new DefinitionException(file, "this is no YAML: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The objects that a file stands for: with {@code each: [{h: 30}, {h: 60}]} one an entry, in which {@code ${h}} is
     * replaced by the entry's value; without {@code each} the file itself.
     */
    public static List<YamlObject> expand(String file, String text) {
        YamlObject document = parse(file, text);
        List<YamlObject> all = new ArrayList<>();
        if (!document.has("each")) {
            requireFilled(document, text, List.of());
            return List.of(document);
        }
        for (YamlObject entry : document.objects("each")) {
            String one = text;
            for (String name : entry.names()) {
                one = one.replace("${" + name + "}", entry.text(name));
            }
            requireFilled(document, one, entry.names());
            all.add(parse(file, one));
        }
        if (all.isEmpty()) {
            throw document.problem("each has no entry");
        }
        return all;
    }

    private static void requireFilled(YamlObject document, String text, List<String> known) {
        Matcher unfilled = UNFILLED.matcher(text);
        if (unfilled.find()) {
            throw document.problem("nothing says what " + unfilled.group() + " is; each gives "
                    + (known.isEmpty() ? "nothing" : String.join(", ", known)));
        }
    }

    /** An exception whose message names the file, the place and what is wrong there. */
    public DefinitionException problem(String what) {
        return new DefinitionException(file + (place.isEmpty() ? "" : ", " + place), what);
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

    /** A text or number as text; fails when it is missing or blank. */
    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw problem(name + " is missing");
        }
        return text;
    }

    /** Null where the text is missing or blank. */
    public @Nullable String textOrNull(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw problem(name + " must be a single value");
        }
        String text = value.asText();
        return text.isBlank() ? null : text;
    }

    /** A text in both languages; fails when either is missing. */
    public Text words(String name) {
        YamlObject words = objectOrNull(name);
        if (words == null) {
            throw problem(name + " is missing: it needs {zh: …, en: …}");
        }
        words.onlyKnows(Set.of("zh", "en"));
        return new Text(words.text("zh"), words.text("en"));
    }

    /** One of the constants of an enumeration, in lower case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return constant(name, text(name), type);
    }

    /** A list of constants of an enumeration, in lower case; empty when it is missing. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        return texts(name).stream().map(text -> constant(name, text, type)).toList();
    }

    private <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String constantName = constant.name().toLowerCase(Locale.ROOT);
            if (constantName.equals(text)) {
                return constant;
            }
            known.add(constantName);
        }
        throw problem(name + " must be one of " + String.join(", ", known) + ", not " + text);
    }

    /** A date and time such as {@code 2026-03-02T00:00:00}. */
    public LocalDateTime time(String name) {
        String text = text(name);
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw problem(name + " must be a time such as 2026-03-02T00:00:00, not " + text);
        }
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

    /** A whole number; the other one when it is missing. */
    public int integerOr(String name, int other) {
        JsonNode value = node.get(name);
        if (value == null) {
            return other;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw problem(name + " must be a whole number");
        }
        return value.intValue();
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

    /** The same, with a missing or blank text as an empty one. */
    public Map<String, String> textsOrBlankByName(String name) {
        YamlObject object = objectOrNull(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (object != null) {
            object.names().forEach(key -> texts.put(key, Objects.requireNonNullElse(object.textOrNull(key), "")));
        }
        return texts;
    }

    /** A list of rows, each of names and texts in the order of the file; empty when it is missing. */
    public List<Map<String, String>> rows(String name) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (YamlObject object : objects(name)) {
            Map<String, String> row = new LinkedHashMap<>();
            object.names().forEach(column -> row.put(column, object.text(column)));
            rows.add(Collections.unmodifiableMap(row));
        }
        return List.copyOf(rows);
    }

    /** A value of whatever form as one text, by which a change of it is seen. */
    public String canonical(String name) {
        return node.path(name).toString();
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
