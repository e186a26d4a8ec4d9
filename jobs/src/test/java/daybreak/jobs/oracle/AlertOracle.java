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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts of the first night, day by day, each as known by the run of its day. */
public final class AlertOracle {

    private static final Set<String> NEEDED =
            Set.of("clients", "demands", "listings", "viewings", "contacts", "browse_events", "complaints");

    private record Condition(String rule, Map<String, String> subject) {}

    private AlertOracle() {}

    /**
     * The lives of all alerts raised from {@code from} to {@code to}, ordered by day, rule and subject. Before
     * {@code from} nothing was known, so nothing held.
     *
     * @param exports as in {@link MetricOracle#compute}
     */
    public static List<OracleAlert> compute(Path exports, LocalDate from, LocalDate to, ZoneId zone)
            throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            RawExport.load(database, exports, from, to, zone);
            RawExport.dropRepeatedEvents(database);
            List<OracleAlert> closed = new ArrayList<>();
            Map<Condition, LocalDate> open = new LinkedHashMap<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                Set<Condition> holding = holding(database, day, zone);
                for (Map.Entry<Condition, LocalDate> standing : List.copyOf(open.entrySet())) {
                    if (!holding.contains(standing.getKey())) {
                        closed.add(life(standing.getKey(), standing.getValue(), day));
                        open.remove(standing.getKey());
                    }
                }
                for (Condition condition : holding) {
                    open.putIfAbsent(condition, day);
                }
            }
            open.forEach((condition, raisedOn) -> closed.add(life(condition, raisedOn, null)));
            closed.sort(Comparator.comparing(OracleAlert::raisedOn)
                    .thenComparing(OracleAlert::rule)
                    .thenComparing(alert -> alert.subject().toString()));
            return closed;
        }
    }

    private static OracleAlert life(Condition condition, LocalDate raisedOn, @Nullable LocalDate closedOn) {
        return new OracleAlert(condition.rule(), condition.subject(), raisedOn, closedOn);
    }

    private static Set<Condition> holding(Connection database, LocalDate day, ZoneId zone) throws SQLException {
        Knowledge.of(database, day, zone, NEEDED);
        Set<Condition> holding = new LinkedHashSet<>();
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE tier_asked AS SELECT client_id, clock.day FROM clients, clock");
            Knowledge.script(database, "tiers.sql");
            Knowledge.script(database, "alerts.sql");
            try (ResultSet rows = statement.executeQuery("SELECT rule, subject, part FROM holding")) {
                while (rows.next()) {
                    holding.add(condition(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return holding;
    }

    private static Condition condition(String rule, String subject, String part) {
        Map<String, String> key = new TreeMap<>();
        switch (rule) {
            case "area-interest-no-viewing" -> {
                key.put("client_id", subject);
                key.put("district", part);
            }
            case "complaint-sla" -> {
                key.put("complaint_id", subject);
                key.put("clock", part);
            }
            default -> key.put("client_id", subject);
        }
        return new Condition(rule, key);
    }
}
