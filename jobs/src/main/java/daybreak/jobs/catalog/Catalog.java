package daybreak.jobs.catalog;

import daybreak.jobs.ingest.FileIntake;
import daybreak.jobs.ingest.LandedRange;
import daybreak.jobs.ingest.LandedRange.LandedDay;
import daybreak.jobs.ingest.RecordedIntake;
import daybreak.jobs.intake.IntakeNotice;
import daybreak.jobs.intake.TakenIn;
import daybreak.jobs.metric.Judgement;
import daybreak.jobs.statistics.ControlRule;
import daybreak.jobs.warehouse.Part;
import daybreak.reports.page.Trace;
import daybreak.schemas.Definitions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which run is current, and the only writer of the marts. A reader sees all of the night before or all of the new one:
 * marts, task life, catalog and run record change in one transaction.
 */
public final class Catalog {

    /** Its parameter is the brokerage's name. */
    private static final String LOCK = "hashtextextended('daybreak ' || ?, 0)";

    private final DataSource dataSource;

    public Catalog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The brokerage's lock, as the run that has it sees it. */
    @FunctionalInterface
    public interface Lock {

        /**
         * To be asked before each step. A database that was stopped and started meanwhile has forgotten the lock, and
         * another run may have it.
         *
         * @throws DatabaseException if it is no longer held
         */
        void requireHeld();
    }

