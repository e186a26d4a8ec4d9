package daybreak.jobs.tabular;

import daybreak.schemas.source.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file's encoding: by its byte order mark; else what the mapping says; else UTF-8 or GB18030, whichever all of the
 * file speaks for.
 *
 * <p>A file that is valid UTF-8 is UTF-8. In one that is not, each reading is weighed by logarithms of how likely what is found
 * is in it: a character of three or four bytes is found in GB18030 text by chance once in 150, one of two bytes once in eight;
 * an invalid sequence is taken to be one of a thousand, and so is a character of GB18030 of which a byte is ASCII. So one
 * broken byte, early or late, does not turn a file of UTF-8 or ASCII into another, and a few Chinese characters of GB18030 that
 * happen to be valid UTF-8 do not hide the others. Once the evidence is beyond doubt, which takes some four thousand Chinese
 * characters, the rest of the file is not looked at.
 *
 * @param bom bytes of the byte order mark; 0: there is none
 */
record EncodingDetection(TextEncoding encoding, int bom) {

    private static final int OF_LONG_CHARACTER = 5;
    private static final int OF_SHORT_CHARACTER = 2;
    private static final int OF_INVALID_SEQUENCE = -7;
    private static final int OF_RARE_CHARACTER = -7;
    private static final long BEYOND_DOUBT = 20_000;
    private static final int CHUNK = 1 << 16;
    private static final long NOT_ASCII = 0x8080808080808080L;

    static EncodingDetection of(ByteSource source, @Nullable TextEncoding said) throws IOException {
        try (InputStream in = source.open()) {
            byte[] beginning = in.readNBytes(3);
            int first = unsigned(beginning, 0) << 8 | unsigned(beginning, 1);
            if (first == 0xEFBB && unsigned(beginning, 2) == 0xBF) {
                return new EncodingDetection(TextEncoding.UTF_8, 3);
            } else if (first == 0xFFFE) {
                return new EncodingDetection(TextEncoding.UTF_16LE, 2);
            } else if (first == 0xFEFF) {
                return new EncodingDetection(TextEncoding.UTF_16BE, 2);
            }
        }
        return new EncodingDetection(said == null ? weighed(source) : said, 0);
    }

    private static int unsigned(byte[] bytes, int i) {
        return i < bytes.length ? bytes[i] & 0xFF : 0;
    }

    private static TextEncoding weighed(ByteSource source) throws IOException {
        byte[] bytes = new byte[CHUNK];
        Utf8 utf8 = new Utf8();
        Gb18030 gb18030 = new Gb18030();
        try (InputStream in = source.open()) {
            for (int read = in.readNBytes(bytes, 0, CHUNK); read > 0; read = in.readNBytes(bytes, 0, CHUNK)) {
                int plain = utf8.isWithinCharacter() || gb18030.isWithinCharacter() ? 0 : ascii(bytes, read);
                if (plain < read) {
                    utf8.weigh(bytes, plain, read);
                    gb18030.weigh(bytes, plain, read);
                    if (Math.abs(utf8.evidence - gb18030.evidence) > BEYOND_DOUBT) {
                        break;
                    }
                }
            }
        }
        utf8.end();
        gb18030.end();
        return utf8.invalid == 0 || utf8.evidence >= gb18030.evidence ? TextEncoding.UTF_8 : TextEncoding.GB18030;
    }

    /** How many of the bytes, from the first on, are ASCII; at least. */
    private static int ascii(byte[] bytes, int length) {
        ByteBuffer eights = ByteBuffer.wrap(bytes);
        int i = 0;
        while (i + Long.BYTES <= length && (eights.getLong(i) & NOT_ASCII) == 0) {
            i += Long.BYTES;
        }
        return i;
    }

    /** The file read as UTF-8. */
    private static final class Utf8 {

        private long evidence;
        private long invalid;
        /** Bytes that the character begun still wants, how many it has in all, and within what the next one has to lie. */
        private int wanted;

        private int length;
        private int least;
        private int most;

        boolean isWithinCharacter() {
            return wanted > 0;
        }

        void weigh(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                int b = bytes[i] & 0xFF;
                if (wanted > 0) {
                    if (b >= least && b <= most) {
                        continueCharacter();
                        continue;
                    }
                    addInvalid();
                }
                if (b >= 0x80) {
                    beginCharacter(b);
                }
            }
        }

        void end() {
            if (wanted > 0) {
                addInvalid();
            }
        }

        private void continueCharacter() {
            wanted--;
            least = 0x80;
            most = 0xBF;
            if (wanted == 0) {
                evidence += length == 2 ? OF_SHORT_CHARACTER : OF_LONG_CHARACTER;
            }
        }

        /** By the table of well-formed sequences in the Unicode standard, 3.9. */
        private void beginCharacter(int b) {
            least = 0x80;
            most = 0xBF;
            if (b >= 0xC2 && b <= 0xDF) {
                length = 2;
            } else if (b >= 0xE0 && b <= 0xEF) {
                length = 3;
                least = b == 0xE0 ? 0xA0 : least;
                most = b == 0xED ? 0x9F : most;
            } else if (b >= 0xF0 && b <= 0xF4) {
                length = 4;
                least = b == 0xF0 ? 0x90 : least;
                most = b == 0xF4 ? 0x8F : most;
            } else {
                addInvalid();
                return;
            }
            wanted = length - 1;
        }

        private void addInvalid() {
            wanted = 0;
            invalid++;
            evidence += OF_INVALID_SEQUENCE;
        }
    }

    /** The file read as GB18030, of which only what is invalid or rare says anything: most pairs of high bytes are valid. */
    private static final class Gb18030 {

        private long evidence;
        /** Bytes of the character begun. */
        private int bytesRead;

        boolean isWithinCharacter() {
            return bytesRead > 0;
        }

        void weigh(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                int b = bytes[i] & 0xFF;
                boolean isLead = b >= 0x81 && b <= 0xFE;
                boolean isDigit = b >= '0' && b <= '9';
                if ((bytesRead == 1 && isDigit) || (bytesRead == 2 && isLead)) {
                    bytesRead++;
                } else if (bytesRead == 1 && b >= 0x40 && b != 0x7F && b != 0xFF) {
                    bytesRead = 0;
                    evidence += b < 0x80 ? OF_RARE_CHARACTER : 0;
                } else if (bytesRead == 3 && isDigit) {
                    bytesRead = 0;
                    evidence += OF_RARE_CHARACTER;
                } else {
                    if (bytesRead > 0) {
                        addInvalid();
                    }
                    if (isLead) {
                        bytesRead = 1;
                    } else if (b >= 0x80) {
                        addInvalid();
                    }
                }
            }
        }

        void end() {
            if (bytesRead > 0) {
                addInvalid();
            }
        }

        private void addInvalid() {
            bytesRead = 0;
            evidence += OF_INVALID_SEQUENCE;
        }
    }
}
