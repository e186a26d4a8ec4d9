package daybreak.schemas;

import java.util.Locale;

/** A text in both languages of the product. */
public record Text(String zh, String en) {

    public Text {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a text needs both zh and en");
        }
    }

    /** The text for a language: Chinese for any {@code zh} locale, English for all others. */
    public String in(Locale language) {
        return "zh".equals(language.getLanguage()) ? zh : en;
    }
}
