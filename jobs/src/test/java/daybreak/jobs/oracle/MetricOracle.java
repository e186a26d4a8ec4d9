package daybreak.jobs.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every metric of the first night, from the raw files of an export. */
public final class MetricOracle {

    private MetricOracle() {}

    /**
     * The figures as of the end of {@code to}, of all periods, ordered by name, period, dimension and member.
     *
     * @param exports folder of day folders, of which those from {@code from} to {@code to} are read; a folder without
     *     any is one delivery on {@code to}
     * @param zone the brokerage's zone
     */
    public static List<OracleValue> compute(Path exports, LocalDate from, LocalDate to, ZoneId zone)
            throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            RawExport.load(database, exports, from, to, zone);
            RawExport.dropRepeatedEvents(database);
            Set<String> entities = ExportContract.entities().stream()
                    .map(ExportContract.Entity::name)
                    .collect(Collectors.toSet());
            Knowledge.of(database, to, zone, entities);
            Knowledge.script(database, "knowledge.sql");
            Knowledge.script(database, "leads.sql");
            Knowledge.script(database, "tiers.sql");
            Knowledge.script(database, "metrics.sql");
            return values(database);
        }
    }

    private static List<OracleValue> values(Connection database) throws SQLException {
        List<OracleValue> values = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT * FROM share ORDER BY metric, period_kind, period, dimension, member")) {
            while (rows.next()) {
                values.add(new OracleValue(
                        rows.getString("metric"),
                        rows.getString("period_kind"),
                        rows.getString("period"),
                        rows.getString("dimension"),
                        rows.getString("member"),
                        rows.getDouble("numerator"),
                        number(rows, "denominator"),
                        rows.getLong("not_yet_due"),
                        number(rows, "value"),
                        more(rows.getString("more"))));
            }
        }
        return values;
    }

    private static @Nullable Double number(ResultSet rows, String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : value;
    }

    private static Map<String, Double> more(String text) {
        Map<String, Double> more = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return more;
        }
        for (String entry : text.split(";", -1)) {
            int equals = entry.indexOf('=');
            more.put(entry.substring(0, equals), Double.valueOf(entry.substring(equals + 1)));
        }
        return more;
    }
}
