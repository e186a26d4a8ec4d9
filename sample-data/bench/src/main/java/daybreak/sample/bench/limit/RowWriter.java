package daybreak.sample.bench.limit;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A Parquet file of an entity's columns other than personal ones, written row by row. */
final class RowWriter implements Closeable {

    private final ParquetWriter<@Nullable Object[]> writer;

    RowWriter(ExportContract contract, Path file) throws IOException {
        this.writer = new Builder(contract, new LocalOutputFile(file))
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .config("parquet.compression.codec.zstd.level", "1")
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build();
    }

    void write(@Nullable Object[] row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static PrimitiveTypeName physical(ColumnType type) {
        return switch (type) {
            case TEXT, ENUMERATION, LIST, LIST_OF_SECONDS -> PrimitiveTypeName.BINARY;
            case INTEGER, TIME -> PrimitiveTypeName.INT64;
            case DECIMAL, MONEY -> PrimitiveTypeName.DOUBLE;
            case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
            case DATE -> PrimitiveTypeName.INT32;
        };
    }

    private static @Nullable LogicalTypeAnnotation logical(ColumnType type) {
        return switch (type) {
            case TEXT, ENUMERATION, LIST, LIST_OF_SECONDS -> LogicalTypeAnnotation.stringType();
            case TIME -> LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS);
            case DATE -> LogicalTypeAnnotation.dateType();
            case INTEGER, DECIMAL, MONEY, BOOLEAN -> null;
        };
    }

    @SuppressWarnings("deprecation") // The one abstract method of its parent is the deprecated one.
    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

        private final ExportContract contract;

        Builder(ExportContract contract, OutputFile file) {
            super(file);
            this.contract = contract;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
            return new Rows(contract);
        }
    }

    @SuppressWarnings("deprecation") // The one abstract method of its parent is the deprecated one.
    private static final class Rows extends WriteSupport<@Nullable Object[]> {

        private final ExportContract contract;
        private final List<Column> columns;
        private @Nullable RecordConsumer consumer;

        Rows(ExportContract contract) {
            this.contract = contract;
            this.columns = contract.openColumns();
        }

        @Override
        public WriteContext init(Configuration configuration) {
            Types.MessageTypeBuilder message = Types.buildMessage();
            for (Column column : columns) {
                message.addField(Types.optional(physical(column.type()))
                        .as(logical(column.type()))
                        .named(column.name()));
            }
            MessageType schema = message.named(contract.entity());
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(@Nullable Object[] row) {
            RecordConsumer out = consumer;
            if (out == null) {
                throw new IllegalStateException("Rows came before the file was begun.");
            }
            out.startMessage();
            for (int i = 0; i < row.length; i++) {
                Object cell = row[i];
                if (cell == null) {
                    continue;
                }
                String name = columns.get(i).name();
                out.startField(name, i);
                if (cell instanceof String text) {
                    out.addBinary(Binary.fromString(text));
                } else if (cell instanceof Long number) {
                    out.addLong(number);
                } else if (cell instanceof Integer number) {
                    out.addInteger(number);
                } else if (cell instanceof Double number) {
                    out.addDouble(number);
                } else if (cell instanceof Boolean yes) {
                    out.addBoolean(yes);
                }
                out.endField(name, i);
            }
            out.endMessage();
        }
    }
}
