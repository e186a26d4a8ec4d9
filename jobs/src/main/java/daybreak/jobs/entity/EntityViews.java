package daybreak.jobs.entity;

import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Field;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.Parts;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The entities as SQL views of a session, free of personal data.
 *
 * <ul>
 *   <li>{@code <entity>_rows}: every row that stands, as it arrived; duplicates and superseded rows are gone.
 *   <li>{@code <entity>_versions} (state entities): one row a version that counts at the end of the range, in force from
 *       {@code since} (the first version: ever) until the day before {@code replaced}; {@code counts_from} is the first day
 *       whose run counts it.
 *   <li>{@code <entity>_history} (state entities): the same without withdrawals, for dimensions: a withdrawal says nothing
 *       that a dimension could be taken from, and the version before it stays in force.
 *   <li>{@code <entity>_standing} (state entities): one row a version that stood at the end of a day of the range, which it
 *       did from {@code stands_from} until the day before {@code gone_from}; withdrawn deals and listings gone. What it says
 *       of times is as exported, also where they lie ahead of a day.
 *   <li>{@code <entity>} (state entities): what was known at the end of each {@code day} of the range, one row a key and
 *       day: own time before {@code as_of}, other times not yet reached blank, withdrawn deals and listings gone. A row
 *       whose own time is still ahead does not count, so the earlier row of its key stands until that time has come.
 *   <li>{@code <entity>} (event entities): the rows that count at the end of the range.
 * </ul>
 */
public final class EntityViews {

    /** Withdrawn, these are as if they had never been; a withdrawn client's other rows still count. */
    private static final Set<String> GONE_WHEN_WITHDRAWN = Set.of("deals", "listings");

    private final ExportContracts contracts;
    private final WarehousePaths paths;
    private final List<Part> parts;
    private final Map<LocalDate, Map<LocalDate, SparkSession>> sessions = new HashMap<>();
    private final Map<SparkSession, Set<String>> registered = new HashMap<>();
    private @Nullable Set<String> withDroppedRows;

    /**
     * @param parts of the warehouse that the views read
     */
    public EntityViews(ExportContracts contracts, WarehousePaths paths, List<Part> parts) {
        this.contracts = contracts;
        this.paths = paths;
        this.parts = List.copyOf(parts);
    }

    /** The files of a table, or an empty table of that schema while it has none. */
    public Dataset<Row> table(SparkSession session, String table, StructType schema) {
        return Parts.read(
                session,
                paths,
                schema,
                parts.stream().filter(part -> part.table().equals(table)).toList());
    }

    /**
     * A session in which the views that statements name stand as of a range; statements over the same range share it, so
     * that each view is analysed once.
     *
     * @param sql the statements that will be run
     */
    public synchronized SparkSession session(SparkSession any, LocalDate from, LocalDate to, List<String> sql) {
        SparkSession session =
                sessions.computeIfAbsent(from, day -> new HashMap<>()).computeIfAbsent(to, day -> any.newSession());
        register(session, from, to, sql);
        return session;
    }

    /** Does what makes a view, the first time that the session asks for one of that name. */
    public synchronized void once(SparkSession session, String view, Runnable registration) {
        if (registered.computeIfAbsent(session, any -> new HashSet<>()).add(view)) {
            registration.run();
        }
    }

    private void register(SparkSession session, LocalDate from, LocalDate to, List<String> sql) {
        String statements = String.join("\n", sql);
        for (ExportContract contract : contracts.all()) {
            String entity = contract.entity();
            boolean named = names(statements, entity);
            if (contract.kind() == EntityKind.STATE) {
                boolean versions = names(statements, entity + "_versions");
                boolean history = names(statements, entity + "_history");
                boolean standing = names(statements, entity + "_standing");
                if (named || versions || history || standing) {
                    registerRows(session, contract);
                }
                if (versions) {
                    lookedUp(session, entity + "_versions", versions(contract, to, false));
                }
                if (history) {
                    lookedUp(session, entity + "_history", versions(contract, to, true));
                }
                if (standing) {
                    view(session, entity + "_standing", standing(contract, from, to));
                }
                if (named) {
                    view(session, entity, snapshot(contract, from, to));
                }
            } else if (named) {
                registerRows(session, contract);
                view(session, entity, events(contract, to));
            }
        }
    }

    /**
     * A view in which statements look up the version of a day. That is a join with a condition, and of those only hash joins
     * run natively (see {@code SparkEngine}): the versions are held in memory by key, and what looks them up need not be sorted.
     */
    private void lookedUp(SparkSession session, String name, String sql) {
        once(session, name, () -> session.sql(sql).hint("shuffle_hash").createOrReplaceTempView(name));
    }

    private void view(SparkSession session, String name, String sql) {
        once(session, name, () -> session.sql(sql).createOrReplaceTempView(name));
    }

    /** Registers {@code <entity>_rows} of all entities that a statement names, and under the bare name too. */
    public void registerRowsOnly(SparkSession session, String sql) {
        for (ExportContract contract : contracts.all()) {
            if (names(sql, contract.entity())) {
                registerRows(session, contract);
                session.table(contract.entity() + "_rows").createOrReplaceTempView(contract.entity());
            }
        }
    }

