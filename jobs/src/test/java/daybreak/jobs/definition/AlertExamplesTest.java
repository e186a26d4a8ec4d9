package daybreak.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.alert.TaskTable;
import daybreak.jobs.spark.OwnSpark;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.alert.AlertExample;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.subject.Facts;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked example of every alert rule, through the statement of the night: which rows raise a task, and its words. */
class AlertExamplesTest {

    @RegisterExtension
    private static final OwnSpark SPARK = OwnSpark.plain();

    /** The words of the tasks raised, in both languages, by rule and row. */
    private static final Map<String, String> RAISED = new HashMap<>();

    @BeforeAll
    static void judgeAllRulesOverAllExamples() {
        Map<String, Subject> subjects = Subject.load();
        SubjectTables tables = new SubjectTables(
                SPARK.session(), ExportContracts.load(), new WarehousePaths("/nowhere"), Facts.load(), subjects);
        Map<String, ExampleRows> rows = new TreeMap<>();
        Map<String, Subject> keyed = new TreeMap<>();
        subjects.forEach((name, subject) -> {
            rows.put(name, new ExampleRows(tables.schemaOf(subject)));
            keyed.put(name, keyedByExample(subject));
        });
        List<AlertRule> rules = AlertRule.load();
        for (AlertRule rule : rules) {
            AlertExample example = rule.example();
            for (int i = 0; i < example.raises().size(); i++) {
                of(rows, rule)
                        .add(
                                named(rule, "raises", i),
                                example.asOf(),
                                List.of(example.raises().get(i)));
            }
            for (int i = 0; i < example.quiet().size(); i++) {
                of(rows, rule)
                        .add(
                                named(rule, "quiet", i),
                                example.asOf(),
                                List.of(example.quiet().get(i)));
            }
        }
        LocalDate day = rules.get(0).example().asOf().toLocalDate().minusDays(1);
        StructType open = StructType.fromDDL("task_id STRING, subject_key STRING");
        new TaskTable(SPARK.session(), keyed, rules)
                .changes(
                        (session, subject) -> {
                            ExampleRows found = rows.get(subject.name());
                            return found == null ? session.emptyDataFrame() : found.in(session);
                        },
                        (session, name) -> session.createDataFrame(List.of(), open),
                        day,
                        day)
                .selectExpr(
                        "concat_ws(' ', rule, get_json_object(subject, '$.variant'))",
                        "get_json_object(subject, '$." + ExampleRows.EXAMPLE + "')",
                        "concat_ws('\\n', reason_zh, reason_en)")
                .collectAsList()
                .forEach(AlertExamplesTest::keep);
    }

    @AfterAll
    static void forget() {
        RAISED.clear();
    }

    static Stream<AlertRule> rules() {
        return AlertRule.load().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void isRaisedByTheRowsThatItsExampleSaysAndByNoOther(AlertRule rule) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < rule.example().raises().size(); i++) {
            expected.add(named(rule, "raises", i));
        }
        assertThat(RAISED.keySet().stream().filter(row -> row.startsWith(name(rule) + ":")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(RAISED)
                .containsEntry(
                        named(rule, "raises", 0),
                        rule.example().says().zh() + "\n"
                                + rule.example().says().en());
    }

    private static void keep(Row row) {
        // A rule may well hold for rows of another's example; those say nothing here.
        if (row.getString(1).startsWith(row.getString(0) + ":")) {
            RAISED.put(row.getString(1), row.getString(2));
        }
    }

    private static ExampleRows of(Map<String, ExampleRows> rows, AlertRule rule) {
        ExampleRows found = rows.get(rule.subject());
        if (found == null) {
            throw new IllegalArgumentException("There is no subject " + rule.subject() + ".");
        }
        return found;
    }

    private static String name(AlertRule rule) {
        return (rule.rule() + " " + rule.variant()).strip();
    }

    private static String named(AlertRule rule, String key, int row) {
        return name(rule) + ": " + key + " " + row;
    }

    private static Subject keyedByExample(Subject subject) {
        return new Subject(
                subject.name(),
                subject.grain(),
                Stream.concat(subject.key().stream(), Stream.of(ExampleRows.EXAMPLE))
                        .toList(),
                subject.daily(),
                subject.period(),
                subject.dimensions(),
                subject.columns(),
                subject.sql());
    }
}
