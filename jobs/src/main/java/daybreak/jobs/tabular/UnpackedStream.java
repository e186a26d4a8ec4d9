package daybreak.jobs.tabular;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Bytes that come out of something packed, as long as they stay within what a table may be. A small file made to unpack into
 * an enormous one is given up where that shows, not where memory or the night ends.
 */
final class UnpackedStream extends FilterInputStream {

    /** Of one file or entry. */
    static final long MOST_BYTES = 4L << 30;

    /** Unpacked bytes to a packed one. Exports reach some tens; of a file of nothing but zeros it is a thousand. */
    private static final int HIGHEST_RATIO = 300;
    /** Up to here any ratio is harmless. */
    private static final long HARMLESS_BYTES = 16L << 20;

    private final LongSupplier packedBytes;
    private final long mostBytes;
    private long unpackedBytes;

    /**
     * @param unpacking what unpacks
     * @param packedBytes that it has read, or will read altogether
     * @param mostBytes that it may come to
     */
    UnpackedStream(InputStream unpacking, LongSupplier packedBytes, long mostBytes) {
        super(unpacking);
        this.packedBytes = packedBytes;
        this.mostBytes = mostBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, from, length);
        } catch (UnreadableTableException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(e);
        }
        unpackedBytes += Math.max(0, read);
        if (unpackedBytes > mostBytes) {
            throw new UnreadableTableException(String.format(
                    "It unpacks into more than %,d bytes, which is more than any export; split it into several files.",
                    mostBytes));
        }
        if (unpackedBytes > HARMLESS_BYTES && unpackedBytes / HIGHEST_RATIO > packedBytes.getAsLong()) {
            throw new UnreadableTableException("It unpacks into more than " + HIGHEST_RATIO
                    + " times its size, as no export does; hand the table over as it is, not packed.");
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[(int) Math.min(bytes, 1 << 13)];
        return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static UnreadableTableException damaged(IOException cause) {
        return new UnreadableTableException(
                "It is damaged or was cut off, for it cannot be unpacked; copy or export it again.", cause);
    }
}
