package daybreak.jobs.tabular;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What a gzip file unpacks into. */
record GzipSource(ByteSource packed) implements ByteSource {

    private static final int BUFFER = 1 << 16;

    @Override
    public InputStream open() throws IOException {
        CountedStream counted = new CountedStream(packed.open());
        try {
            return new UnpackedStream(new GZIPInputStream(counted, BUFFER), counted::bytes, UnpackedStream.MOST_BYTES);
        } catch (UnreadableTableException e) {
            counted.close();
            throw e;
        } catch (IOException e) {
            counted.close();
            throw UnpackedStream.damaged(e);
        }
    }

    private static final class CountedStream extends FilterInputStream {

        private long bytes;

        CountedStream(InputStream in) {
            super(in);
        }

        long bytes() {
            return bytes;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