    /**
     * Does work under the brokerage's lock: at most one run works for a brokerage at a time, over all machines.
     *
     * @throws DatabaseException if another run holds the lock
     */
    public <T> T locked(String brokerage, Function<Lock, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                statement.setString(1, brokerage);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    if (!rows.getBoolean(1)) {
                        throw new DatabaseException("another night of " + brokerage + " is running"
                                + holder(connection, brokerage) + ": wait until it has ended; nothing was changed");
                    }
                }
            }
            try {
                return work.apply(() -> requireAlive(connection));
            } catch (RuntimeException e) {
                throw plainest(connection, e);
            }
        } catch (SQLException e) {
            throw failed("the lock of the brokerage could not be had", e);
        }
    }

    /** What fails because the database went away may say so in many ways, or hide it; the lock's own connection tells. */
    private static RuntimeException plainest(Connection holding, RuntimeException failure) {
        try {
            requireAlive(holding);
            return failure;
        } catch (DatabaseException gone) {
            gone.addSuppressed(failure);
            return gone;
        }
    }

    private static void requireAlive(Connection holding) {
        try {
            // Asked by a statement: isValid would not say why.
            try (Statement statement = holding.createStatement()) {
                statement.execute("SELECT 1");
            }
        } catch (SQLException e) {
            throw failed("the database went away while the night ran, and with it the lock of the brokerage", e);
        }
    }

    /** Since when, and from where, another session holds the lock; empty if it has just let go. */
    private static String holder(Connection connection, String brokerage) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT a.backend_start, coalesce(host(a.client_addr), 'this machine') FROM pg_locks l"
                        + " JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted"
                        + " AND ((l.classid::bigint << 32) | l.objid::bigint) = " + LOCK)) {
            statement.setString(1, brokerage);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getTimestamp(1) != null
                        ? " (since " + Since.of(rows.getTimestamp(1).toInstant()) + ", from " + rows.getString(2) + ")"
                        : "";
            }
        }
    }

    /** The days and files that published runs took in. */
    public RecordedIntake recorded() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Set<LocalDate> days = new HashSet<>();
            try (ResultSet rows = statement.executeQuery("SELECT day FROM intake_day")) {
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
            }
            List<RecordedIntake.RecordedFile> files = new ArrayList<>();
            boolean resent = false;
            // A name with a slash is of another day's folder, and only arrived with this one.
            try (ResultSet rows = statement.executeQuery("""
                    SELECT DISTINCT ON (day, file) day, file, sha256, resent
                    FROM (SELECT day, file, sha256, run, false AS resent FROM intake_file WHERE strpos(file, '/') = 0
                          UNION ALL SELECT day, file, sha256, run, true FROM intake_resend) t
                    ORDER BY day, file, run DESC
                    """)) {
                while (rows.next()) {
                    String sha256 = rows.getString(3);
                    if (sha256 != null) {
                        files.add(new RecordedIntake.RecordedFile(
                                rows.getObject(1, LocalDate.class), rows.getString(2), sha256));
                    }
                    resent |= rows.getBoolean(4);
                }
            }
            return new RecordedIntake(days, files, resent);
        } catch (SQLException e) {
            throw failed("the record of what was taken in could not be read", e);
        }
    }

    /** The last and the first day that published runs cover; empty before the first. */
    public Optional<Span> span() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT min(from_day), max(to_day) FROM run WHERE status = 'published'")) {
            rows.next();
            LocalDate first = rows.getObject(1, LocalDate.class);
            return first == null ? Optional.empty() : Optional.of(new Span(first, rows.getObject(2, LocalDate.class)));
        } catch (SQLException e) {
            throw failed("the record of runs could not be read", e);
        }
    }

    /** First and last day, both included. */
    public record Span(LocalDate first, LocalDate last) {}

    /** The parts of the warehouse that published runs wrote. */
    public List<Part> parts() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, path, rows FROM warehouse_part ORDER BY table_name, run")) {
            List<Part> parts = new ArrayList<>();
            while (rows.next()) {
                parts.add(new Part(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
            return parts;
        } catch (SQLException e) {
            throw failed("the list of the warehouse's parts could not be read", e);
        }
    }

    /** Records that a run begins, or goes on: the same input for the same days keeps the id of the run that did not end. */
    public RunRecord begin(
            String brokerage, @Nullable String source, LocalDate from, LocalDate to, ZoneId zone, String fingerprint) {
        LocalDate firstDay = span().map(Span::first).orElse(from);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            String run = unfinished(connection, from, to, fingerprint);
            if (run == null) {
                run = next(connection, to);
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO run (run, brokerage, source, from_day, to_day, as_of, zone, started_at, status, fingerprint,"
                                + " definitions) VALUES (?, ?, ?, ?, ?, ?, ?, now(), 'running', ?, ?)")) {
                    insert.setString(1, run);
                    insert.setString(2, brokerage);
                    insert.setString(3, source);
                    insert.setObject(4, from);
                    insert.setObject(5, to);
                    insert.setObject(6, to.plusDays(1).atStartOfDay(zone).toOffsetDateTime());
                    insert.setString(7, zone.getId());
                    insert.setString(8, fingerprint);
                    insert.setString(9, Definitions.fingerprint());
                    insert.executeUpdate();
                }
            } else {
                try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE run SET status = 'running', started_at = now(), ended_at = NULL, message = NULL,"
                                + " definitions = ? WHERE run = ?")) {
                    update.setString(1, Definitions.fingerprint());
                    update.setString(2, run);
                    update.executeUpdate();
                }
            }
            connection.commit();
            return new RunRecord(run, brokerage, source, from, to, zone, fingerprint, firstDay);
        } catch (SQLException e) {
            throw failed("the beginning of the run could not be recorded", e);
        }
    }

    /** Records that a run failed; what was published before stands. */
    public void fail(String run, String message) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE run SET status = 'failed', ended_at = now(), message = ? WHERE run = ?")) {
            update.setString(1, message);
            update.setString(2, run);
            update.executeUpdate();
        } catch (SQLException e) {
            throw failed("the end of the run could not be recorded", e);
        }
    }

    /** What published runs took in of the days from the first to before the last. */
    public TakenIn takenIn(LocalDate first, LocalDate before) {
        try (Connection connection = dataSource.getConnection()) {
            List<LocalDate> days = new ArrayList<>();
            try (PreparedStatement select = between(
                            connection,
                            "SELECT day FROM intake_day WHERE state = 'complete' AND day >= ? AND day < ? ORDER BY day",
                            first,
                            before);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
            }
            List<TakenIn.File> files = new ArrayList<>();
            try (PreparedStatement select = between(
                            connection,
                            "SELECT day, entity, rows_in, refused, columns FROM intake_file WHERE strpos(file, '/') = 0"
                                    + " AND day >= ? AND day < ?",
                            first,
                            before);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Array columns = rows.getArray(5);
                    files.add(new TakenIn.File(
                            rows.getObject(1, LocalDate.class),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            columns == null ? null : Set.of((String[]) columns.getArray())));
                }
            }
            List<TakenIn.UnknownValues> unknown = new ArrayList<>();
            try (PreparedStatement select = between(connection, """
                            SELECT day, entity, column_name, sum(rows)
                            FROM (SELECT day, entity, column_name, 1 AS rows FROM quarantine WHERE code = 'NOT_IN_ENUMERATION'
                                  UNION ALL
                                  SELECT day, entity, column_name, rows FROM intake_notice WHERE code = 'UNLISTED_ITEM') t
                            WHERE day >= ? AND day < ? GROUP BY day, entity, column_name
                            """, first, before);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    unknown.add(new TakenIn.UnknownValues(
                            rows.getObject(1, LocalDate.class), rows.getString(2), rows.getString(3), rows.getLong(4)));
                }
            }
            return new TakenIn(days, files, unknown);
        } catch (SQLException e) {
            throw failed("what earlier nights took in could not be read", e);
        }
    }

    private static PreparedStatement between(Connection connection, String sql, LocalDate first, LocalDate before)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setObject(1, first);
        select.setObject(2, before);
        return select;
    }

    /** What a run publishes besides the rows that lie in staging tables. */
    public record Publication(
            RunRecord run,
            List<LandedDay> days,
            List<LandedRange.Change> changes,
            List<FileIntake> files,
            List<IntakeNotice> notices,
            List<Part> parts,
            MetricMart.Basis basis,
            List<Judgement.ChartPoint> charts,
            List<Judgement.Headline> headlines,
            List<Judgement.MemberVerdict> members) {}

    /** Publishes: one transaction. */
    public void publish(Publication publication) {
        String run = publication.run().run();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : PublishStatements.ALL) {
                    statement.execute(sql.replace(":run", "'" + run + "'"));
                }
                days(connection, publication);
                changes(connection, publication);
                files(connection, publication);
                notices(connection, publication);
                parts(connection, publication);
                MetricMart.write(connection, run, publication.basis());
                charts(connection, publication);
                headlines(connection, publication);
                members(connection, publication);
                end(connection, publication);
                connection.commit();
                for (String name : PublishStatements.STAGED) {
                    statement.execute("DROP TABLE IF EXISTS " + Staging.tableOf(name));
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw failed("the night could not be published, the one before stands", e);
        }
    }

    /**
     * Records that personal data are about to be taken out of the vault.
     *
     * @param purpose what was asked for, without any of it
     * @param rows that will be read
     */
    public void recordVaultAccess(String purpose, long rows) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO vault_access (who, purpose, rows) VALUES (?, ?, ?)")) {
            insert.setString(1, System.getProperty("user.name"));
            insert.setString(2, purpose);
            insert.setLong(3, rows);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failed("the access to personal data could not be recorded, so they are not read", e);
        }
    }

    /** Keeps the trace ids of a report that was rendered; one printed before under the same id is replaced. */
    public void keep(List<Trace> traces) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            insertAll(
                    connection,
                    "INSERT INTO trace (trace, report, period, page, figure, refers_to, printed, run)"
                            + " VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?) ON CONFLICT (trace) DO UPDATE SET"
                            + " report = excluded.report, period = excluded.period, page = excluded.page,"
                            + " figure = excluded.figure, refers_to = excluded.refers_to, printed = excluded.printed,"
                            + " run = excluded.run",
                    traces,
                    (insert, trace) -> {
                        insert.setString(1, trace.id());
                        insert.setString(2, trace.report());
                        insert.setString(3, trace.period());
                        insert.setString(4, trace.page());
                        insert.setString(5, trace.figure());
                        insert.setString(6, trace.refersToJson());
                        insert.setString(7, trace.printedJson());
                        insert.setString(8, trace.run());
                    });
            connection.commit();
        } catch (SQLException e) {
            throw failed("the trace ids of the report could not be kept", e);
        }
    }

    /** Sets the values of one row. */
    interface Binding<T> {
        void bind(PreparedStatement insert, T row) throws SQLException;
    }

    static <T> void insertAll(Connection connection, String sql, List<T> rows, Binding<T> binding) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (T row : rows) {
                binding.bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void days(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO intake_day (day, state, run) VALUES (?, ?, ?)",
                publication.days(),
                (insert, day) -> {
                    insert.setObject(1, day.day());
                    insert.setString(2, day.complete() ? "complete" : "missing");
                    insert.setString(3, publication.run().run());
                });
    }

    private static void changes(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO intake_resend (day, file, sha256, run) VALUES (?, ?, ?, ?)",
                publication.changes(),
                (insert, change) -> {
                    insert.setObject(1, change.day());
                    insert.setString(2, change.file());
                    insert.setString(3, change.sha256());
                    insert.setString(4, publication.run().run());
                });
    }

    private static void files(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO intake_file (day, file, entity, sha256, bytes, rows_in, accepted, refused, duplicates, superseded,"
                        + " late, orphans, unknown_columns, form, columns, run)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                publication.files(),
                (insert, file) -> {
                    Array unknown = connection.createArrayOf(
                            "text", file.unknownColumns().toArray());
                    insert.setObject(1, file.day());
                    insert.setString(2, file.file());
                    insert.setString(3, file.entity());
                    insert.setString(4, file.sha256());
                    insert.setLong(5, file.bytes());
                    insert.setLong(6, file.rowsIn());
                    insert.setLong(7, file.accepted());
                    insert.setLong(8, file.refused());
                    insert.setLong(9, file.duplicates());
                    insert.setLong(10, file.superseded());
                    insert.setLong(11, file.late());
                    insert.setLong(12, file.orphans());
                    insert.setArray(13, unknown);
                    insert.setString(14, file.form());
                    insert.setArray(
                            15, connection.createArrayOf("text", file.columns().toArray()));
                    insert.setString(16, publication.run().run());
                });
    }

    private static void notices(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO intake_notice (day, entity, file, code, column_name, item, level, rows, first_row, message, run)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                publication.notices(),
                (insert, notice) -> {
                    insert.setObject(1, notice.day());
                    insert.setString(2, notice.entity());
                    insert.setString(3, notice.file());
                    insert.setString(4, notice.code().name());
                    insert.setString(5, notice.column());
                    insert.setString(6, notice.item());
                    insert.setString(7, notice.level().name().toLowerCase(Locale.ROOT));
                    insert.setLong(8, notice.rows());
                    insert.setObject(9, notice.firstRow(), java.sql.Types.BIGINT);
                    insert.setString(10, notice.message());
                    insert.setString(11, publication.run().run());
                });
    }

    private static void parts(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO warehouse_part (table_name, run, path, rows) VALUES (?, ?, ?, ?)",
                publication.parts(),
                (insert, part) -> {
                    insert.setString(1, part.table());
                    insert.setString(2, publication.run().run());
                    insert.setString(3, part.path());
                    insert.setLong(4, part.rows());
                });
    }

    private static void charts(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO control_point (chart, dimension, member, period, period_from, kind, phase, sop_change, events,"
                        + " exposure, value, centre, lower, upper, sigma_z, provisional, rules, verdict, run,"
                        + " event_on, ordinal)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                publication.charts(),
                (insert, point) -> {
                    Object[] rules = point.point().rules().stream()
                            .map(ControlRule::name)
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .toArray();
                    insert.setString(1, point.chart());
                    insert.setString(2, point.dimension());
                    insert.setString(3, point.member());
                    insert.setString(4, point.period());
                    insert.setObject(5, point.periodFrom());
                    insert.setString(6, point.point().kind().name().toLowerCase(Locale.ROOT));
                    insert.setInt(7, point.point().phase());
                    insert.setString(8, point.sopChange());
                    insert.setDouble(9, point.point().events());
                    insert.setDouble(10, point.point().exposure());
                    insert.setDouble(11, point.point().value());
                    insert.setDouble(12, point.point().centre());
                    insert.setDouble(13, point.point().lower());
                    insert.setDouble(14, point.point().upper());
                    insert.setObject(15, point.point().sigmaZ(), java.sql.Types.DOUBLE);
                    insert.setBoolean(16, point.point().provisional());
                    insert.setArray(17, connection.createArrayOf("text", rules));
                    insert.setString(18, point.verdict());
                    insert.setString(19, publication.run().run());
                    insert.setObject(20, point.eventOn());
                    insert.setInt(21, point.ordinal());
                });
    }

    private static void headlines(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO headline (metric, period_kind, period, previous, four_before, difference_p, difference_called,"
                        + " verdict, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                publication.headlines(),
                (insert, headline) -> {
                    insert.setString(1, headline.metric());
                    insert.setString(2, headline.periodKind());
                    insert.setString(3, headline.period());
                    insert.setString(4, headline.previous());
                    insert.setString(5, headline.fourBefore());
                    insert.setObject(6, headline.differenceP(), java.sql.Types.DOUBLE);
                    insert.setBoolean(7, headline.differenceCalled());
                    insert.setString(8, headline.verdict());
                    insert.setString(9, publication.run().run());
                });
    }

    private static void members(Connection connection, Publication publication) throws SQLException {
        insertAll(
                connection,
                "INSERT INTO member_verdict (metric, period_kind, period, dimension, member, p, called, verdict, run)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                publication.members(),
                (insert, member) -> {
                    insert.setString(1, member.metric());
                    insert.setString(2, member.periodKind());
                    insert.setString(3, member.period());
                    insert.setString(4, member.dimension());
                    insert.setString(5, member.member());
                    insert.setObject(6, member.p(), java.sql.Types.DOUBLE);
                    insert.setBoolean(7, member.called());
                    insert.setString(8, member.verdict());
                    insert.setString(9, publication.run().run());
                });
    }

    private static void end(Connection connection, Publication publication) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE run SET status = 'published', ended_at = clock_timestamp(), files = t.files, rows_in = t.rows_in,"
                        + " accepted = t.accepted, refused = t.refused, duplicates = t.duplicates, late = t.late"
                        + " FROM (SELECT count(DISTINCT (day, file)) AS files, coalesce(sum(rows_in), 0) AS rows_in,"
                        + " coalesce(sum(accepted), 0) AS accepted, coalesce(sum(refused), 0) AS refused,"
                        + " coalesce(sum(duplicates), 0) AS duplicates, coalesce(sum(late), 0) AS late"
                        + " FROM intake_file WHERE run = ?) t WHERE run.run = ?")) {
            update.setString(1, publication.run().run());
            update.setString(2, publication.run().run());
            update.executeUpdate();
        }
        try (PreparedStatement flip = connection.prepareStatement(
                "INSERT INTO current_run (run) VALUES (?) ON CONFLICT (only_row) DO UPDATE SET run = excluded.run")) {
            flip.setString(1, publication.run().run());
            flip.executeUpdate();
        }
    }

    private static @Nullable String unfinished(Connection connection, LocalDate from, LocalDate to, String fingerprint)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT run FROM run WHERE status <> 'published' AND from_day = ? AND to_day = ? AND fingerprint = ?"
                        + " ORDER BY run DESC LIMIT 1")) {
            select.setObject(1, from);
            select.setObject(2, to);
            select.setString(3, fingerprint);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static String next(Connection connection, LocalDate to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM run WHERE to_day = ?")) {
            select.setObject(1, to);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return to.toString().replace("-", "") + "-" + String.format(Locale.ROOT, "%02d", rows.getLong(1) + 1);
            }
        }
    }

    static DatabaseException failed(String what, SQLException e) {
        return new DatabaseException(what + ": " + e.getMessage(), e);
    }
}
