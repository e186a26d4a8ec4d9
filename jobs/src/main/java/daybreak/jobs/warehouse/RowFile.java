package daybreak.jobs.warehouse;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file being written, by parquet-java itself: rows stream through it, and it encrypts where it is told to (the
 * native writer does not).
 */
public final class RowFile implements Closeable {

    private final TableSchema schema;
    private final ParquetWriter<@Nullable Object[]> writer;
    private long rows;

    /**
     * Begins a file; one that lies there is overwritten.
     *
     * @param configuration in which the settings of encryption lie, if the file is to be encrypted
     */
    public RowFile(TableSchema schema, String path, Configuration configuration) throws IOException {
        this.schema = schema;
        this.writer = new Builder(schema, HadoopOutputFile.fromPath(new Path(path), configuration))
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .config("parquet.compression.codec.zstd.level", "1")
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withRowGroupSize(64L << 20)
                // Nobody reads them, and to keep them took a twelfth of the time that writing takes.
                .withSizeStatisticsEnabled(false)
                .build();
    }

    /** Adds a row: one cell a field, in the classes that {@link Field.Kind} names, null for none. */
    public void write(@Nullable Object[] row) throws IOException {
        if (row.length != schema.fields().size()) {
            throw new IllegalArgumentException("A row of " + schema.table() + " has "
                    + schema.fields().size() + " cells, not " + row.length + ".");
        }
        writer.write(row);
        rows++;
    }

    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    @SuppressWarnings("deprecation") // The one abstract method of its parent is the deprecated one.
    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

        private final TableSchema schema;

        Builder(TableSchema schema, HadoopOutputFile file) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
            return new Rows(schema);
        }
    }

    @SuppressWarnings("deprecation") // The one abstract method of its parent is the deprecated one.
    private static final class Rows extends WriteSupport<@Nullable Object[]> {

        private final TableSchema schema;
        private final Field[] fields;
        private final @Nullable Object[] lastTexts;
        private final @Nullable Binary[] lastBytes;
        private @Nullable RecordConsumer consumer;

        Rows(TableSchema schema) {
            this.schema = schema;
            this.fields = schema.fields().toArray(new Field[0]);
            this.lastTexts = new @Nullable Object[fields.length];
            this.lastBytes = new @Nullable Binary[fields.length];
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema.parquet(), Map.of());
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
            for (int i = 0; i < fields.length; i++) {
                Object cell = row[i];
                if (cell != null) {
                    out.startField(fields[i].name(), i);
                    write(out, i, cell);
                    out.endField(fields[i].name(), i);
                }
            }
            out.endMessage();
        }

        private void write(RecordConsumer out, int field, Object cell) {
            switch (fields[field].kind()) {
                case TEXT -> out.addBinary(bytes(field, (String) cell));
                case LONG, TIME -> out.addLong((Long) cell);
                case INTEGER, DATE -> out.addInteger((Integer) cell);
                case DOUBLE -> out.addDouble((Double) cell);
                case BOOLEAN -> out.addBoolean((Boolean) cell);
                case TEXTS -> writeList(out, (List<?>) cell);
            }
        }

        /**
         * Of a text that is the very one of the row before, as names of entities are, the bytes are at hand. Another of the
         * same characters is encoded again, which is right too.
         */
        @SuppressWarnings("ReferenceEquality")
        private Binary bytes(int field, String text) {
            Binary last = lastBytes[field];
            if (last != null && lastTexts[field] == text) {
                return last;
            }
            Binary bytes = bytes(text);
            lastTexts[field] = text;
            lastBytes[field] = bytes;
            return bytes;
        }

        /** Over an array, for over a buffer, as {@link Binary#fromString} has it, each comparison costs several times as much. */
        private static Binary bytes(String text) {
            return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
        }

        private static void writeList(RecordConsumer out, List<?> items) {
            out.startGroup();
            if (!items.isEmpty()) {
                out.startField("list", 0);
                for (Object item : items) {
                    out.startGroup();
                    out.startField("element", 0);
                    out.addBinary(bytes((String) item));
                    out.endField("element", 0);
                    out.endGroup();
                }
                out.endField("list", 0);
            }
            out.endGroup();
        }
    }
}
