package daybreak.jobs.alert;

import daybreak.jobs.entity.EntityViews;
import daybreak.jobs.match.BestMatches;
import daybreak.jobs.spark.SparkEngine;
import daybreak.jobs.subject.SubjectTables;
import daybreak.schemas.matching.Matching;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What goes with tasks: the listings to offer, and whether the owner acted. */
public final class TaskEvidence {

    /** Name of the table of listings offered. */
    public static final String LISTINGS = "task_listing";

    /** Name of the table of first contacts after a task was raised. */
    public static final String CONTACTS = "task_contact";

    /**
     * Acted on: a contact with, or a viewing booked for, the client by the task's owner in [as_of, due) (metrics.md). When is
     * not asked by the join, for the native engine joins without conditions alone ({@link SparkEngine}).
     */
    private static final String CONTACTS_SQL = """
            SELECT * FROM (
                SELECT t.task_id,
                       min(CASE WHEN e.at >= timestamp(date_add(t.raised_on, 1)) AND e.at < t.due_at THEN e.at END)
                           AS first_contact_at
                FROM task t JOIN (
                    SELECT client_id, agent_id, contacted_at AS at FROM contacts
                    UNION ALL SELECT client_id, agent_id, booked_at FROM viewings
                ) e ON e.client_id = t.client_id AND e.agent_id = t.owner
                GROUP BY t.task_id)
            WHERE first_contact_at IS NOT NULL
            """;

    private final SparkSession session;
    private final SubjectTables subjects;
    private final Matching matching = Matching.load();

    public TaskEvidence(SparkSession session, SubjectTables subjects) {
        this.session = session;
        this.subjects = subjects;
    }

    /**
     * The listings to offer with tasks, {@code task_id, listings}.
     *
     * @param changes what {@link TaskTable} wrote, in the session given
     */
    public Dataset<Row> listings(
            Function<SparkSession, Dataset<Row>> changes, EntityViews views, LocalDate from, LocalDate to) {
        String wishes = matching.wishes();
        SparkSession own = views.session(session, from, to, List.of(wishes, matching.homes()));
        subjects.registerFacts(own, wishes, views);
        changes.apply(own)
                .where("change = 'raise' AND offers AND client_id IS NOT NULL")
                .selectExpr("task_id", "client_id", "raised_on AS day")
                .createOrReplaceTempView("asked");
        return new BestMatches(matching).of(own.sql(wishes), own.sql(matching.homes()));
    }

    /**
     * When the owner first acted on a task, {@code task_id, first_contact_at}; tasks nobody acted on have no row.
     *
     * @param tasks {@code task_id, client_id, owner, raised_on, due_at} of every task, in the session given
     */
    public Dataset<Row> contacts(Function<SparkSession, Dataset<Row>> tasks, EntityViews views, LocalDate to) {
        SparkSession own = views.session(session, to, to, List.of(CONTACTS_SQL));
        tasks.apply(own).createOrReplaceTempView("task");
        return own.sql(CONTACTS_SQL);
    }
}
