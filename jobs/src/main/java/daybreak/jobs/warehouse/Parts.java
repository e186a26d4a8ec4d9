package daybreak.jobs.warehouse;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads parts of the warehouse, few rows in one task. What one task holds needs no exchange before a join, a window or an
 * aggregate: a statement over few rows is then a stage or two where it would be dozens, of which each costs more than its
 * rows do.
 */
public final class Parts {

    /**
     * Rows up to which one task reads them. Of a night on 30 days (886,000 rows of exports) this took 104 s of processor time,
     * none in one task 127 s, all of them up to two million rows 112 s.
     */
    static final long ROWS_OF_ONE_TASK = 250_000;

    private Parts() {}

    /**
     * All rows of parts of one table.
     *
     * @param schema of the table, told, for to find it out each folder would be listed and a file of it opened
     * @param parts none: no rows
     */
    public static Dataset<Row> read(SparkSession session, WarehousePaths paths, StructType schema, List<Part> parts) {
        if (parts.isEmpty()) {
            return session.createDataFrame(List.of(), schema);
        }
        String[] folders = parts.stream().map(paths::folder).toArray(String[]::new);
        return inOneTaskIfFew(
                session.read().schema(schema).parquet(folders),
                parts.stream().mapToLong(Part::rows).sum());
    }

    /**
     * The rows, in one task if they are few.
     *
     * @param count of rows, or an upper bound of it
     */
    public static Dataset<Row> inOneTaskIfFew(Dataset<Row> rows, long count) {
        return count <= ROWS_OF_ONE_TASK ? rows.coalesce(1) : rows;
    }
}
