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
        return own.sql(LIFE.formatted(String.join("\nUNION ALL\n", statements), to, from, from, from));
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
            lived AS (
                SELECT *, IF(gone_on <= DATE'%s', gone_on, NULL) AS closed_on FROM island
            )
            SELECT 'raise' AS change, substr(sha2(concat(i.subject_key, ' ', i.raised_on), 256), 1, 16) AS task_id,
                   i.subject_key, i.first.rule, i.first.subject, i.first.client_id, i.first.owner,
                   i.first.owner_store AS store, i.first.severity, i.first.rule_order, i.raised_on,
                   timestampadd(HOUR, i.first.due_hours, i.first.as_of) AS due_at, i.closed_on,
                   i.first.reason_zh, i.first.reason_en, i.first.evidence, i.first.offers
            FROM lived i LEFT ANTI JOIN open_task o ON o.subject_key = i.subject_key AND i.raised_on = DATE'%s'
            UNION ALL
            SELECT 'close', o.task_id, o.subject_key, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                   IF(i.subject_key IS NULL, DATE'%s', i.closed_on), NULL, NULL, NULL, NULL
            FROM open_task o LEFT JOIN lived i ON i.subject_key = o.subject_key AND i.raised_on = DATE'%s'
            WHERE i.subject_key IS NULL OR i.closed_on IS NOT NULL
            """;
}
