package daybreak.jobs.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes parts of the warehouse, and reads them, few rows in one task. What one task holds needs no exchange before a join,
 * a window or an aggregate: a statement over few rows is then a stage or two where it would be dozens, of which each costs
 * more than its rows do.
 */
public final class Parts {

    /**
     * Rows up to which one task reads them. Of a night on 30 days (886,000 rows of exports) this took 104 s of processor time,
     * none in one task 127 s, all of them up to two million rows 112 s.
     */
    static final long ROWS_OF_ONE_TASK = 250_000;

    private Parts() {}

    /**
     * All rows of parts of one table, in one task if they are few.
     *
     * @param schema of the table, told, for to find it out each folder would be listed and a file of it opened
     * @param parts none: no rows
     */
    public static Dataset<Row> read(SparkSession session, WarehousePaths paths, StructType schema, List<Part> parts) {
        return inOneTaskIfFew(
                readAsWritten(session, paths, schema, parts),
                parts.stream().mapToLong(Part::rows).sum());
    }

    /**
     * All rows of parts of one table, in as many tasks as wrote them: for what does much with each row.
     *
     * @param schema as of {@link #read}
     * @param parts none: no rows
     */
    public static Dataset<Row> readAsWritten(
            SparkSession session, WarehousePaths paths, StructType schema, List<Part> parts) {
        if (parts.isEmpty()) {
            return session.createDataFrame(List.of(), schema);
        }
        return session.read()
                .schema(schema)
                .parquet(parts.stream().map(paths::folder).toArray(String[]::new));
    }

    /**
     * The rows, in one task if they are few.
     *
     * @param count of rows, or an upper bound of it
     */
    public static Dataset<Row> inOneTaskIfFew(Dataset<Row> rows, long count) {
        return count <= ROWS_OF_ONE_TASK ? rows.coalesce(1) : rows;
    }

    /**
     * Writes rows into a table of the warehouse, under the run; what a former attempt left there is replaced.
     *
     * @throws UncheckedIOException if what was written cannot be read
     */
    public static Part write(Dataset<Row> rows, WarehousePaths paths, String table, String run) {
        String folder = paths.folder(table, run);
        rows.write().mode(SaveMode.Overwrite).parquet(folder);
        return new Part(table, paths.relative(table, run), rowsIn(rows.sparkSession(), folder));
    }

    /** As the footers of its files say: a statement that counts would cost more than it reads. */
    private static long rowsIn(SparkSession session, String folder) {
        Configuration configuration = session.sessionState().newHadoopConf();
        Path path = new Path(folder);
        try {
            long rows = 0;
            for (FileStatus file : path.getFileSystem(configuration).listStatus(path)) {
                if (file.getPath().getName().endsWith(".parquet")) {
                    try (ParquetFileReader reader =
                            ParquetFileReader.open(HadoopInputFile.fromStatus(file, configuration))) {
                        rows += reader.getRecordCount();
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "What was written to " + folder + " could not be read: " + e.getMessage(), e);
        }
    }
}
