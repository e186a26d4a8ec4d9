package daybreak.jobs.entity;

import daybreak.jobs.warehouse.Field;
import daybreak.jobs.warehouse.TableSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that stand and refer to a key which no row has, by column. */
public final class OrphanReferences {

    private static final TableSchema TABLE = new TableSchema(
            "orphan_reference",
            List.of(
                    new Field("entity", Field.Kind.TEXT),
                    new Field("column_name", Field.Kind.TEXT),
                    new Field("referred", Field.Kind.TEXT),
                    new Field("rows", Field.Kind.LONG),
                    new Field("keys", Field.Kind.LONG),
                    new Field("since", Field.Kind.DATE)));

    private static final String ROWS = """
            SELECT '%1$s' AS entity, '%2$s' AS column_name, max(o.referred) AS referred, count(*) AS rows,
              count(DISTINCT o.key) AS keys, min(o.since) AS since
            FROM %1$s s JOIN orphan_keys o ON o.entity = '%1$s' AND o.column_name = '%2$s' AND o.key = s.%2$s
            HAVING count(*) > 0
            """;

    private OrphanReferences() {}

    /**
     * As of the end of a day, one row a column that has any.
     *
     * @param keys unknown ones, as the table {@code orphan}
     */
    public static Dataset<Row> of(
            SparkSession any, EntityViews views, Function<SparkSession, Dataset<Row>> keys, LocalDate day) {
        List<String> statements = new ArrayList<>();
        for (Row column : keys.apply(any)
                .select("entity", "column_name")
                .distinct()
                .orderBy("entity", "column_name")
                .collectAsList()) {
            // Names of a contract and its column, which are plain words.
            statements.add(ROWS.formatted(column.getString(0), column.getString(1)));
        }
        if (statements.isEmpty()) {
            return any.createDataFrame(List.of(), TABLE.spark());
        }
        SparkSession session = views.session(any, day, day, statements);
        views.once(session, "orphan_keys", () -> keys.apply(session).createOrReplaceTempView("orphan_keys"));
        return session.sql(String.join(" UNION ALL ", statements));
    }
}
