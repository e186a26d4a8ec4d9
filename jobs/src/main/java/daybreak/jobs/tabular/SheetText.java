package daybreak.jobs.tabular;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in a workbook: it may be in pieces of several fonts, and characters that XML cannot hold are escaped. */
final class SheetText {

    /** As {@code _x000D_}, which stands for a carriage return (ECMA-376 part 1, 22.4.2.4). */
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private SheetText() {}

    /** The text within the element at whose beginning the part stands; then it stands at its end. */
    static String read(XmlPart part, String element) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean isPhonetic = false;
        while (!part.ends(element) && part.next()) {
            if (part.begins("rPh") || part.ends("rPh")) {
                // How the text is pronounced, no part of it.
                isPhonetic = part.begins("rPh");
            } else if (part.begins("t")) {
                String piece = part.text();
                text.append(isPhonetic ? "" : piece);
            }
            if (text.length() > Malformation.MOST_CHARACTERS) {
                throw new UnreadableTableException("A cell of the workbook holds more than any cell can.");
            }
        }
        return unescaped(text.toString());
    }

    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                : text;
    }
}
