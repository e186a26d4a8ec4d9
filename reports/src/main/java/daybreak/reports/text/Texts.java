package daybreak.reports.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the reports, by key, each in every language. They lie in {@code schemas/texts/*.yaml}, where people who
 * do not program can change them.
 *
 * <p>A text may name values: {@code {share}} is replaced by the value of that name, and {@code {count|day|days}} by the
 * first word if the value is 1, else by the second.
 */
public final class Texts {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(?<name>[a-z_0-9]+)(?:\\|(?<one>[^|}]*)\\|(?<many>[^|}]*))?}");

    private final Map<String, Map<Language, String>> texts;

    private Texts(Map<String, Map<Language, String>> texts) {
        this.texts = texts;
    }

    /**
     * The texts of the named files of {@code schemas/texts}.
     *
     * @param names without folder and ending, for example {@code weekly}
     * @throws IllegalArgumentException if a file is absent, a key is in two files, lacks a language, or names other
     *     values in one language than in the other
     */
    public static Texts load(String... names) {
        Map<String, Map<Language, String>> texts = new TreeMap<>();
        YAMLMapper mapper = YAMLMapper.builder(YAMLFactory.builder()
                        .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                        .build())
                .build();
        for (String name : names) {
            String resource = "/daybreak/texts/" + name + ".yaml";
            try (InputStream in = Texts.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalArgumentException("There is no file schemas/texts/" + name + ".yaml");
                }
                Map<String, Map<String, String>> file = mapper.readValue(in, new TypeReference<>() {});
                file.forEach((key, byTag) -> {
                    if (texts.put(key, checked(name, key, byTag)) != null) {
                        throw new IllegalArgumentException("The text " + key + " stands in two files");
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("schemas/texts/" + name + ".yaml cannot be read", e);
            }
        }
        return new Texts(Collections.unmodifiableMap(texts));
    }

    /** All keys, in order. */
    public Set<String> keys() {
        return texts.keySet();
    }

    /** Whether there is such a text. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The texts of one language. */
    public Wording in(Language language) {
        return new Wording(this, language);
    }

    /**
     * One text with its values filled in.
     *
     * @throws IllegalArgumentException if there is no such key, or a value that the text names is not given
     */
    String fill(String key, Language language, Map<String, ?> values) {
        Map<Language, String> text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("There is no text " + key + " in schemas/texts");
        }
        Matcher placeholder = PLACEHOLDER.matcher(text.getOrDefault(language, ""));
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String name = placeholder.group("name");
            Object value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("The text " + key + " names {" + name + "}, which is not given");
            }
            String one = placeholder.group("one");
            String word = one == null ? value.toString() : value.toString().equals("1") ? one : many(placeholder);
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(word));
        }
        return placeholder.appendTail(filled).toString();
    }

    private static String many(Matcher placeholder) {
        String many = placeholder.group("many");
        return many == null ? "" : many;
    }

    private static Map<Language, String> checked(String file, String key, Map<String, String> byTag) {
        String chinese = byTag.get("zh");
        String english = byTag.get("en");
        if (chinese == null || english == null || byTag.size() != 2) {
            throw new IllegalArgumentException(
                    "The text " + key + " in schemas/texts/" + file + ".yaml needs zh and en, and nothing else");
        }
        if (!names(chinese).equals(names(english))) {
            throw new IllegalArgumentException("The text " + key + " in schemas/texts/" + file + ".yaml names "
                    + names(chinese) + " in zh but " + names(english) + " in en");
        }
        return Map.of(Language.CHINESE, chinese, Language.ENGLISH, english);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            names.add(placeholder.group("name"));
        }
        return names;
    }
}
