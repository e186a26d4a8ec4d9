package daybreak.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds and reads the definition files of one folder of {@code schemas/} on the classpath. */
public final class Definitions {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Definitions() {}

    /**
     * The contents of all files of a folder that end so, by file name in alphabetical order.
     *
     * @param folder for example {@code metrics}
     * @param ending for example {@code .yaml}
     */
    public static Map<String, String> read(String folder, String ending) {
        Map<String, String> contents = new TreeMap<>();
        for (String name : names(folder)) {
            if (name.endsWith(ending)) {
                contents.put(name, text(folder + "/" + name));
            }
        }
        return contents;
    }

    /** The text of one file, named from {@code schemas/}. */
    public static String text(String file) {
        try (InputStream in = Definitions.class.getResourceAsStream("/daybreak/" + file)) {
            if (in == null) {
                throw new DefinitionException(file, "no such file under schemas/");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses a YAML document; a duplicate key or a syntax error names the file. */
    public static JsonNode parse(String file, String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new DefinitionException(file, "not readable as YAML: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * A definition with {@code each: [{h: 30}, {h: 60}]} stands for one definition an entry, in which {@code ${h}} is
     * replaced by the entry's value; without {@code each} it stands for itself.
     */
    public static List<JsonNode> expand(String file, String yaml) {
        JsonNode each = parse(file, yaml).path("each");
        if (each.isMissingNode()) {
            return List.of(parse(file, yaml));
        }
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode entry : each) {
            String one = yaml;
            for (Map.Entry<String, JsonNode> field : entry.properties()) {
                one = one.replace("${" + field.getKey() + "}", field.getValue().asText());
            }
            all.add(parse(file, one));
        }
        return all;
    }

    /** Fails on a key that the definition does not know: a misspelt optional key would otherwise be silently ignored. */
    public static void onlyKeys(String file, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new DefinitionException(
                        file, "unknown key '" + name + "'; known are " + String.join(", ", sorted(known)));
            }
        });
    }

    /** The text under a key. */
    public static String required(String file, JsonNode node, String key) {
        String value = node.path(key).asText("");
        if (value.isBlank()) {
            throw new DefinitionException(file, "'" + key + "' is missing");
        }
        return value;
    }

    /** The list of texts under a key, empty when the key is absent. */
    public static List<String> strings(JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        node.path(key).forEach(value -> values.add(value.asText()));
        return Collections.unmodifiableList(values);
    }

    /** A digest of all that numbers depend on: contracts, mappings, facts, subjects, metrics and alert rules. */
    public static String fingerprint() {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("exports", "sources", "facts", "subjects", "metrics", "alerts")) {
            read(folder, "")
                    .forEach((file, text) -> all.append(folder)
                            .append('/')
                            .append(file)
                            .append('\n')
                            .append(text));
        }
        return digest(all.toString());
    }

    /** The first 16 hexadecimal digits of a text's SHA-256. */
    public static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static List<String> names(String folder) {
        URL url = Definitions.class.getResource("/daybreak/" + folder);
        if (url == null) {
            return List.of();
        }
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                String prefix = jar.getEntryName() + "/";
                jar.setUseCaches(false);
                try (var file = jar.getJarFile()) {
                    return file.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                            .map(name -> name.substring(prefix.length()))
                            .filter(name -> name.indexOf('/') < 0)
                            .sorted()
                            .toList();
                }
            }
            try (Stream<Path> files = Files.list(Path.of(new URI(url.toString())))) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classpath holds a folder that cannot be named: " + url, e);
        }
    }
}
