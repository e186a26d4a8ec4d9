package daybreak.jobs.definition;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of many examples as one table of a subject's columns and types, with one more column, {@link #EXAMPLE}, that
 * tells them apart.
 */
final class ExampleRows {

    /** The column that names the example to which a row belongs. */
    static final String EXAMPLE = "example";

    private final StructType schema;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param schema of the subject
     */
    ExampleRows(StructType schema) {
        this.schema = schema;
    }

    void add(String example, LocalDateTime asOf, List<Map<String, String>> added) {
        for (Map<String, String> row : added) {
            Map<String, String> cells = new HashMap<>(row);
            cells.put("as_of", asOf.toString());
            cells.put("day", asOf.toLocalDate().minusDays(1).toString());
            List<@Nullable Object> values = new ArrayList<>();
            for (StructField field : schema.fields()) {
                values.add(cells.remove(field.name()));
            }
            if (!cells.isEmpty()) {
                throw new IllegalArgumentException(
                        "The example of " + example + " names columns that the subject lacks: " + cells.keySet());
            }
            values.add(example);
            rows.add(RowFactory.create(values.toArray()));
        }
    }

    Dataset<Row> in(SparkSession session) {
        StructType texts = new StructType();
        List<String> typed = new ArrayList<>();
        for (StructField field : schema.fields()) {
            texts = texts.add(field.name(), DataTypes.StringType);
            typed.add("cast(" + field.name() + " AS " + field.dataType().sql() + ") AS " + field.name());
        }
        typed.add(EXAMPLE);
        return session.createDataFrame(rows, texts.add(EXAMPLE, DataTypes.StringType))
                .selectExpr(typed.toArray(String[]::new));
    }
}
