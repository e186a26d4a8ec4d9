package daybreak.jobs.explain;

import daybreak.jobs.catalog.DatabaseException;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * From a metric's value, or a point of its chart, to the subject rows that count in it, by the metric's own expressions;
 * from a task to the subject's row on the day that raised it; from a complaint to its row of the last day.
 */
public final class SubjectRows implements RowsBehind {

    private final Supplier<SparkSession> spark;
    private final WarehousePaths paths;
    private final DataSource dataSource;
    private final Metrics metrics;
    private final Map<String, Subject> subjects;
    private final List<AlertRule> rules;

    /** All definitions are those that the night was computed by. */
    public SubjectRows(
            Supplier<SparkSession> spark,
            WarehousePaths paths,
            DataSource dataSource,
            Metrics metrics,
            Map<String, Subject> subjects,
            List<AlertRule> rules) {
        this.spark = spark;
        this.paths = paths;
        this.dataSource = dataSource;
        this.metrics = metrics;
        this.subjects = new TreeMap<>(subjects);
        this.rules = List.copyOf(rules);
    }

    private record Place(LocalDate from, LocalDate to, LocalDate lastDay, String part) {}

    @Override
    public Optional<WarehouseRows> of(MartKey key, int limit) {
        return switch (key.table()) {
            case "metric_value" -> counted(key, false, limit);
            case "control_point" -> counted(key, true, limit);
            case "task" -> ofTask(key.columns().getOrDefault("task_id", ""), limit);
            case "complaint" -> ofComplaint(key.columns().getOrDefault("complaint_id", ""), limit);
            default -> Optional.empty();
        };
    }

    private Optional<WarehouseRows> ofTask(String task, int limit) {
        Map<String, Subject> byRule = new TreeMap<>();
        for (AlertRule rule : rules) {
            Subject subject = subjects.get(rule.subject());
            if (subject != null) {
                byRule.put(rule.rule(), subject);
            }
        }
        List<WarehouseRows> found = ask(
                "SELECT t.rule, t.raised_on::text, p.table_name, p.path, k.key AS column_name, k.value"
                        + " FROM task t CROSS JOIN LATERAL jsonb_each_text(t.subject) k"
                        + " JOIN run r ON r.status = 'published' AND t.raised_on BETWEEN r.from_day AND r.to_day"
                        + " JOIN warehouse_part p ON p.run = r.run WHERE t.task_id = ?",
                task,
                rows -> {
                    Dataset<Row> standing = null;
                    Subject subject = null;
                    while (rows.next()) {
                        Subject judged = byRule.get(rows.getString(1));
                        if (judged == null
                                || !SubjectTables.tableOf(judged.name()).equals(rows.getString(3))) {
                            continue;
                        }
                        if (standing == null) {
                            standing = part(rows.getString(4)).where("day = DATE'" + rows.getString(2) + "'");
                            subject = judged;
                        }
                        // A rule's variant stands beside the key, but is no column of the subject.
                        if (judged.key().contains(rows.getString(5))) {
                            standing = standing.where(functions
                                    .col(rows.getString(5))
                                    .cast("string")
                                    .equalTo(rows.getString(6)));
                        }
                    }
                    return standing == null || subject == null ? List.of() : List.of(read(subject, standing, limit));
                });
        return found.stream().findFirst();
    }

    private Optional<WarehouseRows> ofComplaint(String complaint, int limit) {
        Subject subject = subjects.get("complaint");
        if (subject == null) {
            return Optional.empty();
        }
        List<WarehouseRows> found = ask(
                "SELECT r.to_day::text, p.path FROM current_run c JOIN run r USING (run)"
                        + " JOIN warehouse_part p USING (run) WHERE p.table_name = ?",
                SubjectTables.tableOf(subject.name()),
                rows -> rows.next()
                        ? List.of(read(
                                subject,
                                part(rows.getString(2))
                                        .where("day = DATE'" + rows.getString(1) + "'")
                                        .where(functions.col("complaint_id").equalTo(complaint)),
                                limit))
                        : List.of());
        return found.stream().findFirst();
    }

