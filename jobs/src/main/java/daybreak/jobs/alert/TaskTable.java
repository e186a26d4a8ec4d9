package daybreak.jobs.alert;

import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The life of tasks over a range of days. A task is raised on the first day of an unbroken series of days on which its
 * condition holds, each day as known by its own run, and closes on the first day on which it no longer does; the series
 * may have begun before the range, then the task is already there and open.
 */
public final class TaskTable {

    /** The name of its table in the warehouse. */
    public static final String NAME = "task_change";

    private final SparkSession session;
    private final Map<String, Subject> subjects;
    private final List<AlertRule> rules;

    public TaskTable(SparkSession session, Map<String, Subject> subjects, List<AlertRule> rules) {
        this.session = session;
        this.subjects = new TreeMap<>(subjects);
        this.rules = List.copyOf(rules);
    }

    /**
     * What changes: a row to raise a task ({@code change = 'raise'}, perhaps closed within the range), or to close one that
     * was open before ({@code change = 'close'}, with {@code task_id} and {@code closed_on}).
     *
     * @param rowsOf a subject's rows for each day of the range, in the session given
     * @param open the tasks open at the end of the day before the range, in the session given: {@code task_id,
     *     subject_key}
     */
    public Dataset<Row> changes(
            BiFunction<SparkSession, Subject, Dataset<Row>> rowsOf,
            BiFunction<SparkSession, String, Dataset<Row>> open,
            LocalDate from,
            LocalDate to) {
        SparkSession own = session.newSession();
        List<String> statements = new ArrayList<>();
        Map<String, List<AlertRule>> bySubject =
                rules.stream().collect(Collectors.groupingBy(AlertRule::subject, TreeMap::new, Collectors.toList()));
        bySubject.forEach((name, rulesOfSubject) -> {
            Subject subject = subjects.get(name);
            if (subject == null) {
                throw new IllegalArgumentException(
                        "the alert rule " + rulesOfSubject.get(0).rule() + " is over the subject " + name
                                + ", and there is none of that name");
            }
            Dataset<Row> rows = rowsOf.apply(own, subject);
            rows.createOrReplaceTempView("rows_of_" + name);
            statements.add(new AlertStatement(subject, rulesOfSubject, rows.schema()).sql("rows_of_" + name));
        });
        open.apply(own, "open").createOrReplaceTempView("open_task");
        return own.sql(LIFE.formatted(String.join("\nUNION ALL\n", statements), from, to, to));
    }

    /** Gaps and islands: a series of days is told by the day less its number within the key. */
    private static final String LIFE = """
            WITH holds AS (
                %s
            ),
            numbered AS (
                SELECT *, date_sub(day, CAST(row_number() OVER (PARTITION BY subject_key ORDER BY day) AS int)) AS series
                FROM holds
            ),
            island AS (
                SELECT subject_key, min(day) AS raised_on, date_add(max(day), 1) AS gone_on,
                       min_by(struct(rule, severity, rule_order, due_hours, offers, subject, client_id, owner, owner_store,
                                     evidence, reason_zh, reason_en, as_of), day) AS first
                FROM numbered GROUP BY subject_key, series
            ),
            already AS (
                SELECT task_id, subject_key, DATE'%s' AS raised_on FROM open_task
            ),
            changed AS (
                SELECT o.task_id, coalesce(o.subject_key, i.subject_key) AS subject_key,
                       IF(o.task_id IS NULL, i.raised_on, NULL) AS raised_on,
                       coalesce(i.gone_on, o.raised_on) AS gone_on, IF(o.task_id IS NULL, i.first, NULL) AS first
                FROM island i
                FULL OUTER JOIN already o ON o.subject_key = i.subject_key AND o.raised_on = i.raised_on
            )
            SELECT IF(task_id IS NULL, 'raise', 'close') AS change,
                   coalesce(task_id, substr(sha2(concat(subject_key, ' ', raised_on), 256), 1, 16)) AS task_id,
                   subject_key, first.rule, first.subject, first.client_id, first.owner, first.owner_store AS store,
                   first.severity, first.rule_order, raised_on,
                   timestampadd(HOUR, first.due_hours, first.as_of) AS due_at,
                   IF(gone_on <= DATE'%s', gone_on, NULL) AS closed_on,
                   first.reason_zh, first.reason_en, first.evidence, first.offers
            FROM changed WHERE task_id IS NULL OR gone_on <= DATE'%s'
            """;
}
