package daybreak.jobs.cli;

import java.lang.Character.UnicodeScript;

/** How many columns of a terminal a text takes. */
final class DisplayWidth {

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** Wide and full-width characters of Unicode's East Asian Width (UAX 11), as far as they occur in names and reasons. */
    private static boolean isWide(int character) {
        UnicodeScript script = UnicodeScript.of(character);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || script == UnicodeScript.BOPOMOFO
                || within(character, 0x3000, 0x303E)
                || within(character, 0x3200, 0x33FF)
                || within(character, 0xFE30, 0xFE6F)
                || within(character, 0xFF01, 0xFF60)
                || within(character, 0xFFE0, 0xFFE6)
                || within(character, 0x1F300, 0x1FAFF);
    }

    private static boolean within(int character, int first, int last) {
        return first <= character && character <= last;
    }
}
