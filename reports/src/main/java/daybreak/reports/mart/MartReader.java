package daybreak.reports.mart;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the marts within one read-only REPEATABLE READ transaction, so that a report never mixes two nights. Closing
 * it ends the transaction and gives the connection back as it was; the connection stays its owner's.
 *
 * <p>Every method throws {@link MartException} if the database cannot be read.
 */
public final class MartReader implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommitBefore;
    private final boolean readOnlyBefore;
    private final int isolationBefore;
    private final Run run;

    private MartReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommitBefore = connection.getAutoCommit();
        this.readOnlyBefore = connection.isReadOnly();
        this.isolationBefore = connection.getTransactionIsolation();
        connection.setAutoCommit(true);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            this.run = currentRun(connection);
        } catch (MartException e) {
            giveBack();
            throw e;
        }
    }

    /**
     * Starts reading the marts as they stand now.
     *
     * @param connection not within a transaction; not to be used otherwise until the reader is closed
     * @throws MartException if nothing is published yet
     */
    public static MartReader of(Connection connection) {
        try {
            return new MartReader(connection);
        } catch (SQLException e) {
            throw new MartException("The marts cannot be read", e);
        }
    }

    /** The run whose marts stand. */
    public Run run() {
        return run;
    }

    /** The brokerage's zone. */
    public ZoneId zone() {
        return run.zone();
    }

    /** Ids already printed, with what each stands for. */
    public Map<String, String> traces() {
        Map<String, String> traces = new HashMap<>();
        query("SELECT trace, report || '/' || period || '/' || figure FROM trace", List.of(), row -> {
            traces.put(row.getString(1), row.getString(2));
            return row;
        });
        return traces;
    }

    /**
     * Values of metrics by period.
     *
     * @param metrics names
     * @param periodKind week, month, quarter or all
     * @param dimensions names; the empty name is the total
     * @return by metric, dimension, member, then time
     */
    public List<MetricValue> metricValues(
            Collection<String> metrics, String periodKind, Collection<String> dimensions) {
        return query(
                """
                SELECT metric, period_kind, period, period_from, period_to, whole, dimension, member, numerator,
                       denominator, value, low, high, not_yet_due, states::text, points::text
                  FROM metric_value
                 WHERE metric = ANY(?) AND period_kind = ? AND dimension = ANY(?)
                 ORDER BY metric, dimension, member, period_from""",
                List.of(metrics.toArray(new String[0]), periodKind, dimensions.toArray(new String[0])),
                row -> new MetricValue(
                        row.getString("metric"),
                        row.getString("period_kind"),
                        row.getString("period"),
                        day(row, "period_from"),
                        day(row, "period_to"),
                        row.getBoolean("whole"),
                        row.getString("dimension"),
                        row.getString("member"),
                        number(row, "numerator"),
                        number(row, "denominator"),
                        number(row, "value"),
                        number(row, "low"),
                        number(row, "high"),
                        row.getLong("not_yet_due"),
                        MartJson.counts(row.getString("states")),
                        MartJson.points(row.getString("points"))));
    }

    /** Points of a control chart of the total, in order of time. */
    public List<ControlPoint> controlPoints(String chart) {
        return controlPoints(chart, "", "");
    }

    /** Points of a control chart of a dimension's member, in order of time; empty where it has no chart. */
    public List<ControlPoint> controlPoints(String chart, String dimension, String member) {
        return query("""
                SELECT * FROM control_point
                 WHERE chart = ? AND dimension = ? AND member = ?
                 ORDER BY period_from, ordinal""", List.of(chart, dimension, member), MartReader::controlPoint);
    }

    /** The control points of a period by member of a dimension; of several events in it the last. */
    public Map<String, ControlPoint> memberControlPoints(String chart, String dimension, String period) {
        Map<String, ControlPoint> points = new HashMap<>();
        query(
                "SELECT * FROM control_point WHERE chart = ? AND dimension = ? AND period = ? ORDER BY ordinal",
                List.of(chart, dimension, period),
                row -> {
                    points.put(row.getString("member"), controlPoint(row));
                    return row;
                });
        return points;
    }

    /**
     * The headline verdict of a metric, empty where no period is mature yet.
     *
     * @param periodKind week or quarter
     */
    public Optional<Headline> headline(String metric, String periodKind) {
        return query(
                        "SELECT * FROM headline WHERE metric = ? AND period_kind = ?",
                        List.of(metric, periodKind),
                        row -> new Headline(
                                row.getString("metric"),
                                row.getString("period_kind"),
                                row.getString("period"),
                                row.getString("previous"),
                                row.getString("four_before"),
                                number(row, "difference_p"),
                                row.getBoolean("difference_called"),
                                Verdict.of(row.getString("verdict"))))
                .stream()
                .findFirst();
    }

    /** Verdicts on the members of a dimension in a period. */
    public List<MemberVerdict> memberVerdicts(String metric, String periodKind, String period, String dimension) {
        return query(
                """
                SELECT * FROM member_verdict
                 WHERE metric = ? AND period_kind = ? AND period = ? AND dimension = ?
                 ORDER BY member""",
                List.of(metric, periodKind, period, dimension),
                row -> new MemberVerdict(
                        row.getString("metric"),
                        row.getString("period"),
                        row.getString("dimension"),
                        row.getString("member"),
                        number(row, "p"),
                        row.getBoolean("called"),
                        row.getString("verdict")));
    }

    /** All complaints, in order of opening. */
    public List<Complaint> complaints() {
        return query(
                "SELECT * FROM complaint ORDER BY opened_at, complaint_id",
                List.of(),
                row -> new Complaint(
                        row.getString("complaint_id"),
                        row.getString("client_id"),
                        row.getString("agent_id"),
                        row.getString("store_id"),
                        row.getString("attribution"),
                        row.getString("root_cause"),
                        integer(row, "severity"),
                        required(row, "opened_at"),
                        time(row, "responded_at"),
                        time(row, "plan_at"),
                        time(row, "resolved_at"),
                        required(row, "response_due_at"),
                        time(row, "plan_due_at"),
                        row.getString("response_state"),
                        row.getString("plan_state"),
                        number(row, "compensation")));
    }

    /** Recorded SOP changes, in order of their effect; those without a date last. */
    public List<SopChange> sopChanges() {
        return query(
                "SELECT * FROM sop_change ORDER BY effective_on NULLS LAST, change_id",
                List.of(),
                row -> new SopChange(
                        row.getString("change_id"),
                        optionalDay(row, "effective_on"),
                        row.getString("root_cause"),
                        row.getString("title"),
                        row.getString("owner")));
    }

    /** Names of stores by id; a store without a name is known by its id. */
    public Map<String, String> stores() {
        Map<String, String> stores = new HashMap<>();
        query("SELECT store_id, coalesce(store, store_id) FROM store", List.of(), row -> {
            stores.put(row.getString(1), row.getString(2));
            return row;
        });
        return stores;
    }

    /**
     * Tasks that were open on any day of a range, in order of urgency: open ones first, then severity, due time, id.
     *
     * @param from first day, included
     * @param to last day, included
     */
    public List<Task> tasks(LocalDate from, LocalDate to) {
        return query(
                """
                SELECT * FROM task
                 WHERE raised_on <= ? AND (state = 'open' OR closed_on IS NULL OR closed_on >= ?)
                 ORDER BY state = 'open' DESC, severity, due_at, task_id""",
                List.of(to, from),
                row -> new Task(
                        row.getString("task_id"),
                        row.getString("rule"),
                        row.getString("client_id"),
                        row.getString("owner"),
                        row.getString("store"),
                        row.getInt("severity"),
                        day(row, "raised_on"),
                        required(row, "due_at"),
                        row.getString("state"),
                        optionalDay(row, "closed_on"),
                        row.getString("reason_zh"),
                        row.getString("reason_en"),
                        words(row, "listings"),
                        row.getInt("day_rank"),
                        time(row, "first_contact_at")));
    }

    /** Files taken in on the days of a range, both included. */
    public List<IntakeFile> intakeFiles(LocalDate from, LocalDate to) {
        return query(
                "SELECT * FROM intake_file WHERE day BETWEEN ? AND ? ORDER BY day, entity, file",
                List.of(from, to),
                row -> new IntakeFile(
                        day(row, "day"),
                        row.getString("file"),
                        row.getString("entity"),
                        row.getLong("rows_in"),
                        row.getLong("accepted"),
                        row.getLong("refused"),
                        row.getLong("duplicates"),
                        row.getLong("superseded"),
                        row.getLong("late"),
                        row.getLong("orphans"),
                        words(row, "unknown_columns")));
    }

    /** States of the days of a range, both included; a day that was not taken in has none. */
    public Map<LocalDate, String> intakeDays(LocalDate from, LocalDate to) {
        Map<LocalDate, String> days = new HashMap<>();
        query("SELECT day, state FROM intake_day WHERE day BETWEEN ? AND ?", List.of(from, to), row -> {
            days.put(day(row, "day"), row.getString("state"));
            return row;
        });
        return days;
    }

    /** The days up to a day on which an entity brought rows, in order, by entity; an entity that never did is absent. */
    public Map<String, List<LocalDate>> arrivals(LocalDate to) {
        Map<String, List<LocalDate>> days = new HashMap<>();
        query(
                "SELECT DISTINCT entity, day FROM intake_file WHERE rows_in > 0 AND day <= ? ORDER BY entity, day",
                List.of(to),
                row -> {
                    days.computeIfAbsent(row.getString(1), entity -> new ArrayList<>())
                            .add(row.getObject(2, LocalDate.class));
                    return row;
                });
        return days;
    }

    /** Refused rows of a range of days, both included, counted by day, entity, column and reason. */
    public List<Refusals> refusals(LocalDate from, LocalDate to) {
        return query(
                """
                SELECT day, entity, coalesce(column_name, '') AS column_name, code, min(expected) AS expected,
                       count(*) AS refused
                  FROM quarantine
                 WHERE day BETWEEN ? AND ?
                 GROUP BY day, entity, coalesce(column_name, ''), code
                 ORDER BY refused DESC, code, entity, column_name, day""",
                List.of(from, to),
                row -> new Refusals(
                        day(row, "day"),
                        row.getString("entity"),
                        row.getString("column_name"),
                        row.getString("code"),
                        row.getString("expected"),
                        row.getLong("refused")));
    }

    @Override
    public void close() {
        try {
            giveBack();
        } catch (SQLException e) {
            throw new MartException("The reading of the marts cannot be ended", e);
        }
    }

    private void giveBack() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setReadOnly(readOnlyBefore);
        connection.setTransactionIsolation(isolationBefore);
        connection.setAutoCommit(autoCommitBefore);
    }

    private static ControlPoint controlPoint(ResultSet row) throws SQLException {
        return new ControlPoint(
                row.getString("chart"),
                row.getString("period"),
                day(row, "period_from"),
                row.getString("kind"),
                row.getInt("phase"),
                row.getString("sop_change"),
                row.getDouble("events"),
                row.getDouble("exposure"),
                row.getDouble("value"),
                row.getDouble("centre"),
                row.getDouble("lower"),
                row.getDouble("upper"),
                row.getBoolean("provisional"),
                words(row, "rules"),
                Verdict.of(row.getString("verdict")),
                optionalDay(row, "event_on"));
    }

    private static Run currentRun(Connection connection) {
        List<Run> runs = query(
                connection,
                "SELECT r.* FROM current_run c JOIN run r ON r.run = c.run",
                List.of(),
                row -> new Run(
                        row.getString("run"),
                        row.getString("brokerage"),
                        day(row, "from_day"),
                        day(row, "to_day"),
                        required(row, "as_of"),
                        ZoneId.of(row.getString("zone"))));
        if (runs.isEmpty()) {
            throw new MartException("Nothing is published yet: run daybreak nightly first");
        }
        return runs.get(0);
    }

    private <T> List<T> query(String sql, List<Object> parameters, Reading<T> reading) {
        return query(connection, sql, parameters, reading);
    }

    private static <T> List<T> query(Connection connection, String sql, List<Object> parameters, Reading<T> reading) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                Object parameter = parameters.get(i);
                if (parameter instanceof String[] words) {
                    statement.setArray(i + 1, connection.createArrayOf("text", words));
                } else {
                    statement.setObject(i + 1, parameter);
                }
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new MartException("The marts cannot be read", e);
        }
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        if (day == null) {
            throw new SQLException("Column " + column + " is null but must not be");
        }
        return day.toLocalDate();
    }

    private static @Nullable LocalDate optionalDay(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }

    private static @Nullable ZonedDateTime time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toZonedDateTime();
    }

    private static ZonedDateTime required(ResultSet row, String column) throws SQLException {
        ZonedDateTime time = time(row, column);
        if (time == null) {
            throw new SQLException("Column " + column + " is null but must not be");
        }
        return time;
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
