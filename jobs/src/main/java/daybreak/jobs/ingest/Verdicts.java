package daybreak.jobs.ingest;

import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.Parts;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContracts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Tells new rows from known ones, over this run's ledger and the earlier rows of the same keys, per key in the order of
 * folder date, file number and line.
 *
 * <p>A state row with the values of the row before it is a duplicate: that row, duplicate or not, holds the values then in
 * force. An event row is compared with the first of its key. Only keys that occur twice are looked at closely, and of the
 * earlier ledgers only the range of this run's keys, so a night of keys that grow with time reads next to nothing of them.
 *
 * <p>A file of a folder that changed after it was taken in is read again whole ({@link Resend}). Where it says of a state row
 * what it said before, the row is a duplicate and nothing more: the key may have moved on since, and must not go back. Such
 * rows lie in the ledger too, and in no run hold the values in force.
 */
record Verdicts(SparkSession spark, ExportContracts contracts, WarehousePaths warehouse) {

    private static final String STATEMENT = """
            WITH every AS (
              SELECT *, true AS incoming FROM ingest_incoming
              UNION ALL
              SELECT e.*, false FROM ingest_earlier e
                LEFT SEMI JOIN ingest_incoming i ON e.entity = i.entity AND e.key_hash = i.key_hash),
            %s,
            repeated AS (
              SELECT entity, key_hash FROM counting GROUP BY entity, key_hash HAVING count(*) > 1),
            ordered AS (
              SELECT e.*,
                e.entity IN (%s) AS is_event,
                row_number() OVER in_order AS place,
                lag(hash_high) OVER in_order = hash_high AND lag(hash_low) OVER in_order = hash_low AS as_before,
                first_value(hash_high) OVER in_order = hash_high
                  AND first_value(hash_low) OVER in_order = hash_low AS as_first
              FROM counting e LEFT SEMI JOIN repeated r ON e.entity = r.entity AND e.key_hash = r.key_hash
              WINDOW in_order AS (PARTITION BY e.entity, e.key ORDER BY arrived, file_no, line)),
            judged AS (
              SELECT *, CASE
                WHEN place = 1 THEN 'accepted'
                WHEN is_event AND as_first THEN 'duplicate'
                WHEN is_event THEN 'event_changed'
                WHEN as_before THEN 'duplicate'
                ELSE 'accepted' END AS first_verdict
              FROM ordered),
            followed AS (
              SELECT *, coalesce(sum(IF(first_verdict = 'accepted', 1, 0)) OVER (
                PARTITION BY entity, key, arrived ORDER BY file_no, line
                ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0) AS later_in_folder
              FROM judged)
            SELECT entity, arrived, file_no, line,
              CASE WHEN first_verdict = 'accepted' THEN 'superseded' ELSE first_verdict END AS verdict, late
            FROM followed
            WHERE incoming AND (first_verdict <> 'accepted' OR later_in_folder > 0)
            """;

    /** While no folder ever changed. */
    private static final String EVERY_ROW_COUNTS = "counting AS (SELECT * FROM every)";

    /**
     * What a file sent again says of a key is its last row of it, and what it said before the last row of the file then, or
     * of its folder where the file is new there or was split otherwise.
     */
    private static final String UNCHANGED_ROWS_DO_NOT_COUNT = """
            placed AS (
              SELECT *, %s AS folder, %s AS number FROM every WHERE entity NOT IN (%s)),
            again AS (
              SELECT entity, key, key_hash, arrived, file_no, folder, number,
                max_by(struct(hash_high, hash_low), line) AS says
              FROM placed WHERE file_no < 0 GROUP BY entity, key, key_hash, arrived, file_no, folder, number),
            compared AS (
              SELECT a.entity, a.key, a.arrived, a.file_no, a.says,
                max_by(struct(p.hash_high, p.hash_low), struct(p.number = a.number, p.arrived, p.number, p.line)) AS said
              FROM again a JOIN placed p ON a.entity = p.entity AND a.key_hash = p.key_hash AND a.key = p.key
                AND a.folder = p.folder AND p.arrived < a.arrived
              GROUP BY a.entity, a.key, a.arrived, a.file_no, a.says),
            unchanged AS (
              SELECT entity, key, arrived, file_no FROM compared WHERE says = said),
            counting AS (
              SELECT * FROM every e LEFT ANTI JOIN unchanged u
                ON e.entity = u.entity AND e.key = u.key AND e.arrived = u.arrived AND e.file_no = u.file_no)
            """;

    private static final String UNCHANGED_ROWS = """
            UNION ALL
            SELECT i.entity, i.arrived, i.file_no, i.line, 'duplicate', i.late FROM ingest_incoming i
              LEFT SEMI JOIN unchanged u
                ON i.entity = u.entity AND i.key = u.key AND i.arrived = u.arrived AND i.file_no = u.file_no
            """;

    /**
     * The rows of this run that do not stand, as the table {@code dropped}.
     *
     * @param resent whether this or an earlier run took in a file of a folder that had changed
     */
    Dataset<Row> dropped(Part incoming, List<Part> earlier, List<FileSummary> summaries, boolean resent) {
        ledger(List.of(incoming)).createOrReplaceTempView("ingest_incoming");
        ledger(earlier).where(sameKeys(summaries)).createOrReplaceTempView("ingest_earlier");
        String events = contracts.all().stream()
                .filter(contract -> contract.kind() == EntityKind.EVENT)
                .map(contract -> "'" + contract.entity() + "'")
                .collect(Collectors.joining(", "));
        return spark.sql(
                resent
                        ? STATEMENT.formatted(
                                        UNCHANGED_ROWS_DO_NOT_COUNT.formatted(
                                                Resend.FOLDER_SQL, Resend.NUMBER_SQL, events),
                                        events)
                                + UNCHANGED_ROWS
                        : STATEMENT.formatted(EVERY_ROW_COUNTS, events));
    }

    /** What is known of keys. */
    Dataset<Row> ledger(List<Part> parts) {
        return Parts.read(spark, warehouse, EntityTables.LEDGER.spark(), parts);
    }

    private static Column sameKeys(List<FileSummary> summaries) {
        Column any = functions.lit(false);
        List<String> entities =
                summaries.stream().map(FileSummary::entity).distinct().sorted().toList();
        for (String entity : entities) {
            KeyRange keys = new KeyRange();
            for (FileSummary summary : summaries) {
                if (summary.entity().equals(entity)) {
                    bounds(summary).forEach(keys::add);
                }
            }
            @Nullable String least = keys.least();
            if (least != null) {
                any = any.or(functions
                        .col("entity")
                        .equalTo(entity)
                        .and(functions.col("key").between(least, keys.greatest())));
            }
        }
        return any;
    }

    private static List<String> bounds(FileSummary summary) {
        List<String> bounds = new ArrayList<>();
        String least = summary.leastKey();
        String greatest = summary.greatestKey();
        if (least != null && greatest != null) {
            bounds.add(least);
            bounds.add(greatest);
        }
        return bounds;
    }
}
