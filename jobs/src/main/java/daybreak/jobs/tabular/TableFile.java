package daybreak.jobs.tabular;

import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The table in a file of any form: delimited text, a workbook, or either packed by ZIP or gzip. What form it is shows in its
 * bytes; how it is named does not matter. Nothing is unpacked to disk.
 *
 * @param said what is known of its form; the rest is found out
 * @param known names of columns that it is expected to have; none: any table
 */
public record TableFile(TextForm said, Set<String> known) {

    /** Packings around a table, as of a gzip file in a ZIP archive. */
    private static final int DEEPEST = 2;
    /** An archive or workbook within another packing is held in memory, for its directory is at its end. */
    private static final int MOST_HELD = 64 << 20;

    public TableFile {
        known = Set.copyOf(known);
    }

    /**
     * Opens the table.
     *
     * @throws UnreadableTableException if the file is none of these forms, is damaged, holds no table or several, or unpacks
     *     into more than any export; also from the records read later
     */
    public TableRecords open(Path file) throws IOException {
        return open(ByteSource.of(file), file, List.of());
    }

    /** @param file where the bytes are a file's; null: they come out of a packing */
    private TableRecords open(ByteSource source, @Nullable Path file, List<String> packing) throws IOException {
        FileKind kind = FileKind.of(source);
        kind.requireReadable();
        return switch (kind) {
            case GZIP -> open(new GzipSource(source), null, packedBy("gzip", packing));
            case ZIP -> openArchive(ZipArchive.open(file == null ? held(source) : FileChannel.open(file)), packing);
            default -> new PackedTable(DelimitedTable.open(source, said, known), packing, () -> {});
        };
    }

    private TableRecords openArchive(ZipArchive archive, List<String> packing) throws IOException {
        try {
            TableRecords table = Workbook.is(archive)
                    ? new PackedTable(SheetTable.open(archive, said, known), packing, () -> {})
                    : open(archive.entry(archive.onlyFile()), null, packedBy("ZIP", packing));
            return new PackedTable(table, table.finding().packing(), archive);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static List<String> packedBy(String packing, List<String> around) throws UnreadableTableException {
        if (around.size() == DEEPEST) {
            throw new UnreadableTableException(
                    "It is packed more than " + DEEPEST + " times over; pack the table itself, once.");
        }
        List<String> all = new ArrayList<>(around);
        all.add(packing);
        return all;
    }

    private static SeekableByteChannel held(ByteSource source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(MOST_HELD + 1);
            if (bytes.length > MOST_HELD) {
                throw new UnreadableTableException("It holds a workbook or archive of more than " + (MOST_HELD >> 20)
                        + " MB; hand that over as it is, without a packing around it.");
            }
            return new SeekableInMemoryByteChannel(bytes);
        }
    }
}
