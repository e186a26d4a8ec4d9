package daybreak.jobs.tabular;

/**
 * Bytes that are no text of a file's encoding, within its text: each is a lone low surrogate U+DC00–U+DCFF whose lower half is
 * the byte. No valid text holds one, so nothing is mistaken and nothing is lost.
 */
public final class UndecodableBytes {

    private static final int ESCAPE = 0xDC00;

    private UndecodableBytes() {}

    static char escaped(byte undecodable) {
        return (char) (ESCAPE | (undecodable & 0xFF));
    }

    /** Whether the cell holds any. */
    public static boolean in(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (isEscape(cell, i)) {
                return true;
            }
        }
        return false;
    }

    /** The cell with each written {@code \xNN}. */
    public static String readable(String cell) {
        if (!in(cell)) {
            return cell;
        }
        StringBuilder readable = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            if (isEscape(cell, i)) {
                readable.append(String.format("\\x%02X", cell.charAt(i) & 0xFF));
            } else {
                readable.append(cell.charAt(i));
            }
        }
        return readable.toString();
    }

    private static boolean isEscape(String cell, int i) {
        return Character.isLowSurrogate(cell.charAt(i)) && (i == 0 || !Character.isHighSurrogate(cell.charAt(i - 1)));
    }
}
