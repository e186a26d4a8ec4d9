package daybreak.jobs.explain;

import daybreak.jobs.catalog.MartRow;
import daybreak.jobs.catalog.Marts;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Between the parts of a key as text. */
    private static final String SEPARATOR = "\u001f";

    private static final String STANDING_TASKS = """
            SELECT t.task_id AS id, concat_ws(?, t.raised_on%s) AS key, p.path FROM task t
            JOIN run r ON r.status = 'published' AND t.raised_on BETWEEN r.from_day AND r.to_day
            JOIN warehouse_part p ON p.run = r.run
            WHERE p.table_name = ? AND t.task_id = ANY (?) AND t.rule = ANY (?) ORDER BY t.task_id, r.run""";

    private static final String STANDING_COMPLAINTS = """
            SELECT c.complaint_id AS id, concat_ws(?, r.to_day, c.complaint_id) AS key, p.path
            FROM complaint c CROSS JOIN current_run n
            JOIN run r ON r.run = n.run JOIN warehouse_part p ON p.run = n.run
            WHERE p.table_name = ? AND c.complaint_id = ANY (?)""";

    private final Supplier<SparkSession> spark;
    private final WarehousePaths paths;
    private final Marts marts;
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
        this.marts = new Marts(dataSource);
        this.metrics = metrics;
        this.subjects = new TreeMap<>(subjects);
        this.rules = List.copyOf(rules);
    }

    private record Place(LocalDate from, LocalDate to, LocalDate lastDay, String part) {}

    @Override
    public Map<MartKey, WarehouseRows> of(Collection<MartKey> keys, int limit) {
        Map<MartKey, WarehouseRows> found = new HashMap<>();
        Map<String, MartKey> tasks = new TreeMap<>();
        Map<String, MartKey> complaints = new TreeMap<>();
        for (MartKey key : keys) {
            switch (key.table()) {
                case "metric_value" -> counted(key, false, limit).ifPresent(rows -> found.put(key, rows));
                case "control_point" -> counted(key, true, limit).ifPresent(rows -> found.put(key, rows));
                case "task" -> tasks.put(key.columns().getOrDefault("task_id", ""), key);
                case "complaint" -> complaints.put(key.columns().getOrDefault("complaint_id", ""), key);
                default -> {}
            }
        }
        if (!tasks.isEmpty()) {
            for (Subject subject : subjects.values()) {
                found.putAll(rows(subject, tasks, limit, standingTasks(subject, tasks.keySet())));
            }
        }
        Subject complaint = subjects.get("complaint");
        if (complaint != null && !complaints.isEmpty()) {
            found.putAll(rows(complaint, complaints, limit, standingComplaints(complaint, complaints.keySet())));
        }
        return found;
    }

    private List<MartRow> standingTasks(Subject subject, Collection<String> tasks) {
        // A rule's variant stands beside the key in the mart, but is no column of the subject.
        String key = subject.key().stream()
                .map(column -> ", t.subject ->> '" + column + "'")
                .collect(Collectors.joining());
        return ask(
                STANDING_TASKS.formatted(key),
                SEPARATOR,
                SubjectTables.tableOf(subject.name()),
                tasks.toArray(String[]::new),
                rules.stream()
                        .filter(rule -> rule.subject().equals(subject.name()))
                        .map(AlertRule::rule)
                        .toArray(String[]::new));
    }

    private List<MartRow> standingComplaints(Subject subject, Collection<String> complaints) {
        return ask(
                STANDING_COMPLAINTS,
                SEPARATOR,
                SubjectTables.tableOf(subject.name()),
                complaints.toArray(String[]::new));
    }

    private List<MartRow> ask(String select, Object... parameters) {
        return marts.read(questions -> questions.ask(select, parameters));
    }

    /**
     * Reads the rows of a subject that stand behind mart rows, by one statement a part.
     *
     * @param asked mart rows by their id
     * @param standing {@code id}; {@code key}, a subject's day and key; {@code path} of the part that holds the row
     */
    private Map<MartKey, WarehouseRows> rows(
            Subject subject, Map<String, MartKey> asked, int limit, List<MartRow> standing) {
        Map<String, Map<String, String>> keysOfPart = new LinkedHashMap<>();
        standing.forEach(row -> keysOfPart
                .computeIfAbsent(row.requiredText("path"), path -> new LinkedHashMap<>())
                .put(row.requiredText("id"), row.requiredText("key")));
        Map<MartKey, WarehouseRows> found = new HashMap<>();
        Column key = functions.concat_ws(
                SEPARATOR,
                Stream.concat(Stream.of("day"), subject.key().stream())
                        .map(column -> functions.col(column).cast("string"))
                        .toArray(Column[]::new));
        keysOfPart.forEach((path, keys) -> {
            Dataset<Row> rows =
                    part(path).where(key.isin(keys.values().stream().distinct().toArray()));
            List<String> names = shown(rows);
            Map<String, List<List<@Nullable String>>> lines = new HashMap<>();
            Column[] columns = Stream.concat(asText(names), Stream.of(key)).toArray(Column[]::new);
            for (Row row : rows.select(columns).collectAsList()) {
                lines.computeIfAbsent(row.getString(names.size()), any -> new ArrayList<>())
                        .add(cells(row, names.size()));
            }
            keys.forEach((id, wanted) -> {
                List<List<@Nullable String>> all = lines.getOrDefault(wanted, List.of());
                MartKey asking = asked.get(id);
                if (asking != null) {
                    found.put(
                            asking,
                            new WarehouseRows(
                                    subject.name(), names, all.subList(0, Math.min(limit, all.size())), all.size()));
                }
            });
        });
        return found;
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
        List<String> names = shown(rows);
        Column[] order = subject.key().stream().map(functions::col).toArray(Column[]::new);
        List<List<@Nullable String>> lines =
                rows.orderBy(order).limit(limit).select(asText(names).toArray(Column[]::new)).collectAsList().stream()
                        .map(row -> cells(row, names.size()))
                        .toList();
        return new WarehouseRows(subject.name(), names, lines, rows.count());
    }

    private static List<String> shown(Dataset<Row> rows) {
        return Arrays.stream(rows.columns())
                .filter(name -> !name.equals("day") && !name.equals("as_of"))
                .toList();
    }

    private static Stream<Column> asText(List<String> names) {
        return names.stream().map(name -> functions.col(name).cast("string").as(name));
    }

    private static List<@Nullable String> cells(Row row, int number) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            cells.add(row.isNullAt(i) ? null : row.getString(i));
        }
        return cells;
    }

    private Optional<Place> place(Metric metric, String periodKind, String period) {
        return ask(
                        "SELECT v.period_from, v.period_to, r.to_day, p.path FROM metric_value v CROSS JOIN current_run c"
                                + " JOIN run r ON r.run = c.run JOIN warehouse_part p ON p.run = c.run AND p.table_name = ?"
                                + " WHERE v.metric = ? AND v.period_kind = ? AND v.period = ? AND v.dimension = ''",
                        SubjectTables.tableOf(metric.subject()),
                        metric.name(),
                        periodKind,
                        period)
                .stream()
                .findFirst()
                .map(row -> new Place(
                        row.requiredDay("period_from"),
                        row.requiredDay("period_to"),
                        row.requiredDay("to_day"),
                        row.requiredText("path")));
    }
}
