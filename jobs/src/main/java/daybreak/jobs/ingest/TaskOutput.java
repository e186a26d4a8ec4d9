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
    private final Map<String, Open> open = new LinkedHashMap<>();
    private boolean closed;

    private record Open(String table, String file, RowFile rows, boolean encrypted) {}

    /** @param name that no other attempt has */
    TaskOutput(WarehousePaths warehouse, String run, String name, Map<String, String> encryption) {
        this.warehouse = warehouse;
        this.run = run;
        this.name = name;
        this.plain = new Configuration();
        this.encrypting = new Configuration(plain);
        encryption.forEach(encrypting::set);
    }

    void write(TableSchema schema, @Nullable Object[] row) throws IOException {
        write(schema, "", row, false);
    }

    /** Into a file of its own for the entity, so that readers can pass over those of others. */
    void write(TableSchema schema, String entity, @Nullable Object[] row) throws IOException {
        write(schema, entity + "-", row, false);
    }

    void writeEncrypted(TableSchema schema, @Nullable Object[] row) throws IOException {
        write(schema, "", row, true);
    }

    private void write(TableSchema schema, String prefix, @Nullable Object[] row, boolean encrypted)
            throws IOException {
        Open file = open.get(prefix + schema.table());
        if (file == null) {
            String fileName = prefix + name + ".parquet";
            file = new Open(
                    schema.table(),
                    fileName,
                    new RowFile(
                            schema,
                            warehouse.folder(schema.table(), run) + "/" + fileName,
                            encrypted ? encrypting : plain),
                    encrypted);
            open.put(prefix + schema.table(), file);
        }
        file.rows().write(row);
    }

    /**
     * Finishes all files.
     *
     * @throws IOException also if a file that was to be encrypted has no key material beside it
     */
    List<GroupResult.WrittenFile> finish() throws IOException {
        close();
        List<GroupResult.WrittenFile> written = new ArrayList<>();
        for (Open file : open.values()) {
            if (file.encrypted()) {
                requireKeyMaterial(file);
            }
            written.add(new GroupResult.WrittenFile(
                    file.table(), file.file(), file.rows().rows()));
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
        for (Open file : open.values()) {
            try {
                file.rows().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void requireKeyMaterial(Open file) throws IOException {
        Path folder = new Path(warehouse.folder(file.table(), run));
        for (FileStatus status : folder.getFileSystem(plain).listStatus(folder)) {
            String there = status.getPath().getName();
            if (there.startsWith("_KEY_MATERIAL_FOR_") && there.contains(file.file())) {
                return;
            }
        }
        throw new IOException("The file " + file.file() + " of " + file.table() + " was not encrypted.");
    }
}
