package daybreak.sample.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** The folder of one business day, written file by file and closed with {@code _COMPLETE}. */
public final class DayFolder {

    /** Told of every entry and the line on which it starts, the header being line 1. */
    public interface Reader {
        void entry(Delivery delivery, Entry entry, int line);
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path folder;
    private final StringBuilder complete = new StringBuilder();

    public DayFolder(Path exports, LocalDate day) throws IOException {
        this.folder = Files.createDirectories(exports.resolve(day.toString()));
    }

    /** Writes the file and returns its number of records, the header not counted. */
    public int write(Delivery delivery, Reader reader) throws IOException {
        byte[] lineEnd = delivery.form().lineEnd().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream content = new ByteArrayOutputStream(1 << 16);
        if (delivery.startsWithByteOrderMark()) {
            content.writeBytes(BYTE_ORDER_MARK);
        }
        content.writeBytes(Entry.bytes(delivery.header()));
        content.writeBytes(lineEnd);
        int line = 2;
        int records = 0;
        for (Entry entry : delivery.entries()) {
            content.writeBytes(entry.bytes());
            content.writeBytes(lineEnd);
            reader.entry(delivery, entry, line);
            line += entry.lines();
            records += entry.isBlankLine() ? 0 : 1;
        }
        byte[] bytes = content.toByteArray();
        Files.write(folder.resolve(delivery.fileName()), bytes);
        complete.append(delivery.fileName())
                .append(',')
                .append(records)
                .append(',')
                .append(sha256(bytes))
                .append('\n');
        return records;
    }

    /** Says that the folder is whole and will not change. */
    public void close() throws IOException {
        Files.writeString(folder.resolve("_COMPLETE"), complete);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
