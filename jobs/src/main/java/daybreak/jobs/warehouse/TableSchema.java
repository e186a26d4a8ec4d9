package daybreak.jobs.warehouse;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.Types.optional;
import static org.apache.parquet.schema.Types.optionalList;

import java.io.Serializable;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table of the warehouse.
 *
 * @param table its name
 */
public record TableSchema(String table, List<Field> fields) implements Serializable {

    public TableSchema {
        fields = List.copyOf(fields);
    }

    public MessageType parquet() {
        return new MessageType(table, fields.stream().map(TableSchema::parquet).toList());
    }

    /** As Spark reads it; also that of the table while it has no files. */
    public StructType spark() {
        StructType type = new StructType();
        for (Field field : fields) {
            type = type.add(field.name(), spark(field.kind()), true);
        }
        return type;
    }

    private static Type parquet(Field field) {
        return switch (field.kind()) {
            case TEXT -> optional(PrimitiveTypeName.BINARY).as(stringType()).named(field.name());
            case LONG -> optional(PrimitiveTypeName.INT64).named(field.name());
            case INTEGER -> optional(PrimitiveTypeName.INT32).named(field.name());
            case DOUBLE -> optional(PrimitiveTypeName.DOUBLE).named(field.name());
            case BOOLEAN -> optional(PrimitiveTypeName.BOOLEAN).named(field.name());
            case DATE -> optional(PrimitiveTypeName.INT32).as(dateType()).named(field.name());
            case TIME ->
                optional(PrimitiveTypeName.INT64)
                        .as(timestampType(true, TimeUnit.MICROS))
                        .named(field.name());
            case TEXTS ->
                optionalList()
                        .optionalElement(PrimitiveTypeName.BINARY)
                        .as(stringType())
                        .named(field.name());
        };
    }

    private static DataType spark(Field.Kind kind) {
        return switch (kind) {
            case TEXT -> DataTypes.StringType;
            case LONG -> DataTypes.LongType;
            case INTEGER -> DataTypes.IntegerType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case DATE -> DataTypes.DateType;
            case TIME -> DataTypes.TimestampType;
            case TEXTS -> DataTypes.createArrayType(DataTypes.StringType, true);
        };
    }
}
