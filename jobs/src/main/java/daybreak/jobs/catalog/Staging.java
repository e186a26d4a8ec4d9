package daybreak.jobs.catalog;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.ds.common.BaseDataSource;

/**
 * Brings the rows of a Spark dataset into an unlogged table of PostgreSQL, by COPY, from wherever its partitions lie: the
 * driver holds none of them. A task that Spark repeats may bring its rows twice, so readers take distinct rows.
 *
 * @param url of the database
 * @param properties of the connection: user, password
 */
public record Staging(String url, Properties properties) implements Serializable {

    /**
     * Into the database of a data source.
     *
     * @throws IllegalArgumentException if it is none of PostgreSQL's driver
     */
    public static Staging into(DataSource dataSource) {
        if (!(dataSource instanceof BaseDataSource server)) {
            throw new IllegalArgumentException("staging needs a data source of PostgreSQL's own driver");
        }
        Properties properties = new Properties();
        properties.setProperty("driver", "org.postgresql.Driver");
        if (server.getUser() != null) {
            properties.setProperty("user", server.getUser());
        }
        if (server.getPassword() != null) {
            properties.setProperty("password", server.getPassword());
        }
        return new Staging(server.getURL(), properties);
    }

    /** Name of the staging table of a mart. */
    public static String tableOf(String name) {
        return "staging_" + name;
    }

    /** Makes the staging table anew and fills it. */
    public void copy(Dataset<Row> rows, String name) throws SQLException {
        StructType schema = rows.schema();
        List<String> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            columns.add(field.name() + " " + type(field.dataType()));
        }
        String table = tableOf(name);
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE UNLOGGED TABLE " + table + " (" + String.join(", ", columns) + ")");
        }
        Staging target = this;
        rows.foreachPartition((ForeachPartitionFunction<Row>) partition -> target.copy(partition, table));
    }

    private void copy(Iterator<Row> rows, String table) throws SQLException, IOException {
        if (!rows.hasNext()) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN WITH (FORMAT csv)");
            try {
                StringBuilder lines = new StringBuilder();
                while (rows.hasNext()) {
                    Row row = rows.next();
                    for (int i = 0; i < row.length(); i++) {
                        if (i > 0) {
                            lines.append(',');
                        }
                        append(lines, row.get(i));
                    }
                    lines.append('\n');
                    if (lines.length() > 1 << 16 || !rows.hasNext()) {
                        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                        copy.writeToCopy(bytes, 0, bytes.length);
                        lines.setLength(0);
                    }
                }
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    private static void append(StringBuilder line, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String text = value instanceof Timestamp time
                ? time.toInstant().toString()
                : value instanceof scala.collection.Seq<?> items ? array(items) : String.valueOf(value);
        line.append('"').append(text.replace("\"", "\"\"")).append('"');
    }

    private static String array(scala.collection.Seq<?> items) {
        StringBuilder literal = new StringBuilder("{");
        for (int i = 0; i < items.length(); i++) {
            literal.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(String.valueOf(items.apply(i)).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }

    private static String type(DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return "text";
        }
        if (type.equals(DataTypes.LongType)) {
            return "bigint";
        }
        if (type.equals(DataTypes.IntegerType)) {
            return "integer";
        }
        if (type.equals(DataTypes.DoubleType)) {
            return "double precision";
        }
        if (type.equals(DataTypes.BooleanType)) {
            return "boolean";
        }
        if (type.equals(DataTypes.DateType)) {
            return "date";
        }
        if (type.equals(DataTypes.TimestampType)) {
            return "timestamptz";
        }
        if (type instanceof ArrayType array && array.elementType().equals(DataTypes.StringType)) {
            return "text[]";
        }
        throw new IllegalArgumentException("no column of PostgreSQL is known for " + type.simpleString());
    }
}
