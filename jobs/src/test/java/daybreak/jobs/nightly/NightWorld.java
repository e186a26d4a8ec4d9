package daybreak.jobs.nightly;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.Staging;
import daybreak.jobs.spark.EngineSettings;
import daybreak.jobs.spark.NativeExecution;
import daybreak.jobs.spark.SparkEngine;
import daybreak.jobs.vault.KeyFile;
import daybreak.jobs.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A home of its own with a real embedded database, in which nights are run on real Spark. */
public final class NightWorld implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Every mart but the run's own record; the run that wrote a row is left out. */
    static final Map<String, String> MARTS = Map.of(
            "metric_value",
            "metric, period_kind, period, period_from, period_to, whole, dimension, member, numerator, denominator, value, low,"
                    + " high, not_yet_due, states, points, version",
            "control_point",
            "chart, dimension, member, period, kind, phase, sop_change, events, exposure, value, centre, lower, upper, sigma_z,"
                    + " provisional, rules, verdict",
            "headline",
            "metric, period_kind, period, previous, four_before, difference_p, difference_called, verdict",
            "member_verdict",
            "metric, period_kind, period, dimension, member, p, called, verdict",
            "complaint",
            "complaint_id, client_id, agent_id, store_id, attribution, root_cause, severity, opened_at, responded_at, plan_at,"
                    + " resolved_at, response_due_at, plan_due_at, response_state, plan_state, compensation",
            "sop_change",
            "change_id, effective_on, root_cause, title, owner",
            "store",
            "store_id, store",
            "task",
            "task_id, rule, subject, subject_key, client_id, owner, store, severity, raised_on, due_at, state, closed_on,"
                    + " reason_zh, reason_en, evidence, listings, day_rank, first_contact_at",
            "intake_file",
            "day, file, entity, sha256, rows_in, accepted, refused, duplicates, superseded, late, orphans, unknown_columns",
            "quarantine",
            "day, entity, file, row_number, column_name, code, expected, message");

    private final Path home;
    private final Database database;
    private final NightlyJob job;

    /** Nights by Spark alone, unheard. */
    NightWorld(Path home) {
        this(home, NativeExecution.OFF, ProgressListener.SILENT);
    }

    NightWorld(Path home, NativeExecution nativeExecution, ProgressListener progress) {
        this.home = home.toAbsolutePath();
        this.database = Database.open(DatabaseLocation.embedded(home));
        NightlyJob.Settings settings = new NightlyJob.Settings(
                DatabaseLocation.embedded(home), "test", ZONE, Staging.into(database.dataSource()));
        this.job = new NightlyJob(
                settings,
                database.dataSource(),
                () -> SparkEngine.start(EngineSettings.local(nativeExecution, ZONE, this.home.resolve("warehouse"))),
                progress);
    }

    NightOutcome run(Path exports, String from, String to, @Nullable String source) {
        return run(exports, from, to, source, NightRequest.Accepted.NOTHING);
    }

    NightOutcome run(Path exports, String from, String to, @Nullable String source, NightRequest.Accepted accepted) {
        return job.run(new NightRequest(exports, LocalDate.parse(from), LocalDate.parse(to), source, accepted, 0.01));
    }

    public Path home() {
        return home;
    }

    public Database database() {
        return database;
    }

    /** The rows of a query, each as its cells in text, separated by bars. */
    public List<String> query(String sql) throws SQLException {
        return query(database, sql);
    }

    /** The same of any database. */
    static List<String> query(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }

    /** All rows of all tables of a database but its own system's, as text, by table. */
    static Map<String, List<String>> allRows(Database database) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : query(
                database,
                "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
                        + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')")) {
            rows.put(table, query(database, "SELECT t::text FROM " + table + " t"));
        }
        return rows;
    }

    /** The rows of every mart, by mart, in an order of their text. */
    public Map<String, List<String>> marts() throws SQLException {
        return marts(database);
    }

    /** The same of any database that nights were published in. */
    public static Map<String, List<String>> marts(Database database) throws SQLException {
        Map<String, List<String>> marts = new TreeMap<>();
        for (Map.Entry<String, String> mart : MARTS.entrySet()) {
            marts.put(
                    mart.getKey(),
                    query(database, "SELECT " + mart.getValue() + " FROM " + mart.getKey()).stream()
                            .sorted()
                            .toList());
        }
        return marts;
    }

    /** The session that this process shares, started as a night starts it. */
    public SparkSession spark() {
        return SparkEngine.start(EngineSettings.local(NativeExecution.OFF, ZONE, home.resolve("warehouse")));
    }

    /** The vault, opened with the key of this home. */
    Vault vault() {
        return new Vault(KeyFile.openOrMake(home.resolve("keys").resolve("daybreak.p12")));
    }

    /** Everything below a folder, in order. */
    static List<Path> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
