package daybreak.jobs.explain;

import daybreak.jobs.catalog.DatabaseException;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.warehouse.WarehousePaths;
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

/** From a metric's value, or a point of its chart, to the subject rows that count in it, by the metric's own expressions. */
public final class SubjectRows implements RowsBehind {

    private final Supplier<SparkSession> spark;
    private final WarehousePaths paths;
    private final DataSource dataSource;
    private final Metrics metrics;
    private final Map<String, Subject> subjects;

    public SubjectRows(
            Supplier<SparkSession> spark,
            WarehousePaths paths,
            DataSource dataSource,
            Metrics metrics,
            Map<String, Subject> subjects) {
        this.spark = spark;
        this.paths = paths;
        this.dataSource = dataSource;
        this.metrics = metrics;
        this.subjects = new TreeMap<>(subjects);
    }

    private record Place(LocalDate from, LocalDate to, LocalDate lastDay, String part) {}

    @Override
    public Optional<WarehouseRows> of(MartKey key, int limit) {
        boolean chart = key.table().equals("control_point");
        if (!chart && !key.table().equals("metric_value")) {
            return Optional.empty();
        }
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
        Dataset<Row> rows = spark.get()
                .read()
                .parquet(paths.root() + "/" + place.get().part())
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
                        "SELECT v.period_from, v.period_to, r.to_day, p.path FROM metric_value v JOIN run r USING (run)"
                                + " JOIN warehouse_part p ON p.run = v.run AND p.table_name = ?"
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
