package daybreak.schemas.subject;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.YamlObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    private static final String FOLDER = "subjects";

    private static final Set<String> KEYS =
            Set.of("subject", "grain", "key", "daily", "period", "dimensions", "columns");

    public Subject {
        key = List.copyOf(key);
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** All subjects under {@code schemas/subjects/}, by name. */
    public static Map<String, Subject> load() {
        return parse(new DefinitionFolder(FOLDER).read(""));
    }

    /**
     * From the texts of the YAML files and the SELECTs beside them, by file name.
     *
     * @throws DefinitionException naming the file, for anything that is not as a subject must be
     */
    public static Map<String, Subject> parse(Map<String, String> texts) {
        Map<String, Subject> subjects = new TreeMap<>();
        texts.forEach((file, text) -> {
            if (file.endsWith(".yaml")) {
                Subject subject = subject(file, YamlObject.parse(FOLDER + "/" + file, text), texts);
                subjects.put(subject.name(), subject);
            } else if (file.endsWith(".sql") && !texts.containsKey(file.replaceAll("sql$", "yaml"))) {
                throw new DefinitionException(
                        FOLDER + "/" + file, "the YAML that says what its columns mean is missing beside it");
            }
        });
        return Collections.unmodifiableMap(subjects);
    }

    private static Subject subject(String file, YamlObject object, Map<String, String> texts) {
        object.onlyKnows(KEYS);
        String name = object.text("subject");
        if (!file.equals(name + ".yaml")) {
            throw object.problem("the file of the subject " + name + " is named " + name + ".yaml");
        }
        String sql = texts.get(name + ".sql");
        if (sql == null) {
            throw object.problem("the SELECT " + name + ".sql is missing beside it");
        }
        List<String> key = object.texts("key");
        if (key.isEmpty()) {
            throw object.problem("key is missing: the columns that identify a row");
        }
        Subject subject = new Subject(
                name,
                object.text("grain"),
                key,
                object.flag("daily"),
                object.textOrNull("period"),
                object.textsByName("dimensions"),
                object.textsByName("columns"),
                sql);
        for (String dimension : subject.dimensions().keySet()) {
            if (subject.columns().containsKey(dimension)) {
                throw object.problem("the column " + dimension + " is among dimensions and among columns");
            }
        }
        if (subject.period() != null) {
            subject.requireColumn(object, "period", subject.period());
        }
        return subject;
    }

    /** Its columns but {@code day} and {@code as_of}, which every subject has. */
    public Set<String> columnNames() {
        Set<String> names = new LinkedHashSet<>(key);
        names.addAll(dimensions.keySet());
        names.addAll(columns.keySet());
        return names;
    }

    /**
     * Checks that a definition names a column that there is.
     *
     * @param key of the definition that names the column
     * @throws DefinitionException naming the definition's file
     */
    public void requireColumn(YamlObject definition, String key, String column) {
        if (!columnNames().contains(column)) {
            throw definition.problem(key + " names " + column + ", which is no column of the subject " + name
                    + "; it has " + String.join(", ", columnNames()));
        }
    }
}
