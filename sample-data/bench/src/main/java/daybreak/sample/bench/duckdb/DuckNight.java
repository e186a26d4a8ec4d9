package daybreak.sample.bench.duckdb;

import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A night as DuckDB and a script would do it: typed Parquet of what is new, day facts, what is known, metrics, and the
 * lives of alerts. Its state lies in a folder: {@code <entity>/<last day>.parquet}, {@code browse_day/<day>.parquet},
 * {@code tasks.parquet}, {@code metrics.parquet}, {@code counts.csv} and {@code taken-in} (what each folder held).
 */
public final class DuckNight {

    private static final double WORTH_NAMING = 0.2;

    private final Path exports;
    private final Path state;
    private final LocalDate from;
    private final LocalDate to;
    private final Statement database;
    private final ExportContracts contracts = ExportContracts.load();
    private long begun = System.nanoTime();

    private DuckNight(Path exports, Path state, LocalDate from, LocalDate to, Statement database) {
        this.exports = exports;
        this.state = state;
        this.from = from;
        this.to = to;
        this.database = database;
    }

    /** Folder of exports, folder of state, first and last day. Prints when a step is done. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path exports = Path.of(arguments[0]);
        Path state = Files.createDirectories(Path.of(arguments[1]));
        LocalDate from = LocalDate.parse(arguments[2]);
        LocalDate to = LocalDate.parse(arguments[3]);
        String content = content(exports, from, to);
        Path takenIn = state.resolve("taken-in-" + from);
        if (Files.exists(takenIn) && Files.readString(takenIn).equals(content)) {
            System.out.println("nothing new");
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement database = connection.createStatement()) {
            new DuckNight(exports, state, from, to, database).run();
        }
        Files.writeString(takenIn, content);
    }

    /** Sums and sizes of the files, as the folders state them. */
    private static String content(Path exports, LocalDate from, LocalDate to) throws IOException {
        StringBuilder content = new StringBuilder();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Path folder = exports.resolve(day.toString());
            content.append(day).append('\n').append(Files.readString(folder.resolve("_COMPLETE")));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    content.append(file.getFileName())
                            .append(' ')
                            .append(Files.size(file))
                            .append('\n');
                }
            }
        }
        return content.toString();
    }

    private void run() throws IOException, SQLException {
        database.execute("SET preserve_insertion_order = false");
        database.execute("SET temp_directory = '" + state.resolve("spill") + "'");
        ingest();
        done("ingest");
        facts();
        done("facts");
        know();
        done("known");
        metrics();
        done("metrics");
        alerts();
        done("alerts");
    }

    private void done(String step) {
        long now = System.nanoTime();
        System.out.printf(Locale.ROOT, "%s done in %.2f s%n", step, (now - begun) / 1e9);
        System.out.flush();
        begun = now;
    }

    /** Executes a statement, and names it if it takes long. */
    private void timed(String statement) throws SQLException {
        long before = System.nanoTime();
        database.execute(statement);
        double seconds = (System.nanoTime() - before) / 1e9;
        if (seconds >= WORTH_NAMING) {
            String words = statement.strip().replaceAll("\\s+", " ");
            System.out.printf(
                    Locale.ROOT, "  %.2f s: %s%n", seconds, words.substring(0, Math.min(100, words.length())));
        }
    }

    private Path part(String table, Object name) throws IOException {
        return Files.createDirectories(state.resolve(table)).resolve(name + ".parquet");
    }

    private void ingest() throws IOException, SQLException {
        long rowsIn = 0;
        long refused = 0;
        long duplicates = 0;
        for (ExportContract contract : contracts.all()) {
            List<Path> files = new ArrayList<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                Path file = exports.resolve(day.toString()).resolve(contract.entity() + ".csv");
                if (Files.exists(file)) {
                    files.add(file);
                }
            }
            if (files.isEmpty()) {
                continue;
            }
            boolean event = contract.kind() == EntityKind.EVENT;
            Path earlier = state.resolve(contract.entity());
            boolean first = !Files.exists(earlier);
            Path parquet = part(contract.entity(), to);
            database.execute(new TypedRead(contract, files).copyTo(parquet, event));
            long untyped = number("SELECT count(DISTINCT (file_id, line)) FROM rejected_" + contract.entity());
            long written = number("SELECT count(*) FROM '" + parquet + "'");
            long bad = number("SELECT count(*) FROM '" + parquet + "' WHERE bad IS NOT NULL");
            rowsIn += written + untyped;
            refused += untyped + bad;
            if (event) {
                duplicates += repeated(parquet, earlier, first);
            }
            // What was put aside, and why, is kept.
            database.execute("COPY (SELECT * FROM rejected_" + contract.entity() + ") TO '"
                    + part("refused_" + contract.entity(), to) + "' (FORMAT parquet)");
        }
        Files.writeString(
                state.resolve("counts.csv"), rowsIn + "," + refused + "," + duplicates + "\n", StandardCharsets.UTF_8);
    }

    /** Rows whose key stands more than once in the run, or stood in an earlier one. */
    private long repeated(Path parquet, Path folder, boolean first) throws SQLException {
        long within = number("SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM '" + parquet
                + "' WHERE bad IS NULL GROUP BY key_hash HAVING count(*) > 1)");
        if (first) {
            return within;
        }
        return within
                + number("SELECT count(*) FROM (SELECT key_hash FROM read_parquet('" + folder
                        + "/*.parquet', filename = true) WHERE bad IS NULL AND filename <> '" + parquet
                        + "') SEMI JOIN (SELECT key_hash FROM '" + parquet + "' WHERE bad IS NULL) USING (key_hash)");
    }

    private void facts() throws IOException, SQLException {
        Path events = part("browse_events", to);
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            database.execute("COPY (SELECT client_id, listing_id, CAST(browsed_at AS DATE) AS browse_date,"
                    + " count(DISTINCT key_hash) AS browses FROM '" + events
                    + "' WHERE bad IS NULL AND arrived = DATE '"
                    + day + "' GROUP BY ALL) TO '"
                    + part("browse_day", day)
                    + "' (FORMAT parquet)");
        }
    }

    private void know() throws SQLException {
        for (String entity : Known.entities()) {
            String files = state.resolve(entity) + "/*.parquet";
            for (String statement : Known.of(contracts.of(entity), files, to)) {
                timed(statement);
            }
        }
        clock(to);
        database.execute("CREATE TEMP TABLE calendar AS SELECT CAST(day AS DATE) AS day, epoch_us(day) AS begins,"
                + " epoch_us(day + INTERVAL 1 DAY) AS ends FROM range(TIMESTAMP '" + to.minusDays(1_500)
                + "', TIMESTAMP '"
                + to.plusDays(400) + "', INTERVAL 1 DAY) d(day)");
        database.execute("CREATE TEMP TABLE period_of AS"
                + " SELECT day, 'week' AS period_kind, strftime(day, '%G-W%V') AS period FROM calendar"
                + " UNION ALL SELECT day, 'month', strftime(day, '%Y-%m') FROM calendar"
                + " UNION ALL SELECT day, 'quarter', year(day) || '-Q' || quarter(day) FROM calendar"
                + " UNION ALL SELECT day, 'all', 'all' FROM calendar");
    }

    private void clock(LocalDate day) throws SQLException {
        database.execute("CREATE OR REPLACE TEMP TABLE clock AS SELECT DATE '" + day + "' AS day, epoch_us(TIMESTAMP '"
                + day.plusDays(1) + "') AS as_of");
    }

    private void metrics() throws SQLException {
        for (String script : List.of("knowledge.sql", "leads.sql", "tiers.sql", "metrics.sql")) {
            for (String statement : Script.statements("/daybreak/jobs/oracle/" + script)) {
                timed(statement);
            }
        }
        database.execute("COPY share TO '" + state.resolve("metrics.parquet") + "' (FORMAT parquet)");
    }

    private void alerts() throws SQLException {
        Path tasks = state.resolve("tasks.parquet");
        database.execute(
                Files.exists(tasks)
                        ? "CREATE TEMP TABLE task AS FROM '" + tasks + "'"
                        : "CREATE TEMP TABLE task (rule VARCHAR, subject VARCHAR, part VARCHAR, raised_on DATE, closed_on"
                                + " DATE, listings VARCHAR)");
        List<String> statements = new ArrayList<>(Script.statements("/daybreak/sample/bench/duckdb/alerts_day.sql"));
        statements.addAll(Script.statements("/daybreak/sample/bench/duckdb/offers_day.sql"));
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            clock(day);
            browsed("browse_near", day, 7);
            browsed("browse_month", day, 30);
            for (String statement : statements) {
                timed(statement);
            }
        }
        Path changed = state.resolve("tasks-new.parquet");
        database.execute("COPY task TO '" + changed + "' (FORMAT parquet)");
        if (!changed.toFile().renameTo(tasks.toFile())) {
            throw new IllegalStateException("Cannot replace " + tasks + ".");
        }
    }

    /** The browsing of the days up to one, as known on it. */
    private void browsed(String view, LocalDate day, int days) throws SQLException {
        String files = Stream.iterate(day, each -> each.minusDays(1))
                .limit(days)
                .map(each -> state.resolve("browse_day").resolve(each + ".parquet"))
                .filter(Files::exists)
                .map(file -> "'" + file + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        database.execute("CREATE OR REPLACE TEMP VIEW " + view + " AS FROM read_parquet(" + files
                + ") WHERE browse_date > DATE '" + day.minusDays(days) + "'");
    }

    private long number(String query) throws SQLException {
        try (ResultSet rows = database.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The counts of the last night in a folder of state: rows, refused and repeated ones. */
    public static Map<String, Long> counts(Path state) throws IOException {
        String[] counts = Files.readString(state.resolve("counts.csv")).strip().split(",", -1);
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("rows_in", Long.valueOf(counts[0]));
        named.put("refused", Long.valueOf(counts[1]));
        named.put("duplicates", Long.valueOf(counts[2]));
        return named;
    }
}
