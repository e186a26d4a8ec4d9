package daybreak.jobs.ingest;

import daybreak.jobs.entity.OrphanReferences;
import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.Parts;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.export.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Counts the accepted rows that refer to a key which no row had when they arrived, and keeps the keys that no row has yet. The
 * keys referred to, each once a group of files, are looked up first; rows are looked at only where one is unknown.
 */
record Orphans(SparkSession spark, ExportContracts contracts, WarehousePaths warehouse, String run) {

    private static final String UNKNOWN = """
            SELECT r.entity, r.column_name, r.referred, r.key, r.since, k.since AS known_since
            FROM ingest_references r
            LEFT JOIN (
              SELECT entity, key, min(arrived) AS since FROM ingest_known GROUP BY entity, key) k
              ON r.referred = k.entity AND r.key = k.key
            WHERE k.key IS NULL OR k.since > r.since
            """;

    private static final String COUNT = """
            WITH orphans AS (
              SELECT DISTINCT c.entity, c.arrived, c.file_no, c.line FROM ingest_cells c
                LEFT SEMI JOIN ingest_unknown u ON u.entity = c.entity AND u.column_name = c.column_name
                  AND u.key = c.key AND (u.known_since IS NULL OR u.known_since > c.arrived))
            SELECT o.entity, o.arrived, o.file_no, count(*) AS orphans FROM orphans o
            LEFT ANTI JOIN ingest_not_accepted d
              ON o.entity = d.entity AND o.arrived = d.arrived AND o.file_no = d.file_no AND o.line = d.line
            GROUP BY o.entity, o.arrived, o.file_no
            """;

    private static final String OPEN = """
            SELECT entity, column_name, referred, key, min(since) AS since
            FROM (
              SELECT entity, column_name, referred, key, since FROM ingest_unknown WHERE known_since IS NULL
              UNION ALL
              SELECT b.entity, b.column_name, b.referred, b.key, b.since FROM ingest_orphans_before b
                LEFT ANTI JOIN ingest_known k ON b.referred = k.entity AND b.key = k.key)
            GROUP BY entity, column_name, referred, key
            """;

    /**
     * What the rows of a run refer to and nobody has.
     *
     * @param rows by file
     * @param open keys that no row has at its end, as the table {@code orphan}; null: none, and none before
     */
    record Found(Map<FileKey, Long> rows, @Nullable Part open) {}

    /**
     * Counts, and writes the keys that stay unknown.
     *
     * @param before where the run before left them; null: nowhere
     * @param known ledgers of all runs, this one's included
     * @param dropped rows of this run that do not stand
     * @param rows that this run wrote, by table
     */
    Found find(
            @Nullable Part before,
            Dataset<Row> references,
            Dataset<Row> known,
            Dataset<Row> dropped,
            Map<String, Long> rows) {
        references.createOrReplaceTempView("ingest_references");
        // Most keys of the ledgers are of events that nothing refers to: they are not even read.
        known.where(functions.col("entity").isin(referred())).createOrReplaceTempView("ingest_known");
        Dataset<Row> unknown = spark.sql(UNKNOWN).cache();
        try {
            unknown.createOrReplaceTempView("ingest_unknown");
            Dataset<Row> cells =
                    cells(unknown.select("entity", "column_name").distinct().collectAsList(), rows);
            boolean isOpen = cells != null || (before != null && before.rows() > 0);
            return new Found(cells == null ? Map.of() : count(cells, dropped), isOpen ? writeOpen(before) : null);
        } finally {
            unknown.unpersist();
        }
    }

    /** The entities whose keys any column holds. */
    private Object[] referred() {
        return contracts.all().stream()
                .flatMap(contract -> contract.columns().stream())
                .flatMap(column -> Stream.ofNullable(column.references()))
                .map(Reference::entity)
                .distinct()
                .toArray();
    }

    private Map<FileKey, Long> count(Dataset<Row> cells, Dataset<Row> dropped) {
        cells.createOrReplaceTempView("ingest_cells");
        dropped.where("verdict <> 'superseded'").createOrReplaceTempView("ingest_not_accepted");
        Map<FileKey, Long> counts = new HashMap<>();
        for (Row row : spark.sql(COUNT).collectAsList()) {
            counts.put(new FileKey(row.getString(0), day(row, 1), row.getInt(2)), row.getLong(3));
        }
        return counts;
    }

    private Part writeOpen(@Nullable Part before) {
        Parts.read(spark, warehouse, EntityTables.ORPHAN.spark(), before == null ? List.of() : List.of(before))
                .createOrReplaceTempView("ingest_orphans_before");
        return Parts.write(spark.sql(OPEN), warehouse, EntityTables.ORPHAN.table(), run);
    }

    /**
     * What this run's rows refer to in the columns named, one row a cell: one input for all of them, for a join a column would
     * cost a night more than its rows do. Null: no column is named.
     */
    private @Nullable Dataset<Row> cells(List<Row> columns, Map<String, Long> rows) {
        Map<String, List<String>> byEntity = new TreeMap<>();
        for (Row column : columns) {
            byEntity.computeIfAbsent(column.getString(0), any -> new ArrayList<>())
                    .add(column.getString(1));
        }
        Dataset<Row> all = null;
        long read = 0;
        for (Map.Entry<String, List<String>> entity : byEntity.entrySet()) {
            long written = rows.getOrDefault(entity.getKey(), 0L);
            Part part = new Part(entity.getKey(), warehouse.relative(entity.getKey(), run), written);
            Dataset<Row> cells = Parts.read(
                            spark,
                            warehouse,
                            EntityTables.open(contracts.of(entity.getKey())).spark(),
                            List.of(part))
                    .select(
                            functions.lit(entity.getKey()).as("entity"),
                            functions.expr(OrphanReferences.cells(entity.getValue())),
                            functions.col("arrived"),
                            functions.col("file_no"),
                            functions.col("line"));
            all = all == null ? cells : all.union(cells);
            read += written * entity.getValue().size();
        }
        return all == null ? null : Parts.inOneTaskIfFew(all, read);
    }

    static long day(Row row, int position) {
        return LocalDate.parse(String.valueOf(row.getDate(position))).toEpochDay();
    }
}
