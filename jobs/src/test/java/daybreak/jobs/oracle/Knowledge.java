package daybreak.jobs.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was known by the run of a day, as tables over {@link RawExport}: for a state entity {@code v_<entity>} (its
 * versions, one a folder date), {@code <entity>} (the one in force), {@code c_<entity>} (each version with the dates
 * {@code begins} and {@code ends} between which it was in force; the first reaches back for ever) and {@code h_<entity>}
 * (the same without withdrawals, for dimensions); for an event entity {@code <entity>} alone.
 *
 * <p>Readings: a row whose own time is not before as_of does not count, so it does not replace an earlier row of its key
 * either. An event row repeated under its key, in the same folder or later, changes nothing: the first stands. A
 * withdrawal is no version that a dimension could be taken from.
 */
final class Knowledge {

    private static final Set<String> NEVER_BLANKED =
            Set.of("scheduled_at", "due_on", "effective_on", "school_enrol_from");

    private Knowledge() {}

    /** Makes the tables of the entities named. */
    static void of(Connection database, LocalDate day, ZoneId zone, Set<String> entities) throws SQLException {
        long asOf = Cells.micros(day.plusDays(1).atStartOfDay(zone).toInstant());
        try (Statement statement = database.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE TABLE clock AS SELECT DATE '" + day + "' AS day, " + asOf + "::BIGINT AS as_of");
            for (ExportContract.Entity entity : ExportContract.entities()) {
                if (!entities.contains(entity.name())) {
                    continue;
                }
                for (String sql : entity.event() ? event(entity, day, asOf) : state(entity, day, asOf)) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static List<String> event(ExportContract.Entity entity, LocalDate day, long asOf) {
        // Which row of a key comes first does not depend on the day, so RawExport.dropRepeatedEvents has seen to it.
        return List.of("CREATE OR REPLACE TABLE " + entity.name() + " AS SELECT " + blanked(entity, day, asOf)
                + " FROM raw_" + entity.name() + own(entity, asOf) + " AND arrived <= DATE '" + day + "'");
    }

    private static List<String> state(ExportContract.Entity entity, LocalDate day, long asOf) {
        String key = String.join(", ", entity.key());
        String name = entity.name();
        boolean withdrawable =
                entity.columns().stream().anyMatch(column -> column.name().equals("deleted"));
        String standing = withdrawable ? " WHERE NOT coalesce(deleted, false)" : "";
        String inForce =
                "SELECT *, CASE WHEN row_number() OVER w = 1 THEN DATE '0001-01-01' ELSE arrived END AS begins,"
                        + " coalesce(lead(arrived) OVER w, DATE '9999-12-31') AS ends FROM v_" + name;
        String window = " WINDOW w AS (PARTITION BY " + key + " ORDER BY arrived)";
        return List.of(
                "CREATE OR REPLACE TABLE v_" + name + " AS SELECT * FROM (SELECT " + blanked(entity, day, asOf)
                        + " FROM raw_"
                        + name + " WHERE arrived <= DATE '" + day + "')" + own(entity, asOf)
                        + " QUALIFY row_number() OVER (PARTITION BY " + key
                        + ", arrived ORDER BY file_no DESC, line DESC) = 1",
                "CREATE OR REPLACE TABLE " + name + " AS SELECT * FROM v_" + name
                        + " QUALIFY row_number() OVER (PARTITION BY " + key + " ORDER BY arrived DESC) = 1",
                "CREATE OR REPLACE TABLE c_" + name + " AS " + inForce + window,
                "CREATE OR REPLACE TABLE h_" + name + " AS " + inForce + standing + window);
    }

    private static String own(ExportContract.Entity entity, long asOf) {
        return entity.ownTime() == null ? "" : " WHERE " + entity.ownTime() + " < " + asOf;
    }

    private static String blanked(ExportContract.Entity entity, LocalDate day, long asOf) {
        return "arrived, file_no, line, "
                + entity.columns().stream()
                        .map(column -> blanked(entity, column, day, asOf))
                        .collect(Collectors.joining(", "));
    }

    private static String blanked(
            ExportContract.Entity entity, ExportContract.Column column, LocalDate day, long asOf) {
        String name = column.name();
        boolean kept = NEVER_BLANKED.contains(name) || name.equals(entity.ownTime());
        if (column.isTime()) {
            return kept
                    ? name + ", " + name + "_on"
                    : "CASE WHEN " + name + " < " + asOf + " THEN " + name + " END AS " + name + ", CASE WHEN " + name
                            + " < " + asOf + " THEN " + name + "_on END AS " + name + "_on";
        }
        if (column.type().equals("date") && !kept) {
            return "CASE WHEN " + name + " <= DATE '" + day + "' THEN " + name + " END AS " + name;
        }
        return "\"" + name + "\"";
    }

    /** Runs the statements of a resource of this package, one after the other. */
    static void script(Connection database, String resource) throws SQLException {
        String sql;
        try (InputStream in = Objects.requireNonNull(Knowledge.class.getResourceAsStream(resource))) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String withoutComments = sql.replaceAll("(?m)--.*$", "");
        try (Statement statement = database.createStatement()) {
            for (String single : withoutComments.split(";\\s*(\\R|$)", -1)) {
                if (!single.isBlank()) {
                    statement.execute(single);
                }
            }
        }
    }
}
