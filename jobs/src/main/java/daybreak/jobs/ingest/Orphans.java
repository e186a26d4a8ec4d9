package daybreak.jobs.ingest;

import daybreak.jobs.warehouse.WarehousePaths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Counts the accepted rows that refer to a key which no row had when they arrived. The keys referred to, each once a file, are
 * looked up first; rows are looked at only where one is unknown.
 */
record Orphans(SparkSession spark, WarehousePaths warehouse, String run) {

    private static final String UNKNOWN = """
            SELECT r.entity, r.column_name, r.key, r.arrived, r.file_no
            FROM ingest_references r
            LEFT JOIN (
              SELECT entity, key, min(arrived) AS since FROM ingest_known
              WHERE entity IN (SELECT DISTINCT referred FROM ingest_references) GROUP BY entity, key) k
              ON r.referred = k.entity AND r.key = k.key
            WHERE k.key IS NULL OR k.since > r.arrived
            """;

    private static final String ROWS = """
            SELECT '%1$s' AS entity, e.arrived, e.file_no, e.line FROM ingest_rows_%1$s e
            LEFT SEMI JOIN ingest_unknown u ON u.entity = '%1$s' AND u.column_name = '%2$s' AND u.key = e.%2$s
              AND u.arrived = e.arrived AND u.file_no = e.file_no
            """;

    private static final String COUNT = """
            SELECT entity, arrived, file_no, count(*) AS orphans FROM (%s) o
            LEFT ANTI JOIN ingest_not_accepted d
              ON o.entity = d.entity AND o.arrived = d.arrived AND o.file_no = d.file_no AND o.line = d.line
            GROUP BY entity, arrived, file_no
            """;

    /**
     * By file.
     *
     * @param known ledgers of all runs, this one's included
     * @param dropped rows of this run that do not stand
     */
    Map<FileKey, Long> count(Dataset<Row> references, Dataset<Row> known, Dataset<Row> dropped) {
        references.createOrReplaceTempView("ingest_references");
        known.createOrReplaceTempView("ingest_known");
        Dataset<Row> unknown = spark.sql(UNKNOWN).cache();
        try {
            unknown.createOrReplaceTempView("ingest_unknown");
            List<String> rows = new ArrayList<>();
            for (Row column : unknown.select("entity", "column_name").distinct().collectAsList()) {
                String entity = column.getString(0);
                spark.read().parquet(warehouse.folder(entity, run)).createOrReplaceTempView("ingest_rows_" + entity);
                rows.add(ROWS.formatted(entity, column.getString(1)));
            }
            Map<FileKey, Long> counts = new HashMap<>();
            if (rows.isEmpty()) {
                return counts;
            }
            dropped.where("verdict <> 'superseded'").createOrReplaceTempView("ingest_not_accepted");
            for (Row row :
                    spark.sql(COUNT.formatted(String.join(" UNION ", rows))).collectAsList()) {
                counts.put(new FileKey(row.getString(0), day(row, 1), row.getInt(2)), row.getLong(3));
            }
            return counts;
        } finally {
            unknown.unpersist();
        }
    }

    static long day(Row row, int position) {
        return LocalDate.parse(String.valueOf(row.getDate(position))).toEpochDay();
    }
}
