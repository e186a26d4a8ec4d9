package daybreak.sample.bench;

import daybreak.sample.bench.duckdb.DuckNight;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Both results, cell by cell: numerator, denominator, those not yet due and value of each metric, period, dimension and
 * member; rule, subject, day of raising and of closing of each task, and the listings offered with it; rows read, refused and repeated.
 *
 * @param metricCells figures of metrics that were compared
 * @param tasks tasks that were compared
 * @param differences one sentence's worth each, the first of each kind first
 */
record Comparison(int metricCells, int tasks, List<String> differences) {

    private static final double TOLERANCE = 1e-9;

    private static final String OWN_METRICS = """
            SELECT metric, period_kind, period, dimension, member, numerator, denominator, not_yet_due, value
            FROM metric_value
            """;

    private static final String OWN_TASKS = """
            SELECT rule,
                   coalesce(subject ->> 'complaint_id', subject ->> 'client_id') AS subject,
                   coalesce(subject ->> 'district', subject ->> 'variant', '') AS part, raised_on, closed_on,
                   array_to_string(listings, ',') AS listings
            FROM task
            """;

    private static final class Figures {

        private static final String[] NAMES = {"numerator", "denominator", "not yet due", "value"};

        private final double[] values;

        private Figures(double[] values) {
            this.values = values;
        }

        static Figures of(ResultSet row) throws SQLException {
            double[] values = new double[NAMES.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getDouble(6 + i);
                if (row.wasNull()) {
                    values[i] = Double.NaN;
                }
            }
            return new Figures(values);
        }

        /** Cells in which nothing happened need not be there. */
        boolean isNothing() {
            for (double value : values) {
                if (!Double.isNaN(value) && value != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static Comparison of(Connection marts, Path duck) throws IOException, SQLException {
        try (Connection memory = DriverManager.getConnection("jdbc:duckdb:")) {
            List<String> differences = new ArrayList<>();
            Map<String, Figures> theirs = metrics(
                    memory,
                    "SELECT metric, period_kind, period, dimension, member, numerator, denominator, not_yet_due, value FROM '"
                            + duck.resolve("metrics.parquet") + "'");
            int cells = compareMetrics(metrics(marts, OWN_METRICS), theirs, differences);
            Set<String> ownTasks = lines(marts, OWN_TASKS);
            Set<String> theirTasks = lines(
                    memory,
                    "SELECT rule, subject, part, raised_on, closed_on, coalesce(listings, '') FROM '"
                            + duck.resolve("tasks.parquet") + "'");
            compareSets("task", ownTasks, theirTasks, differences);
            compareCounts(marts, DuckNight.counts(duck), differences);
            return new Comparison(cells, theirTasks.size(), differences);
        }
    }

    private static Map<String, Figures> metrics(Connection database, String query) throws SQLException {
        Map<String, Figures> metrics = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> cell = new ArrayList<>();
                for (int i = 1; i <= 5; i++) {
                    cell.add(rows.getString(i));
                }
                metrics.put(String.join(" | ", cell), Figures.of(rows));
            }
        }
        return metrics;
    }

    /** Daybreak may split by further dimensions; those that DuckDB has must be complete on both sides. */
    private static int compareMetrics(Map<String, Figures> own, Map<String, Figures> theirs, List<String> differences) {
        int compared = 0;
        Set<String> covered = new HashSet<>();
        for (Map.Entry<String, Figures> entry : theirs.entrySet()) {
            covered.add(metricAndDimension(entry.getKey()));
            Figures figures = own.get(entry.getKey());
            // The figure of a curve is the curve; its counts are compared.
            int count = entry.getKey().startsWith("lead_conversion_curve") ? 3 : 4;
            for (int i = 0; i < count; i++) {
                compared++;
                double expected = entry.getValue().values[i];
                if (figures == null) {
                    if (!entry.getValue().isNothing()) {
                        differences.add(entry.getKey() + ": DuckDB has " + shown(expected) + ", daybreak no such cell");
                    }
                    break;
                }
                if (!equal(expected, figures.values[i])) {
                    differences.add(entry.getKey() + ", " + Figures.NAMES[i] + ": DuckDB has " + shown(expected)
                            + ", daybreak " + shown(figures.values[i]));
                }
            }
        }
        own.forEach((cell, figures) -> {
            if (covered.contains(metricAndDimension(cell)) && !theirs.containsKey(cell) && !figures.isNothing()) {
                differences.add(cell + ": daybreak has " + shown(figures.values[0]) + ", DuckDB no such cell");
            }
        });
        return compared;
    }

    private static String metricAndDimension(String cell) {
        String[] parts = cell.split(" \\| ", -1);
        return parts[0] + " | " + parts[3];
    }

    private static boolean equal(double expected, double actual) {
        if (Double.isNaN(expected) || Double.isNaN(actual)) {
            return Double.isNaN(expected) && Double.isNaN(actual);
        }
        return Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected));
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.9g", value);
    }

    private static Set<String> lines(Connection database, String query) throws SQLException {
        Set<String> lines = new TreeSet<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= 6; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join(" ", cells));
            }
        }
        return lines;
    }

    private static void compareSets(String what, Set<String> own, Set<String> theirs, List<String> differences) {
        for (String line : theirs) {
            if (!own.contains(line)) {
                differences.add("only DuckDB has the " + what + " " + line);
            }
        }
        for (String line : own) {
            if (!theirs.contains(line)) {
                differences.add("only daybreak has the " + what + " " + line);
            }
        }
    }

    private static void compareCounts(Connection marts, Map<String, Long> theirs, List<String> differences)
            throws SQLException {
        try (Statement statement = marts.createStatement();
                ResultSet row = statement.executeQuery("SELECT r.* FROM run r JOIN current_run c ON c.run = r.run")) {
            row.next();
            for (Map.Entry<String, Long> count : theirs.entrySet()) {
                long own = row.getLong(count.getKey());
                if (own != count.getValue()) {
                    differences.add(count.getKey() + ": DuckDB has " + count.getValue() + ", daybreak " + own);
                }
            }
        }
    }

    int compared() {
        return metricCells + tasks;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%,d figures of metrics and %,d tasks compared, %,d differ",
                metricCells,
                tasks,
                differences.size());
    }
}
