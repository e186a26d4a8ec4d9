package daybreak.jobs.ingest;

import daybreak.jobs.warehouse.EntityTables;
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
 */
record Verdicts(SparkSession spark, ExportContracts contracts) {

    private static final String STATEMENT = """
            WITH every AS (
              SELECT *, true AS incoming FROM ingest_incoming
              UNION ALL
              SELECT e.*, false FROM ingest_earlier e
                LEFT SEMI JOIN ingest_incoming i ON e.entity = i.entity AND e.key_hash = i.key_hash),
            repeated AS (
              SELECT entity, key_hash FROM every GROUP BY entity, key_hash HAVING count(*) > 1),
            ordered AS (
              SELECT e.*,
                e.entity IN (%s) AS is_event,
                row_number() OVER in_order AS place,
                lag(hash_high) OVER in_order = hash_high AND lag(hash_low) OVER in_order = hash_low AS as_before,
                first_value(hash_high) OVER in_order = hash_high
                  AND first_value(hash_low) OVER in_order = hash_low AS as_first
              FROM every e LEFT SEMI JOIN repeated r ON e.entity = r.entity AND e.key_hash = r.key_hash
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

    /** The rows of this run that do not stand, as the table {@code dropped}. */
    Dataset<Row> dropped(List<String> incoming, List<String> earlier, List<FileSummary> summaries) {
        ledger(incoming).createOrReplaceTempView("ingest_incoming");
        ledger(earlier).where(sameKeys(summaries)).createOrReplaceTempView("ingest_earlier");
        String events = contracts.all().stream()
                .filter(contract -> contract.kind() == EntityKind.EVENT)
                .map(contract -> "'" + contract.entity() + "'")
                .collect(Collectors.joining(", "));
        return spark.sql(STATEMENT.formatted(events));
    }

    Dataset<Row> ledger(List<String> folders) {
        if (folders.isEmpty()) {
            return spark.createDataFrame(List.of(), EntityTables.LEDGER.spark());
        }
        return spark.read().schema(EntityTables.LEDGER.spark()).parquet(folders.toArray(new String[0]));
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
