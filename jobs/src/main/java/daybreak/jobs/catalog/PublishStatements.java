package daybreak.jobs.catalog;

import java.util.List;

/** From staging tables to marts, in order, within the publishing transaction; {@code :run} is the run's id. */
final class PublishStatements {

    /** The staging tables that a night fills. */
    static final List<String> STAGED = List.of(
            "metric_value",
            "metric_period",
            "complaint",
            "sop_change",
            "store",
            "quarantine",
            "orphan_reference",
            "resubmitted",
            "task_change",
            "task_listing",
            "task_contact");

    static final List<String> ALL = List.of(
            // Of a long history nearly all values are as they were: not computed, or come out alike. Those stay,
            // and keep the run that first gave them. What a period no longer has is changed too, to nothing.
            "ANALYZE staging_metric_value, staging_metric_period",
            """
            CREATE TEMP TABLE metric_change ON COMMIT DROP AS
            SELECT DISTINCT ON (metric, period_kind, period, dimension, member)
                   metric, period_kind, period, s.period_from, s.period_to, s.whole, dimension, member, s.numerator,
                   s.denominator, s.value, s.low, s.high, s.not_yet_due, s.states::jsonb, s.points::jsonb, s.version
            FROM staging_metric_value s
            FULL JOIN (SELECT m.* FROM metric_value m JOIN staging_metric_period p USING (metric, period_kind, period)) m
                USING (metric, period_kind, period, dimension, member)
            WHERE (s.period_from, s.period_to, s.whole, s.numerator, s.denominator, s.value, s.low, s.high,
                   s.not_yet_due, s.states::jsonb, s.points::jsonb, s.version)
              IS DISTINCT FROM
                  (m.period_from, m.period_to, m.whole, m.numerator, m.denominator, m.value, m.low, m.high,
                   m.not_yet_due, m.states, m.points, m.version)
            """,
            "ANALYZE metric_change",
            """
            DELETE FROM metric_value m USING metric_change c
            WHERE (m.metric, m.period_kind, m.period, m.dimension, m.member)
                = (c.metric, c.period_kind, c.period, c.dimension, c.member)
            """,
            """
            INSERT INTO metric_value (metric, period_kind, period, period_from, period_to, whole, dimension, member,
                                      numerator, denominator, value, low, high, not_yet_due, states, points, version, run)
            SELECT metric, period_kind, period, period_from, period_to, whole, dimension, member,
                   numerator, denominator, value, low, high, not_yet_due, states, points, version, :run
            FROM metric_change WHERE version IS NOT NULL
            """,
            "DELETE FROM control_point",
            "DELETE FROM headline",
            "DELETE FROM member_verdict",
            "DELETE FROM complaint",
            """
            INSERT INTO complaint (complaint_id, client_id, agent_id, store_id, attribution, root_cause, severity, opened_at,
                                   responded_at, plan_at, resolved_at, response_due_at, plan_due_at, response_state,
                                   plan_state, compensation, run)
            SELECT DISTINCT ON (complaint_id)
                   complaint_id, client_id, agent_id, store, attribution, root_cause, severity::integer, opened_at,
                   responded_at, plan_at, resolved_at, response_due_at, plan_due_at,
                   CASE WHEN responded_at <= response_due_at THEN 'in_time' WHEN responded_at IS NOT NULL THEN 'late'
                        WHEN response_due_at <= as_of THEN 'lapsed' ELSE 'open' END,
                   CASE WHEN responded_at IS NULL THEN 'not_answered' WHEN plan_at <= plan_due_at THEN 'in_time'
                        WHEN plan_at IS NOT NULL THEN 'late' WHEN plan_due_at <= as_of THEN 'lapsed' ELSE 'open' END,
                   compensation, :run
            FROM staging_complaint
            """,
            "DELETE FROM sop_change",
            """
            INSERT INTO sop_change (change_id, effective_on, root_cause, title, owner, run)
            SELECT DISTINCT ON (change_id) change_id, effective_on, root_cause, title, owner, :run FROM staging_sop_change
            """,
            "DELETE FROM store",
            """
            INSERT INTO store (store_id, store, run)
            SELECT DISTINCT ON (store_id) store_id, store, :run FROM staging_store ORDER BY store_id, store
            """,
            """
            INSERT INTO quarantine (day, entity, file, row_number, column_name, code, expected, message, run,
                                    of_day, of_file, of_row)
            SELECT DISTINCT q.day, q.entity, q.file, q.row_number, q.column_name, q.code, q.expected, q.message, :run,
                   r.of_day, r.of_file, r.of_row
            FROM staging_quarantine q
            LEFT JOIN (
              SELECT DISTINCT s.* FROM staging_resubmitted s
              JOIN (SELECT day, file, row_number FROM quarantine
                    UNION SELECT day, file, row_number FROM staging_quarantine) o
                ON (o.day, o.file, o.row_number) = (s.of_day, s.of_file, s.of_row)) r
              ON (r.day, r.file, r.row_number) = (q.day, q.file, q.row_number)
            """,
            // A row that was refused once more stands for the one it was to correct: both heal at once.
            """
            WITH RECURSIVE healed AS (
              SELECT s.of_day AS day, s.of_file AS file, s.of_row AS row_number, s.day AS healed_on
              FROM staging_resubmitted s
              WHERE NOT EXISTS (SELECT FROM staging_quarantine q
                                WHERE (q.day, q.file, q.row_number) = (s.day, s.file, s.row_number))
              UNION
              SELECT q.of_day, q.of_file, q.of_row, h.healed_on
              FROM quarantine q JOIN healed h ON (q.day, q.file, q.row_number) = (h.day, h.file, h.row_number)
              WHERE q.of_day IS NOT NULL)
            UPDATE quarantine q SET healed_on = h.healed_on
            FROM (SELECT day, file, row_number, min(healed_on) AS healed_on FROM healed GROUP BY 1, 2, 3) h
            WHERE (q.day, q.file, q.row_number) = (h.day, h.file, h.row_number) AND q.healed_on IS NULL
            """,
            "DELETE FROM orphan_reference",
            """
            INSERT INTO orphan_reference (entity, column_name, referred, rows, keys, since, run)
            SELECT DISTINCT ON (entity, column_name) entity, column_name, referred, rows, keys, since, :run
            FROM staging_orphan_reference
            """,
            // Closed before raised: a key may close and be raised anew within one run.
            """
            UPDATE task SET state = 'closed', closed_on = c.closed_on, run = :run
            FROM staging_task_change c WHERE c.change = 'close' AND task.task_id = c.task_id
            """,
            """
            INSERT INTO task (task_id, rule, subject, subject_key, client_id, owner, store, severity, raised_on, due_at, state,
                              closed_on, reason_zh, reason_en, evidence, listings, day_rank, run)
            SELECT t.task_id, t.rule, t.subject::jsonb, t.subject_key, t.client_id, t.owner, t.store, t.severity, t.raised_on,
                   t.due_at, CASE WHEN t.closed_on IS NULL THEN 'open' ELSE 'closed' END, t.closed_on, t.reason_zh,
                   t.reason_en, t.evidence::jsonb, coalesce(l.listings, '{}'),
                   row_number() OVER (PARTITION BY t.owner, t.raised_on ORDER BY t.severity, t.rule_order, t.subject_key),
                   :run
            FROM (SELECT DISTINCT ON (task_id) * FROM staging_task_change WHERE change = 'raise') t
            LEFT JOIN (SELECT DISTINCT ON (task_id) task_id, listings FROM staging_task_listing) l USING (task_id)
            """,
            """
            UPDATE task SET first_contact_at = c.first_contact_at, run = :run
            FROM (SELECT DISTINCT task_id, first_contact_at FROM staging_task_contact) c
            WHERE task.task_id = c.task_id AND task.first_contact_at IS DISTINCT FROM c.first_contact_at
            """);

    private PublishStatements() {}
}
