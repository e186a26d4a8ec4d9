package daybreak.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 without losing anything: a byte that is none becomes a lone low surrogate U+DC80–U+DCFF, which no valid
 * text holds, so that the row it stands in can be refused and still be kept byte by byte. A BOM is skipped.
 */
final class Utf8Reader extends Reader {

    private static final int ESCAPE = 0xDC00;

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private boolean ended;
    private boolean begun;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        int start = chars.position();
        while (chars.position() == start) {
            if (!ended && bytes.remaining() < 4) {
                fill();
            }
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isMalformed()) {
                for (int i = 0; i < result.length() && chars.hasRemaining(); i++) {
                    chars.put((char) (ESCAPE | (bytes.get() & 0xFF)));
                }
                decoder.reset();
            } else if (result.isOverflow() && chars.position() == start) {
                throw new IOException("A reader of one character at a time cannot be served.");
            }
        }
        return chars.position() - start;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        bytes.compact();
        while (bytes.position() < 4 && !ended) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read < 0) {
                ended = true;
            } else {
                bytes.position(bytes.position() + read);
            }
        }
        bytes.flip();
        if (!begun) {
            begun = true;
            if (bytes.remaining() >= 3
                    && bytes.get(0) == (byte) 0xEF
                    && bytes.get(1) == (byte) 0xBB
                    && bytes.get(2) == (byte) 0xBF) {
                bytes.position(3);
            }
        }
    }

    /** Whether a cell holds bytes that were no UTF-8. */
    static boolean isMalformed(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (Character.isLowSurrogate(cell.charAt(i))
                    && (i == 0 || !Character.isHighSurrogate(cell.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** The cell with such bytes written {@code \xNN}. */
    static String readable(String cell) {
        if (!isMalformed(cell)) {
            return cell;
        }
        StringBuilder readable = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(cell.charAt(i - 1)))) {
                readable.append(String.format("\\x%02X", c & 0xFF));
            } else {
                readable.append(c);
            }
        }
        return readable.toString();
    }
}
