package daybreak.jobs.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an export as they lie in its files, one table {@code raw_<entity>} each, typed, without those that the
 * contract refuses: {@code arrived}, {@code file_no}, {@code line}, the columns, and beside each time its business date
 * ({@code <column>_on}). Also {@code calendar}: every day that matters with its first and last instant and its periods.
 */
final class RawExport {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Connection database;
    private final ZoneId zone;
    private LocalDate earliest;
    private LocalDate latest;

    private RawExport(Connection database, LocalDate from, LocalDate to, ZoneId zone) {
        this.database = database;
        this.zone = zone;
        this.earliest = from;
        this.latest = to;
    }

    static void load(Connection database, Path exports, LocalDate from, LocalDate to, ZoneId zone)
            throws IOException, SQLException {
        RawExport export = new RawExport(database, from, to, zone);
        Map<LocalDate, Path> folders = folders(exports, from, to);
        for (ExportContract.Entity entity : ExportContract.entities()) {
            export.load(entity, folders);
        }
        export.calendar();
    }

    /** Of events the first row of a key stands; a later one is a duplicate, or refused as changed. */
    static void dropRepeatedEvents(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (ExportContract.Entity entity : ExportContract.entities()) {
                if (entity.event()) {
                    String raw = "raw_" + entity.name();
                    statement.execute("CREATE OR REPLACE TABLE " + raw + " AS SELECT * FROM " + raw
                            + " QUALIFY row_number() OVER (PARTITION BY " + String.join(", ", entity.key())
                            + " ORDER BY arrived, file_no, line) = 1");
                }
            }
        }
    }

    private static Map<LocalDate, Path> folders(Path exports, LocalDate from, LocalDate to) throws IOException {
        Map<LocalDate, Path> folders = new TreeMap<>();
        boolean dated = false;
        try (Stream<Path> children = Files.list(exports)) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (!Files.isDirectory(child) || !DAY.matcher(name).matches()) {
                    continue;
                }
                dated = true;
                LocalDate day = LocalDate.parse(name);
                if (day.isBefore(from) || day.isAfter(to)) {
                    continue;
                }
                if (!Files.exists(child.resolve("_COMPLETE"))) {
                    throw new IllegalArgumentException("Folder " + name + " is not complete.");
                }
                folders.put(day, child);
            }
        }
        if (!dated) {
            folders.put(to, exports);
        }
        return folders;
    }

    private void load(ExportContract.Entity entity, Map<LocalDate, Path> folders) throws IOException, SQLException {
        StringBuilder columns = new StringBuilder("arrived DATE, file_no INTEGER, line BIGINT");
        for (ExportContract.Column column : entity.columns()) {
            columns.append(", \"").append(column.name()).append("\" ").append(column.duckType());
            if (column.isTime()) {
                columns.append(", ").append(column.name()).append("_on DATE");
            }
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE raw_" + entity.name() + " (" + columns + ")");
        }
        Pattern fileName = Pattern.compile(Pattern.quote(entity.name()) + "(?:-(\\d+))?\\.csv");
        try (DuckDBAppender appender = database.unwrap(DuckDBConnection.class)
                .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "raw_" + entity.name())) {
            for (Map.Entry<LocalDate, Path> folder : folders.entrySet()) {
                Map<Integer, Path> files = new TreeMap<>();
                try (Stream<Path> children = Files.list(folder.getValue())) {
                    for (Path child : children.toList()) {
                        Matcher name = fileName.matcher(child.getFileName().toString());
                        if (name.matches()) {
                            files.put(name.group(1) == null ? 0 : Integer.parseInt(name.group(1)), child);
                        }
                    }
                }
                for (Map.Entry<Integer, Path> file : files.entrySet()) {
                    load(entity, folder.getKey(), file.getKey(), file.getValue(), appender);
                }
            }
        }
    }

    private void load(ExportContract.Entity entity, LocalDate arrived, int fileNo, Path file, DuckDBAppender appender)
            throws IOException, SQLException {
        List<CsvText.Row> rows = CsvText.rows(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        if (rows.isEmpty()) {
            return;
        }
        List<String> header = rows.get(0).cells();
        Map<String, Integer> place = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            place.put(header.get(i).strip(), i);
        }
        for (CsvText.Row row : rows.subList(1, rows.size())) {
            List<@Nullable Object> values = values(entity, place, header.size(), row);
            if (values.isEmpty()) {
                continue;
            }
            appender.beginRow();
            appender.append(arrived);
            appender.append(fileNo);
            appender.append(row.line());
            for (int i = 0; i < values.size(); i++) {
                append(appender, values.get(i));
                if (entity.columns().get(i).isTime()) {
                    append(appender, day((Long) values.get(i)));
                }
            }
            appender.endRow();
        }
    }

    /** Empty: the row is refused. */
    private List<@Nullable Object> values(
            ExportContract.Entity entity, Map<String, Integer> place, int width, CsvText.Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        if (!row.sound() || row.cells().size() != width) {
            return values;
        }
        try {
            for (ExportContract.Column column : entity.columns()) {
                Integer at = place.containsKey(column.name()) ? place.get(column.name()) : place.get(column.zh());
                Object value =
                        at == null ? null : Cells.read(column, row.cells().get(at), zone);
                boolean needed = column.required()
                        || entity.key().contains(column.name())
                        || column.name().equals(entity.ownTime());
                if (value == null && needed) {
                    return List.of();
                }
                values.add(value);
            }
            return values;
        } catch (Cells.Unreadable e) {
            return List.of();
        }
    }

    private @Nullable LocalDate day(@Nullable Long micros) {
        if (micros == null) {
            return null;
        }
        LocalDate day = LocalDate.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone);
        if (day.isBefore(earliest) && day.getYear() > 1990) {
            earliest = day;
        }
        if (day.isAfter(latest) && day.getYear() < 2100) {
            latest = day;
        }
        return day;
    }

    private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof Long number) {
            appender.append((long) number);
        } else if (value instanceof Double number) {
            appender.append((double) number);
        } else if (value instanceof Boolean bool) {
            appender.append((boolean) bool);
        } else if (value instanceof LocalDate date) {
            appender.append(date);
        } else {
            appender.append((String) value);
        }
    }

    private void calendar() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE calendar (day DATE, begins BIGINT, ends BIGINT)");
        }
        try (DuckDBAppender appender =
                database.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, "calendar")) {
            for (LocalDate day = earliest; !day.isAfter(latest); day = day.plusDays(1)) {
                appender.beginRow();
                appender.append(day);
                appender.append(Cells.micros(day.atStartOfDay(zone).toInstant()));
                appender.append(Cells.micros(day.plusDays(1).atStartOfDay(zone).toInstant()));
                appender.endRow();
            }
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    CREATE TABLE period_of AS
                    SELECT day, 'week' AS period_kind, strftime(day, '%G-W%V') AS period FROM calendar
                    UNION ALL SELECT day, 'month', strftime(day, '%Y-%m') FROM calendar
                    UNION ALL SELECT day, 'quarter', year(day) || '-Q' || quarter(day) FROM calendar
                    UNION ALL SELECT day, 'all', 'all' FROM calendar
                    """);
        }
    }
}
