package daybreak.sample.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a home holds, so that two of them can be compared: the rows of each table of its database, and of each folder of its
 * warehouse how many rows it has and a sum over them.
 *
 * @param tables rows as text, in order, by table or folder
 */
record HomeContents(Map<String, List<String>> tables) {

    private static final String WAREHOUSE = "warehouse";

    /** Spring Batch's, Flyway's, and what lies ready for the next publication: they tell how it went, not what came of it. */
    private static final String TABLES = """
            SELECT c.table_name, string_agg(format('%I', c.column_name), ', ' ORDER BY c.ordinal_position)
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
              AND NOT starts_with(c.table_name, 'batch_') AND NOT starts_with(c.table_name, 'flyway_')
              AND NOT starts_with(c.table_name, 'staging_')
              AND NOT (c.table_name = 'run' AND c.column_name IN ('started_at', 'ended_at'))
            GROUP BY c.table_name
            """;

    /** First and last four bytes of an encrypted Parquet file: the last are written when all else is. */
    private static final String ENCRYPTED = "PARE";

    /**
     * Reads them.
     *
     * @param home one that nobody works in
     * @param binaries those of PostgreSQL, unless they lie in the home
     * @throws BenchException if a file of the warehouse cannot be read
     */
    static HomeContents of(Path home, Path binaries) throws IOException, InterruptedException, SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (MartServer marts = MartServer.start(home.resolve("pg"), binaries)) {
            for (List<String> table : rows(marts.connection(), TABLES)) {
                String columns = table.get(1);
                tables.put(
                        table.get(0),
                        rows(marts.connection(), "SELECT " + columns + " FROM " + table.get(0)).stream()
                                .map(cells -> String.join(" | ", cells))
                                .sorted()
                                .toList());
            }
        }
        Path warehouse = home.resolve(WAREHOUSE);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Stream<Path> files = Files.walk(warehouse, 2)) {
            for (Path folder : files.filter(file -> warehouse.relativize(file).getNameCount() == 2)
                    .toList()) {
                tables.put(WAREHOUSE + "/" + warehouse.relativize(folder), List.of(sum(duck, folder)));
            }
        }
        return new HomeContents(tables);
    }

    private static String sum(Connection duck, Path folder) throws IOException, SQLException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> data =
                    files.filter(file -> file.toString().endsWith(".parquet")).toList();
            List<Path> encrypted = new ArrayList<>();
            for (Path file : data) {
                if (beginsAndEndsAsEncrypted(file)) {
                    encrypted.add(file);
                }
            }
            if (data.isEmpty()) {
                return "no files";
            }
            if (!encrypted.isEmpty()) {
                return encrypted.size() == data.size() ? "encrypted" : "encrypted and not";
            }
        }
        // The hashes of rows are made with a key that each home has of its own.
        String select = "SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0)"
                + " FROM (SELECT COLUMNS(c -> NOT starts_with(c, 'hash_')) FROM read_parquet('" + folder
                + "/*.parquet')) t";
        try {
            return String.join(" rows, ", rows(duck, select).get(0));
        } catch (SQLException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    private static boolean beginsAndEndsAsEncrypted(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] mark = new byte[ENCRYPTED.length()];
            if (bytes.length() < 2L * mark.length) {
                return false;
            }
            bytes.readFully(mark);
            boolean begins = new String(mark, StandardCharsets.US_ASCII).equals(ENCRYPTED);
            bytes.seek(bytes.length() - mark.length);
            bytes.readFully(mark);
            return begins && new String(mark, StandardCharsets.US_ASCII).equals(ENCRYPTED);
        }
    }

    private static List<List<String>> rows(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<List<String>> all = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                all.add(cells);
            }
            return all;
        }
    }

    /** What the other holds otherwise, a line a row; empty: nothing. */
    List<String> differences(HomeContents other) {
        List<String> differences = new ArrayList<>();
        Map<String, List<String>> others = new TreeMap<>(other.tables);
        tables.forEach((table, rows) -> {
            List<String> theirs = others.remove(table);
            if (theirs == null) {
                differences.add(table + " is missing");
                return;
            }
            without(rows, theirs).forEach(row -> differences.add(table + ": missing is " + row));
            without(theirs, rows).forEach(row -> differences.add(table + ": too much is " + row));
        });
        others.keySet().forEach(table -> differences.add(table + " is there and should not"));
        return differences;
    }

    /** A row that is there twice counts twice. */
    private static List<String> without(List<String> rows, List<String> others) {
        Map<String, Long> left =
                new HashMap<>(others.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting())));
        return rows.stream().filter(row -> left.merge(row, -1L, Long::sum) < 0).toList();
    }

    long rows() {
        return tables.values().stream().mapToLong(List::size).sum();
    }
}
