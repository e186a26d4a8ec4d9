package daybreak.jobs.ingest;

import daybreak.jobs.warehouse.RowFile;
import daybreak.jobs.warehouse.TableSchema;
import daybreak.jobs.warehouse.WarehousePaths;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The data files of one attempt at a group of files: one a table (and entity), begun with its first row. */
final class TaskOutput implements Closeable {

    private final WarehousePaths warehouse;
    private final String run;
    private final String name;
    private final Configuration plain;
    private final Configuration encrypting;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private boolean closed;

    /** A data file, begun with its first row. */
    final class Table {

        private final TableSchema schema;
        private final String fileName;
        private final boolean encrypted;
        private @Nullable RowFile rows;

        private Table(TableSchema schema, String fileName, boolean encrypted) {
            this.schema = schema;
            this.fileName = fileName;
            this.encrypted = encrypted;
        }

        void write(@Nullable Object... row) throws IOException {
            RowFile file = rows;
            if (file == null) {
                file = new RowFile(
                        schema, warehouse.folder(schema.table(), run) + "/" + fileName, encrypted ? encrypting : plain);
                rows = file;
            }
            file.write(row);
        }
    }

    /** @param name that no other attempt has */
    TaskOutput(WarehousePaths warehouse, String run, String name, Map<String, String> encryption) {
        this.warehouse = warehouse;
        this.run = run;
        this.name = name;
        this.plain = new Configuration();
        this.encrypting = new Configuration(plain);
        encryption.forEach(encrypting::set);
    }

    Table table(TableSchema schema) {
        return table(schema, "", false);
    }

    /** A file of its own for the entity, so that readers can pass over those of others. */
    Table table(TableSchema schema, String entity) {
        return table(schema, entity + "-", false);
    }

    Table encrypted(TableSchema schema) {
        return table(schema, "", true);
    }

    private Table table(TableSchema schema, String prefix, boolean encrypted) {
        return tables.computeIfAbsent(
                prefix + schema.table(), any -> new Table(schema, prefix + name + ".parquet", encrypted));
    }

    /**
     * Finishes all files.
     *
     * @throws IOException also if a file that was to be encrypted has no key material beside it
     */
    List<GroupResult.WrittenFile> finish() throws IOException {
        close();
        List<GroupResult.WrittenFile> written = new ArrayList<>();
        for (Table table : tables.values()) {
            RowFile file = table.rows;
            if (file != null) {
                if (table.encrypted) {
                    requireKeyMaterial(table);
                }
                written.add(new GroupResult.WrittenFile(table.schema.table(), table.fileName, file.rows()));
            }
        }
        return written;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        IOException first = null;
        for (Table table : tables.values()) {
            RowFile file = table.rows;
            if (file == null) {
                continue;
            }
            try {
                file.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void requireKeyMaterial(Table table) throws IOException {
        Path folder = new Path(warehouse.folder(table.schema.table(), run));
        for (FileStatus status : folder.getFileSystem(plain).listStatus(folder)) {
            String there = status.getPath().getName();
            if (there.startsWith("_KEY_MATERIAL_FOR_") && there.contains(table.fileName)) {
                return;
            }
        }
        throw new IOException("The file " + table.fileName + " of " + table.schema.table() + " was not encrypted.");
    }
}