    private static boolean names(String statements, String table) {
        return Pattern.compile("\\b" + table + "\\b").matcher(statements).find();
    }

    /** Most entities never drop a row, and then their statements need not look whether a row stands. */
    private synchronized Set<String> entitiesWithDroppedRows(SparkSession session) {
        if (withDroppedRows == null) {
            withDroppedRows = parts.stream().noneMatch(part -> part.table().equals(EntityTables.DROPPED.table()))
                    ? Set.of()
                    : dropped(session).select("entity").distinct().collectAsList().stream()
                            .map(row -> row.getString(0))
                            .collect(Collectors.toSet());
        }
        return withDroppedRows;
    }

    private Dataset<Row> dropped(SparkSession session) {
        return table(session, EntityTables.DROPPED.table(), EntityTables.DROPPED.spark());
    }

    private void registerRows(SparkSession session, ExportContract contract) {
        once(session, contract.entity() + "_rows", () -> makeRows(session, contract));
    }

    private void makeRows(SparkSession session, ExportContract contract) {
        String entity = contract.entity();
        Dataset<Row> rows = table(session, entity, EntityTables.open(contract).spark());
        rows.createOrReplaceTempView(entity + "_rows");
        if (entitiesWithDroppedRows(session).contains(entity)) {
            dropped(session).createOrReplaceTempView(EntityTables.DROPPED.table());
            session.sql("SELECT r.* FROM " + entity + "_rows r LEFT ANTI JOIN "
                            + EntityTables.DROPPED.table() + " x ON x.entity = '" + entity
                            + "' AND x.arrived = r.arrived AND x.file_no = r.file_no AND x.line = r.line")
                    .createOrReplaceTempView(entity + "_rows");
        }
    }

    private static String versions(ExportContract contract, LocalDate to, boolean withoutWithdrawals) {
        String versions = "OVER (PARTITION BY " + String.join(", ", contract.key()) + " ORDER BY arrived)";
        return "SELECT *, IF(row_number() " + versions
                + " = 1, DATE'0001-01-01', arrived) AS since, coalesce(lead(arrived) " + versions
                + ", DATE'9999-12-31') AS replaced FROM (" + counted(contract) + ") WHERE counts_from <= " + date(to)
                + (withoutWithdrawals && canBeWithdrawn(contract) ? " AND NOT coalesce(deleted, false)" : "");
    }

    /** The rows with {@code counts_from}, the first day by whose end they have arrived and their own time has come. */
    private static String counted(ExportContract contract) {
        String ownTime = contract.ownTime();
        return "SELECT *, " + (ownTime == null ? "arrived" : "greatest(arrived, to_date(" + ownTime + "))")
                + " AS counts_from FROM " + contract.entity() + "_rows";
    }

    private static boolean canBeWithdrawn(ExportContract contract) {
        return contract.columns().stream().anyMatch(column -> column.name().equals("deleted"));
    }

    private static String standing(ExportContract contract, LocalDate from, LocalDate to) {
        return "SELECT * FROM (SELECT *, counts_from AS stands_from, coalesce(min(counts_from) OVER (PARTITION BY "
                + String.join(", ", contract.key())
                + " ORDER BY arrived ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), DATE'9999-12-31') AS gone_from FROM ("
                + counted(contract) + ") WHERE counts_from <= " + date(to)
                + ") WHERE gone_from > greatest(stands_from, "
                + date(from) + ")"
                + (GONE_WHEN_WITHDRAWN.contains(contract.entity()) ? " AND NOT coalesce(deleted, false)" : "");
    }

    private static String snapshot(ExportContract contract, LocalDate from, LocalDate to) {
        String day = from.equals(to)
                ? date(to)
                : "explode(sequence(greatest(stands_from, " + date(from) + "), least(date_sub(gone_from, 1), "
                        + date(to) + ")))";
        List<String> columns = new ArrayList<>();
        columns.add("day");
        columns.add("as_of");
        for (Field field : EntityTables.open(contract).fields()) {
            String name = field.name();
            boolean time = field.kind() == Field.Kind.TIME;
            boolean blankAhead = (time || field.kind() == Field.Kind.DATE)
                    && !name.equals(contract.ownTime())
                    && contract.columns().stream()
                            .anyMatch(column -> column.name().equals(name) && !column.planned());
            columns.add(
                    blankAhead
                            ? "CASE WHEN " + name + (time ? " < as_of" : " <= day") + " THEN " + name + " END AS "
                                    + name
                            : name);
        }
        return "SELECT " + String.join(", ", columns)
                + " FROM (SELECT *, timestamp(date_add(day, 1)) AS as_of FROM (SELECT *, " + day + " AS day FROM ("
                + standing(contract, from, to) + ")))";
    }

    private static String events(ExportContract contract, LocalDate to) {
        String ownTime = contract.ownTime();
        return "SELECT * FROM " + contract.entity() + "_rows WHERE arrived <= " + date(to)
                + (ownTime == null
                        ? ""
                        : contract.column(ownTime).type() == ColumnType.TIME
                                ? " AND " + ownTime + " < timestamp(" + date(to.plusDays(1)) + ")"
                                : " AND " + ownTime + " <= " + date(to));
    }

    private static String date(LocalDate day) {
        return "DATE'" + day + "'";
    }
}
