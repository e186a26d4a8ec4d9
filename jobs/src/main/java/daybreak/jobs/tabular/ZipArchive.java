package daybreak.jobs.tabular;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive, read entry by entry through its directory. Nothing is ever written where its entries say; an archive that
 * tries to is refused all the same, for whoever made it meant no export.
 */
final class ZipArchive implements Closeable {

    private static final int MOST_ENTRIES = 10_000;
    private static final int SHOWN = 80;
    /** A way up, from the root, or to a drive. */
    private static final Pattern LEADS_OUTSIDE =
            Pattern.compile("(?:.*[/\\\\])?\\.\\.(?:[/\\\\].*)?|[/\\\\].*|[A-Za-z]:.*");

    /** Left beside the files by the systems that pack them. */
    private static final Pattern OF_THE_SYSTEM =
            Pattern.compile("__MACOSX/.*|(?:.*/)?(?:\\..*|Thumbs\\.db|desktop\\.ini)", Pattern.CASE_INSENSITIVE);

    private final ZipFile zip;
    private final List<ZipArchiveEntry> entries;

    private ZipArchive(ZipFile zip, List<ZipArchiveEntry> entries) {
        this.zip = zip;
        this.entries = entries;
    }

    /**
     * Reads the directory.
     *
     * @param channel over the whole archive; closed with it, or here if it cannot be opened
     * @throws UnreadableTableException if it is damaged, or nothing to read tables from
     */
    static ZipArchive open(SeekableByteChannel channel) throws IOException {
        try {
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get();
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            check(entries);
            return new ZipArchive(zip, entries);
        } catch (UnreadableTableException e) {
            channel.close();
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw UnpackedStream.damaged(e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static void check(List<ZipArchiveEntry> entries) throws UnreadableTableException {
        if (entries.size() > MOST_ENTRIES) {
            throw new UnreadableTableException(String.format(
                    Locale.ROOT,
                    "The archive has %,d entries, more than the %,d of any export.",
                    entries.size(),
                    MOST_ENTRIES));
        }
        for (ZipArchiveEntry entry : entries) {
            if (LEADS_OUTSIDE.matcher(entry.getName()).matches() || entry.isUnixSymlink()) {
                throw new UnreadableTableException("The archive holds " + shown(entry)
                        + ", which leads outside of it. Nothing was unpacked; find out where the file comes from.");
            }
        }
    }

    /** The name of an entry, whatever its case; null: there is none of that name. */
    @Nullable
    String find(String name) {
        for (ZipArchiveEntry entry : entries) {
            if (entry.getName().equalsIgnoreCase(name)) {
                return entry.getName();
            }
        }
        return null;
    }

    /**
     * The only file in the archive, beside what systems leave there.
     *
     * @throws UnreadableTableException if there is none, or several
     */
    String onlyFile() throws UnreadableTableException {
        List<ZipArchiveEntry> files = new ArrayList<>(entries);
        files.removeIf(entry ->
                entry.isDirectory() || OF_THE_SYSTEM.matcher(entry.getName()).matches());
        if (files.size() != 1) {
            throw new UnreadableTableException("The archive holds "
                    + (files.isEmpty() ? "no file" : String.format(Locale.ROOT, "%,d files", files.size()))
                    + "; pack the file of each entity alone.");
        }
        return files.get(0).getName();
    }

    /**
     * What an entry unpacks into.
     *
     * @param name as it stands in the archive
     */
    ByteSource entry(String name) {
        return () -> {
            ZipArchiveEntry entry = zip.getEntry(name);
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw new UnreadableTableException(
                        "The archive is protected by a password; pack the file without one.");
            }
            if (!zip.canReadEntryData(entry)) {
                throw new UnreadableTableException(
                        "The archive is packed by a method that is rarely used; pack the file as plain ZIP or gzip.");
            }
            return new UnpackedStream(
                    new VerifiedStream(zip.getInputStream(entry), entry.getCrc()),
                    entry::getCompressedSize,
                    UnpackedStream.MOST_BYTES);
        };
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static String shown(ZipArchiveEntry entry) {
        String name = entry.getName().replaceAll("\\p{Cntrl}", "?");
        return "an entry " + (name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name);
    }

    /** Bytes that at their end must come to the checksum that the directory says. */
    private static final class VerifiedStream extends CheckedInputStream {

        private final long checksum;

        VerifiedStream(InputStream in, long checksum) {
            super(in, new CRC32());
            this.checksum = checksum;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read < 0 && getChecksum().getValue() != checksum) {
                throw new ZipException("The checksum is another.");
            }
            return read;
        }
    }
}
