package daybreak.jobs.entity;

import daybreak.schemas.export.ExportContracts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The rows that stand and refer to a key which no row has, by column. */
public record OrphanReferences(ExportContracts contracts) {

    private static final StructType SCHEMA = new StructType(new StructField[] {
        new StructField("entity", DataTypes.StringType, false, Metadata.empty()),
        new StructField("column_name", DataTypes.StringType, false, Metadata.empty()),
        new StructField("referred", DataTypes.StringType, false, Metadata.empty()),
        new StructField("rows", DataTypes.LongType, false, Metadata.empty()),
        new StructField("keys", DataTypes.LongType, false, Metadata.empty()),
        new StructField("since", DataTypes.DateType, false, Metadata.empty())
    });

    private static final String ROWS = """
            SELECT '%1$s' AS entity, '%2$s' AS column_name, max(o.referred) AS referred, count(*) AS rows,
              count(DISTINCT o.key) AS keys, min(o.since) AS since
            FROM %1$s s JOIN orphan_keys o ON o.entity = '%1$s' AND o.column_name = '%2$s' AND o.key = s.%2$s
            HAVING count(*) > 0
            """;

    /**
     * As of the end of a day, one row a column that has any.
     *
     * @param keys unknown ones, as the table {@code orphan}
     */
    public Dataset<Row> of(
            SparkSession any, EntityViews views, Function<SparkSession, Dataset<Row>> keys, LocalDate day) {
        List<String> statements = new ArrayList<>();
        for (Row column : keys.apply(any)
                .select("entity", "column_name")
                .distinct()
                .orderBy("entity", "column_name")
                .collectAsList()) {
            // Names of contracts, which are plain words; what files hold is in neither.
            statements.add(ROWS.formatted(
                    contracts.of(column.getString(0)).entity(),
                    contracts
                            .of(column.getString(0))
                            .column(column.getString(1))
                            .name()));
        }
        if (statements.isEmpty()) {
            return any.createDataFrame(List.of(), SCHEMA);
        }
        SparkSession session = views.session(any, day, day, statements);
        views.once(session, "orphan_keys", () -> keys.apply(session).createOrReplaceTempView("orphan_keys"));
        return session.sql(String.join(" UNION ALL ", statements));
    }
}
