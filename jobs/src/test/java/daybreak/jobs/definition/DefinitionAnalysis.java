package daybreak.jobs.definition;

import daybreak.jobs.entity.EntityViews;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.subject.Facts;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Analyses every expression of the definitions by itself, over empty tables of the contracts' types. A problem is a
 * sentence that names the file, the key in it and the column.
 */
final class DefinitionAnalysis {

    private static final LocalDate ANY_DAY = LocalDate.EPOCH;

    private static final Set<String> OF_EVERY_SUBJECT = Set.of("day", "as_of");

    private final SparkSession spark;
    private final ExportContracts contracts = ExportContracts.load();
    private final WarehousePaths paths = new WarehousePaths("/nowhere");
    private final Facts facts;
    private final Map<String, Subject> subjects;
    private final SubjectTables tables;
    private final Map<String, StructType> schemas = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    DefinitionAnalysis(SparkSession spark, Facts facts, Map<String, Subject> subjects) {
        this.spark = spark.newSession();
        this.facts = facts;
        this.subjects = subjects;
        this.tables = new SubjectTables(spark, contracts, paths, facts, subjects);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    DefinitionAnalysis ofFacts() {
        facts.sql()
                .forEach((fact, sql) -> problem("facts/" + fact + ".sql", "", () -> {
                    SparkSession own = spark.newSession();
                    new EntityViews(contracts, paths, List.of()).registerRowsOnly(own, sql);
                    own.sql(sql).schema();
                }));
        return this;
    }

    /** Each SELECT, and that the YAML beside it says what each of its columns means, and no others. */
    DefinitionAnalysis ofSubjects() {
        for (Subject subject : subjects.values()) {
            String file = "subjects/" + subject.name();
            problem(file + ".sql", "", () -> {
                Set<String> selected =
                        new TreeSet<>(List.of(tables.schemaOf(subject).fieldNames()));
                for (String column : OF_EVERY_SUBJECT) {
                    if (!selected.remove(column)) {
                        problems.add(file + ".sql: the column " + column + " is missing, which every subject has.");
                    }
                }
                for (String column : subject.columnNames()) {
                    if (!selected.remove(column)) {
                        problems.add(file + ".yaml: the column " + column + " is none of the SELECT beside it.");
                    }
                }
                for (String column : selected) {
                    problems.add(file + ".yaml: the column " + column
                            + " of the SELECT is neither key, nor among dimensions or columns.");
                }
            });
        }
        return this;
    }

    DefinitionAnalysis of(List<Metric> metrics) {
        for (Metric metric : metrics) {
            String subject = metric.subject();
            boolean share = metric.kind() == Metric.Kind.SHARE;
            expression(metric, "where", metric.where(), subject, DataTypes.BooleanType);
            expression(metric, "counts", metric.counts(), subject, DataTypes.BooleanType);
            expression(metric, "success", metric.success(), subject, share ? DataTypes.BooleanType : null);
            expression(metric, "start", metric.start(), subject, DataTypes.TimestampType);
            expression(metric, "end", metric.end(), subject, DataTypes.TimestampType);
            metric.states()
                    .forEach((state, condition) ->
                            expression(metric, "states, " + state, condition, subject, DataTypes.BooleanType));
            Metric.Exposure exposure = metric.exposure();
            if (exposure != null) {
                expression(metric, "per", exposure.value(), exposure.subject(), null);
            }
        }
        return this;
    }

    DefinitionAnalysis ofRules(List<AlertRule> rules) {
        rules.forEach(rule -> expression(rule.file(), "when", rule.when(), rule.subject(), DataTypes.BooleanType));
        return this;
    }

    /** A SELECT of {@code schemas/matching}, over {@code asked(task_id, client_id, day)}. */
    DefinitionAnalysis ofMatching(String file, String sql) {
        problem("matching/" + file, "", () -> {
            EntityViews empty = new EntityViews(contracts, paths, List.of());
            SparkSession own = empty.session(spark, ANY_DAY, ANY_DAY, List.of(sql));
            tables.registerFacts(own, sql, empty);
            own.createDataFrame(List.of(), StructType.fromDDL("task_id STRING, client_id STRING, day DATE"))
                    .createOrReplaceTempView("asked");
            own.sql(sql).schema();
        });
        return this;
    }

    private void expression(
            Metric metric, String key, @Nullable String expression, String subject, @Nullable DataType type) {
        expression(metric.file(), key, expression, subject, type);
    }

    private void expression(
            String file, String key, @Nullable String expression, String subject, @Nullable DataType type) {
        if (expression == null) {
            return;
        }
        problem(file, key, () -> {
            DataType found = rowsOf(subject)
                    .selectExpr("(" + expression + ") AS it")
                    .schema()
                    .fields()[0]
                    .dataType();
            if (type != null && !found.equals(type)) {
                problems.add(file + ", " + key + ": must be a " + type.sql().toLowerCase(Locale.ROOT) + ", and is a "
                        + found.sql().toLowerCase(Locale.ROOT) + ".");
            }
        });
    }

    private Dataset<Row> rowsOf(String name) {
        Subject subject = subjects.get(name);
        if (subject == null) {
            throw new IllegalArgumentException("There is no subject " + name + ".");
        }
        return spark.createDataFrame(List.of(), schemas.computeIfAbsent(name, any -> tables.schemaOf(subject)));
    }

    private void problem(String file, String key, Analysis analysis) {
        String place = key.isEmpty() ? file : file + ", " + key;
        try {
            analysis.run();
        } catch (AnalysisException e) {
            Map<String, String> words = e.getMessageParameters();
            String column = words.getOrDefault("objectName", "").replace("`", "");
            if (!String.valueOf(e.getCondition()).startsWith("UNRESOLVED_COLUMN") || column.isEmpty()) {
                problems.add(place + ": "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                return;
            }
            problems.add(place + ": the column " + column + " is unknown"
                    + (words.containsKey("proposal")
                            ? "; perhaps it is one of "
                                    + words.getOrDefault("proposal", "").replace("`", "")
                            : "")
                    + ".");
        }
    }

    /** Spark's exception of analysis is checked, but its methods do not declare it. */
    private interface Analysis {
        void run() throws AnalysisException;
    }
}
