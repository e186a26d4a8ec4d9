package daybreak.reports.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a page as XHTML, everything from outside escaped. {@link #toString} is the XHTML, so templates print it
 * unescaped.
 */
public record Markup(String xhtml) {

    /**
     * A figure that the breaker of lines would tear: figures and Latin letters joined by a hyphen, a dash, a slash or a
     * no-break space.
     */
    private static final Pattern TORN = Pattern.compile(
            "[0-9A-Za-z+\u2212.,:%*]+(?:[\u00A0/\u2013\u2212-]+[0-9A-Za-z+\u2212.,:%*\u4e07\u4ebf\u5143\u33A1]+)+");

    private static final Pattern CLAUSE =
            Pattern.compile("[^，；。：,;.:]+(?:[，；。：]|[,;.:](?=\\s|$)|[,;.:](?=\\S)[^，；。：,;.:]*)*\\s*");

    /** Clauses longer than this are left to the breaker of lines: at headline size they may not fit on a line. */
    private static final int LONGEST_CLAUSE_EM = 26;

    /** Plain text, with figures kept in one piece. */
    public static Markup of(String text) {
        Matcher torn = TORN.matcher(text);
        StringBuilder xhtml = new StringBuilder();
        int end = 0;
        while (torn.find()) {
            xhtml.append(escaped(text.substring(end, torn.start())));
            xhtml.append("<span class=\"n\">").append(escaped(torn.group())).append("</span>");
            end = torn.end();
        }
        return new Markup(xhtml.append(escaped(text.substring(end))).toString());
    }

    /** A headline: each clause kept on one line where it fits, so that lines end at punctuation. */
    public static Markup headline(String text) {
        StringBuilder xhtml = new StringBuilder();
        Matcher clause = CLAUSE.matcher(text);
        int end = 0;
        while (clause.find()) {
            xhtml.append(escaped(text.substring(end, clause.start())));
            String words = clause.group();
            String kept = words.stripTrailing();
            if (widthInEm(kept) <= LONGEST_CLAUSE_EM) {
                xhtml.append("<span class=\"n\">").append(escaped(kept)).append("</span>");
            } else {
                xhtml.append(of(kept));
            }
            xhtml.append(words.substring(kept.length()));
            end = clause.end();
        }
        return new Markup(xhtml.append(escaped(text.substring(end))).toString());
    }

    /** Text for XHTML: the characters that would be markup, escaped. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static double widthInEm(String text) {
        return text.codePoints()
                .mapToDouble(codePoint -> codePoint < 0x2E80 ? 0.56 : 1)
                .sum();
    }

    @Override
    public String toString() {
        return xhtml;
    }
}