    private interface Answer<T> {
        List<T> from(ResultSet rows) throws SQLException;
    }

    private <T> List<T> ask(String sql, String parameter, Answer<T> answer) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (ResultSet rows = select.executeQuery()) {
                return answer.from(rows);
            }
        } catch (SQLException e) {
            throw new DatabaseException("the marts could not be read: " + e.getMessage(), e);
        }
    }

    private Dataset<Row> part(String path) {
        return spark.get().read().parquet(paths.root() + "/" + path);
    }

    private Optional<WarehouseRows> counted(MartKey key, boolean chart, int limit) {
        Map<String, String> columns = key.columns();
        Optional<Metric> found = metrics.find(columns.getOrDefault(chart ? "chart" : "metric", ""));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Metric metric = found.get();
        Subject subject = subjects.get(metric.subject());
        String period = subject == null ? null : subject.period();
        if (subject == null || period == null) {
            return Optional.empty();
        }
        Optional<Place> place = place(
                metric,
                chart ? "week" : columns.getOrDefault("period_kind", "all"),
                columns.getOrDefault("period", "all"));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String dimension = columns.getOrDefault("dimension", "");
        Dataset<Row> rows = part(place.get().part())
                .where("day = DATE'" + place.get().lastDay() + "'")
                .where("coalesce(" + metric.where() + ", false) AND coalesce(" + metric.counts() + ", false)");
        if (!columns.getOrDefault("period_kind", "week").equals("all")) {
            rows = rows.where("to_date(" + period + ") BETWEEN DATE'"
                    + place.get().from() + "' AND DATE'" + place.get().to() + "'");
        }
        if (!dimension.isEmpty() && subject.dimensions().containsKey(dimension)) {
            rows = rows.where(functions
                    .coalesce(functions.col(dimension).cast("string"), functions.lit("(none)"))
                    .equalTo(columns.getOrDefault("member", "")));
        }
        return Optional.of(read(subject, rows, limit));
    }

    private static WarehouseRows read(Subject subject, Dataset<Row> rows, int limit) {
        List<String> names = Arrays.stream(rows.columns())
                .filter(name -> !name.equals("day") && !name.equals("as_of"))
                .toList();
        Column[] asText = names.stream()
                .map(name -> functions.col(name).cast("string").as(name))
                .toArray(Column[]::new);
        Column[] order = subject.key().stream().map(functions::col).toArray(Column[]::new);
        List<List<@Nullable String>> cells = new ArrayList<>();
        for (Row row : rows.orderBy(order).limit(limit).select(asText).collectAsList()) {
            List<@Nullable String> line = new ArrayList<>();
            for (int i = 0; i < row.length(); i++) {
                line.add(row.isNullAt(i) ? null : row.getString(i));
            }
            cells.add(line);
        }
        return new WarehouseRows(subject.name(), names, cells, rows.count());
    }

    private Optional<Place> place(Metric metric, String periodKind, String period) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT v.period_from, v.period_to, r.to_day, p.path FROM metric_value v CROSS JOIN current_run c"
                                + " JOIN run r ON r.run = c.run JOIN warehouse_part p ON p.run = c.run AND p.table_name = ?"
                                + " WHERE v.metric = ? AND v.period_kind = ? AND v.period = ? AND v.dimension = ''")) {
            select.setString(1, SubjectTables.tableOf(metric.subject()));
            select.setString(2, metric.name());
            select.setString(3, periodKind);
            select.setString(4, period);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Place(
                                rows.getObject(1, LocalDate.class),
                                rows.getObject(2, LocalDate.class),
                                rows.getObject(3, LocalDate.class),
                                rows.getString(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseException("the marts could not be read: " + e.getMessage(), e);
        }
    }
}
