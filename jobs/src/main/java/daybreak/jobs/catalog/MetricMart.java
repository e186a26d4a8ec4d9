package daybreak.jobs.catalog;

import daybreak.jobs.metric.ChangedPeriods;
import daybreak.jobs.metric.Judgement;
import daybreak.jobs.metric.MetricInput;
import daybreak.schemas.metric.Metrics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The values of metrics as they stand, and as they will once what a night has staged is published. */
public final class MetricMart {

    private final DataSource dataSource;

    public MetricMart(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What a run's metric values were computed from.
     *
     * @param day the last day, D
     * @param digest of all else that they depend on: definitions, program, zone, first day
     * @param inputs the rows
     */
    public record Basis(LocalDate day, String digest, List<MetricInput> inputs) {}

    /** That of the values that stand; empty before the first run. */
    public Optional<Basis> basis() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            LocalDate day;
            String digest;
            try (ResultSet rows = statement.executeQuery(
                    "SELECT to_day, metric_basis FROM current_run JOIN run USING (run) WHERE metric_basis IS NOT NULL")) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                day = rows.getObject(1, LocalDate.class);
                digest = rows.getString(2);
            }
            List<MetricInput> inputs = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT subject, day, rows, counted, timed FROM metric_input")) {
                while (rows.next()) {
                    inputs.add(new MetricInput(
                            rows.getString(1),
                            rows.getObject(2, LocalDate.class),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5)));
                }
            }
            return Optional.of(new Basis(day, digest, inputs));
        } catch (SQLException e) {
            throw Catalog.failed("what the values that stand were computed from could not be read", e);
        }
    }

    /** Stages the periods of which a run computes values; all that the marts hold of them will be replaced. */
    public void stage(ChangedPeriods periods, Metrics metrics) {
        String table = Staging.tableOf("metric_period");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE UNLOGGED TABLE " + table
                    + " AS SELECT DISTINCT metric, period_kind, period FROM metric_value WHERE " + periods.isAll());
            if (!periods.isAll()) {
                Catalog.insertAll(
                        connection,
                        "INSERT INTO " + table + " VALUES (?, ?, ?)",
                        periods.periods(metrics),
                        (insert, period) -> {
                            insert.setString(1, period.metric());
                            insert.setString(2, period.periodKind());
                            insert.setString(3, period.period());
                        });
            }
            connection.commit();
        } catch (SQLException e) {
            throw Catalog.failed("the periods to be computed could not be noted", e);
        }
    }

    /** Of the values as they will stand once the staged ones are published, the totals that have a denominator. */
    public List<Judgement.Value> totals() {
        return judged("dimension = ''", List.of());
    }

    /** Likewise the members of these families. */
    public List<Judgement.Value> members(List<Judgement.Family> families) {
        return judged(
                "(metric, period_kind, period, dimension) IN (SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]))",
                List.of(
                        texts(families, Judgement.Family::metric),
                        texts(families, Judgement.Family::periodKind),
                        texts(families, Judgement.Family::period),
                        texts(families, Judgement.Family::dimension)));
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private List<Judgement.Value> judged(String condition, List<String[]> parameters) {
        String columns =
                "metric, period_kind, period, period_from, whole, dimension, member, numerator, denominator, not_yet_due";
        String sql = "SELECT DISTINCT " + columns + " FROM " + Staging.tableOf("metric_value")
                + " WHERE denominator IS NOT NULL AND " + condition
                + " UNION ALL SELECT " + columns + " FROM metric_value m WHERE denominator IS NOT NULL AND " + condition
                + " AND NOT EXISTS (SELECT FROM " + Staging.tableOf("metric_period") + " p"
                + " WHERE (p.metric, p.period_kind, p.period) = (m.metric, m.period_kind, m.period))";
        List<Judgement.Value> values = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < 2 * parameters.size(); i++) {
                select.setArray(i + 1, connection.createArrayOf("text", parameters.get(i % parameters.size())));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(new Judgement.Value(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getObject(4, LocalDate.class),
                            rows.getBoolean(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getDouble(8),
                            rows.getDouble(9),
                            rows.getLong(10)));
                }
            }
        } catch (SQLException e) {
            throw Catalog.failed("the values to be judged could not be read", e);
        }
        return values;
    }

    /** Notes what the values that a run publishes were computed from. */
    static void write(Connection connection, String run, Basis basis) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE run SET metric_basis = ? WHERE run = ?")) {
            update.setString(1, basis.digest());
            update.setString(2, run);
            update.executeUpdate();
        }
        try (Statement delete = connection.createStatement()) {
            delete.execute("DELETE FROM metric_input");
        }
        Catalog.insertAll(
                connection,
                "INSERT INTO metric_input (subject, day, rows, counted, timed, run) VALUES (?, ?, ?, ?, ?, ?)",
                basis.inputs(),
                (insert, input) -> {
                    insert.setString(1, input.subject());
                    insert.setObject(2, input.day());
                    insert.setLong(3, input.rows());
                    insert.setLong(4, input.counted());
                    insert.setLong(5, input.timed());
                    insert.setString(6, run);
                });
    }
}
