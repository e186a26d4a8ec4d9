package daybreak.reports.page;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A TrueType font written anew with another map of characters to glyphs; the glyphs and their numbers stay. fontbox's
 * own subsetter counts the glyphs before each character, which for a whole Chinese font takes as long as the rest of a
 * report; and where no glyph is left out there is nothing to renumber.
 */
final class CharacterMap {

    private static final int DIRECTORY_ENTRY = 16;
    private static final int VERSION_TRUE_TYPE = 0x00010000;
    private static final int CHECKSUM_OF_A_FONT = 0xB1B0AFBA;
    private static final int CHECKSUM_IN_HEAD = 8;

    /** A format 4 table says its length in 16 bits. */
    private static final int LONGEST_TABLE = 0xFFFF;

    private CharacterMap() {}

    /** Characters in a row whose glyphs are in a row as well. */
    private record Segment(int first, int last, int glyph) {

        int delta() {
            return (glyph - first) & 0xFFFF;
        }
    }

    /**
     * Writes a font with the characters given and no others.
     *
     * @param font as it is shipped
     * @param glyphs by code point, all of the basic plane
     * @param kept tables to keep, those that say what glyphs look like; {@code cmap} and {@code post} are made anew,
     *     the latter without names of glyphs
     * @throws IOException if the font is not TrueType, or out cannot be written
     */
    static void write(byte[] font, SortedMap<Integer, Integer> glyphs, List<String> kept, OutputStream out)
            throws IOException {
        SortedMap<String, byte[]> tables = new TreeMap<>();
        for (Map.Entry<String, byte[]> table : tables(font).entrySet()) {
            if (kept.contains(table.getKey())) {
                tables.put(table.getKey(), table.getValue());
            }
        }
        byte[] head = tables.get("head");
        byte[] post = tables.get("post");
        if (head == null || post == null) {
            throw new IOException("The font has no table head or no table post");
        }
        ByteBuffer.wrap(head).putInt(CHECKSUM_IN_HEAD, 0);
        // Format 3: no names. Nothing here asks a glyph for its name, and reading 30,000 of them takes time.
        byte[] nameless = Arrays.copyOf(post, 32);
        ByteBuffer.wrap(nameless).putInt(0, 0x00030000);
        tables.put("post", nameless);
        tables.put("cmap", cmap(segments(glyphs)));

        byte[] whole = assembled(tables);
        int headAt = headOffset(whole);
        ByteBuffer.wrap(whole).putInt(headAt + CHECKSUM_IN_HEAD, CHECKSUM_OF_A_FONT - checksum(whole));
        out.write(whole);
    }

    private static Map<String, byte[]> tables(byte[] font) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(font);
        if (font.length < 12 || buffer.getInt(0) != VERSION_TRUE_TYPE) {
            throw new IOException("The font is not a TrueType font");
        }
        Map<String, byte[]> tables = new TreeMap<>();
        int count = Short.toUnsignedInt(buffer.getShort(4));
        for (int i = 0; i < count; i++) {
            int entry = 12 + i * DIRECTORY_ENTRY;
            String tag = new String(font, entry, 4, StandardCharsets.US_ASCII);
            int offset = buffer.getInt(entry + 8);
            tables.put(tag, Arrays.copyOfRange(font, offset, offset + buffer.getInt(entry + 12)));
        }
        return tables;
    }

    private static List<Segment> segments(SortedMap<Integer, Integer> glyphs) {
        List<Segment> segments = new ArrayList<>();
        int first = -1;
        int last = -1;
        int glyph = -1;
        for (Map.Entry<Integer, Integer> entry : glyphs.entrySet()) {
            int character = entry.getKey();
            if (!Character.isBmpCodePoint(character)) {
                throw new IllegalArgumentException("A character beyond the basic plane: " + character);
            }
            boolean goesOn = first >= 0 && character == last + 1 && entry.getValue() == glyph + (character - first);
            if (!goesOn) {
                if (first >= 0) {
                    segments.add(new Segment(first, last, glyph));
                }
                first = character;
                glyph = entry.getValue();
            }
            last = character;
        }
        if (first >= 0) {
            segments.add(new Segment(first, last, glyph));
        }
        // The format asks for a last segment that maps the last code point to no glyph.
        segments.add(new Segment(0xFFFF, 0xFFFF, 0));
        return segments;
    }

    /** The table with one subtable of format 4, for Unicode's basic plane under both names by which it is asked for. */
    private static byte[] cmap(List<Segment> segments) throws IOException {
        int count = segments.size();
        int length = 16 + 8 * count;
        if (length > LONGEST_TABLE) {
            throw new IOException("The font's characters lie too scattered for one table: " + count + " segments");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream table = new DataOutputStream(bytes)) {
            table.writeShort(0);
            table.writeShort(2);
            for (int platform : new int[] {0, 3}) {
                table.writeShort(platform);
                table.writeShort(platform == 0 ? 3 : 1);
                table.writeInt(20);
            }
            int powerOfTwo = Integer.highestOneBit(count);
            table.writeShort(4);
            table.writeShort(length);
            table.writeShort(0);
            table.writeShort(2 * count);
            table.writeShort(2 * powerOfTwo);
            table.writeShort(Integer.numberOfTrailingZeros(powerOfTwo));
            table.writeShort(2 * (count - powerOfTwo));
            for (Segment segment : segments) {
                table.writeShort(segment.last());
            }
            table.writeShort(0);
            for (Segment segment : segments) {
                table.writeShort(segment.first());
            }
            for (Segment segment : segments) {
                table.writeShort(segment.first() == 0xFFFF ? 1 : segment.delta());
            }
            for (int i = 0; i < count; i++) {
                table.writeShort(0);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] assembled(SortedMap<String, byte[]> tables) throws IOException {
        int count = tables.size();
        int powerOfTwo = Integer.highestOneBit(count);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream whole = new DataOutputStream(bytes)) {
            whole.writeInt(VERSION_TRUE_TYPE);
            whole.writeShort(count);
            whole.writeShort(powerOfTwo * DIRECTORY_ENTRY);
            whole.writeShort(Integer.numberOfTrailingZeros(powerOfTwo));
            whole.writeShort((count - powerOfTwo) * DIRECTORY_ENTRY);
            int offset = 12 + count * DIRECTORY_ENTRY;
            for (Map.Entry<String, byte[]> table : tables.entrySet()) {
                whole.write(table.getKey().getBytes(StandardCharsets.US_ASCII));
                whole.writeInt(checksum(table.getValue()));
                whole.writeInt(offset);
                whole.writeInt(table.getValue().length);
                offset += padded(table.getValue().length);
            }
            for (byte[] table : tables.values()) {
                whole.write(Arrays.copyOf(table, padded(table.length)));
            }
        }
        return bytes.toByteArray();
    }

    private static int headOffset(byte[] font) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(font);
        for (int entry = 12; entry < 12 + buffer.getShort(4) * DIRECTORY_ENTRY; entry += DIRECTORY_ENTRY) {
            if (new String(font, entry, 4, StandardCharsets.US_ASCII).equals("head")) {
                return buffer.getInt(entry + 8);
            }
        }
        throw new IOException("The font has no table head");
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    /** The sum of the table's 32-bit words, as if it were padded with zeros. */
    private static int checksum(byte[] table) {
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(table, padded(table.length)));
        int sum = 0;
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }
}
