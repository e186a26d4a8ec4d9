package daybreak.jobs.tabular;

import daybreak.schemas.source.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes without losing anything: what is no text of the encoding is escaped byte by byte, see {@link UndecodableBytes}, and
 * where in the file it stands is remembered until asked for.
 */
final class LosslessReader extends Reader {

    private static final int LONGEST_CHARACTER = 4;

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharsetDecoder decoder;
    /** An undecodable unit of UTF-16 is two bytes; elsewhere the byte after a bad one may begin a character. */
    private final int unit;

    private boolean ended;
    /** Where in the file the end of {@link #bytes} is. */
    private long bytesRead;

    private long charactersRead;
    /** Of the undecodable bytes not yet passed, position in characters and offset in the file, in turn. */
    private long[] undecodable = new long[64];

    private int undecodableFrom;
    private int undecodableTo;

    /** @param bom bytes to pass over */
    LosslessReader(InputStream in, TextEncoding encoding, int bom) throws IOException {
        this.in = in;
        this.decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.unit = encoding == TextEncoding.UTF_16LE || encoding == TextEncoding.UTF_16BE ? 2 : 1;
        in.skipNBytes(bom);
        this.bytesRead = bom;
    }

    /** Of at least two characters, for which there is always room. */
    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        int start = chars.position();
        while (chars.position() == start) {
            if (!ended && bytes.remaining() < LONGEST_CHARACTER) {
                fill();
            }
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                escape(chars, chars.position() - start);
            } else if (result.isOverflow() && chars.position() == start) {
                throw new IOException("A reader of one character at a time cannot be served.");
            }
        }
        int read = chars.position() - start;
        charactersRead += read;
        return read;
    }

    /**
     * Where in the file the first undecodable byte between two positions of the text is; −1: there is none. Positions only
     * grow: what lies before {@code from} is forgotten.
     */
    long firstUndecodable(long from, long to) {
        while (undecodableFrom < undecodableTo && undecodable[undecodableFrom] < from) {
            undecodableFrom += 2;
        }
        boolean found = undecodableFrom < undecodableTo && undecodable[undecodableFrom] < to;
        return found ? undecodable[undecodableFrom + 1] : -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void escape(CharBuffer chars, int readBefore) {
        if (chars.remaining() < unit) {
            return;
        }
        remember(charactersRead + readBefore, bytesRead - bytes.remaining());
        for (int i = 0; i < unit && bytes.hasRemaining(); i++) {
            chars.put(UndecodableBytes.escaped(bytes.get()));
        }
        decoder.reset();
    }

    private void remember(long position, long offset) {
        if (undecodableTo == undecodable.length) {
            int kept = undecodableTo - undecodableFrom;
            long[] room = kept > undecodable.length / 2 ? new long[undecodable.length * 2] : undecodable;
            System.arraycopy(undecodable, undecodableFrom, room, 0, kept);
            undecodable = room;
            undecodableFrom = 0;
            undecodableTo = kept;
        }
        undecodable[undecodableTo] = position;
        undecodable[undecodableTo + 1] = offset;
        undecodableTo += 2;
    }

    private void fill() throws IOException {
        bytes.compact();
        while (bytes.position() < LONGEST_CHARACTER && !ended) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read < 0) {
                ended = true;
            } else {
                bytes.position(bytes.position() + read);
                bytesRead += read;
            }
        }
        bytes.flip();
    }
}
