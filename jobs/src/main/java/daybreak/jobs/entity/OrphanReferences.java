package daybreak.jobs.entity;

import daybreak.jobs.warehouse.Field;
import daybreak.jobs.warehouse.TableSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private static final String REFERENCES = """
            SELECT o.entity, o.column_name, max(o.referred) AS referred, count(*) AS rows,
              count(DISTINCT o.key) AS keys, min(o.since) AS since
            FROM (
              %s) c
            JOIN orphan_keys o ON o.entity = c.entity AND o.column_name = c.column_name AND o.key = c.key
            GROUP BY o.entity, o.column_name
            """;

    private OrphanReferences() {}

    /**
     * As of the end of a day, one row a column that has any.
     *
     * @param keys unknown ones, as the table {@code orphan}
     */
    public static Dataset<Row> of(
            SparkSession any, EntityViews views, Function<SparkSession, Dataset<Row>> keys, LocalDate day) {
        Map<String, List<String>> columns = new TreeMap<>();
        for (Row column :
                keys.apply(any).select("entity", "column_name").distinct().collectAsList()) {
            columns.computeIfAbsent(column.getString(0), entity -> new ArrayList<>())
                    .add(column.getString(1));
        }
        if (columns.isEmpty()) {
            return any.createDataFrame(List.of(), TABLE.spark());
        }
        List<String> cells = new ArrayList<>();
        columns.forEach(
                (entity, names) -> cells.add("SELECT '" + entity + "' AS entity, " + cells(names) + " FROM " + entity));
        SparkSession session = views.session(any, day, day, cells);
        views.once(session, "orphan_keys", () -> keys.apply(session).createOrReplaceTempView("orphan_keys"));
        return session.sql(REFERENCES.formatted(String.join("\n  UNION ALL ", cells)));
    }

    /**
     * The SQL that makes of each row one a column, with {@code column_name} and what it holds as {@code key}.
     *
     * @param columns of one type; names of a contract, which are plain words
     */
    public static String cells(List<String> columns) {
        return "stack(" + columns.size()
                + columns.stream().map(name -> ", '" + name + "', " + name).collect(Collectors.joining())
                + ") AS (column_name, key)";
    }
}
