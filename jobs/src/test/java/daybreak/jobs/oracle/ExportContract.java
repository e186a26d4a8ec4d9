package daybreak.jobs.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The oracle's own copy of the export contract, read from {@code contract.txt}. */
final class ExportContract {

    record Column(String name, String type, String zh, boolean required, Map<String, String> values) {

        boolean isTime() {
            return type.equals("time");
        }

        /** The column's type in DuckDB: times are microseconds since 1970 UTC, lists one string joined by ';'. */
        String duckType() {
            return switch (type) {
                case "time", "count", "int", "rating" -> "BIGINT";
                case "date" -> "DATE";
                case "number", "latitude", "longitude", "amount", "score" -> "DOUBLE";
                case "bool" -> "BOOLEAN";
                default -> "VARCHAR";
            };
        }
    }

    record Entity(
            String name,
            boolean event,
            List<String> key,
            @Nullable String ownTime,
            List<Column> columns) {}

    private ExportContract() {}

    static List<Entity> entities() {
        List<Entity> entities = new ArrayList<>();
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.trim().split(" ", -1);
            if (words.length == 4 && (words[1].equals("state") || words[1].equals("event"))) {
                entities.add(new Entity(
                        words[0],
                        words[1].equals("event"),
                        List.of(words[2].split("\\+", -1)),
                        words[3].equals("-") ? null : words[3],
                        new ArrayList<>()));
            } else {
                entities.get(entities.size() - 1).columns().add(column(words));
            }
        }
        return entities;
    }

    private static Column column(String[] words) {
        String zh = words.length > 2 && !words[2].equals("!") ? words[2] : words[0];
        boolean required = words[words.length - 1].equals("!");
        Map<String, String> values = new LinkedHashMap<>();
        String type = words[1];
        if (type.startsWith("enum(")) {
            for (String value : type.substring(5, type.length() - 1).split(",", -1)) {
                String[] labels = value.split("=", -1);
                values.put(labels[0], labels[0]);
                values.put(labels[labels.length - 1], labels[0]);
            }
            type = "enum";
        }
        return new Column(words[0], type, zh, required, values);
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(ExportContract.class.getResourceAsStream("contract.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
