package daybreak.jobs.inspect;

import java.util.regex.Pattern;

/** Texts as YAML writes them in one line. */
final class YamlText {

    /** Cannot be taken for anything but a text; short Latin words such as {@code no} can. */
    private static final Pattern PLAIN = Pattern.compile("\\p{IsHan}+|[A-Za-z]\\w*[_.]\\w+|[A-Za-z]\\w{5,}");

    private YamlText() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
