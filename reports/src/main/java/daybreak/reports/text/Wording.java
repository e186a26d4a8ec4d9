package daybreak.reports.text;

import java.util.HashMap;
import java.util.Map;

/** The texts of one language, asked for by key. */
public final class Wording {

    private final Texts texts;
    private final Language language;

    Wording(Texts texts, Language language) {
        this.texts = texts;
        this.language = language;
    }

    /** The language. */
    public Language language() {
        return language;
    }

    /** Whether there is such a text. */
    public boolean has(String key) {
        return texts.has(key);
    }

    /** A text that names no values. Templates call this: their language of expressions knows no open lists of arguments. */
    public String word(String key) {
        return of(key);
    }

    /**
     * A text with its values filled in.
     *
     * @param namesAndValues name, value, name, value …
     * @throws IllegalArgumentException if there is no such key, or a value that the text names is not given
     */
    public String of(String key, Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("The text " + key + " was given a name without a value");
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return texts.fill(key, language, values);
    }

    /**
     * The label of a member of a named list of values, or the member itself where it has none (names of stores, root
     * causes). {@code (none)}, the member of what is unknown, has a label in every list.
     *
     * @param list for example {@code channel}
     */
    public String label(String list, String member) {
        String own = "label." + list + "." + member;
        if (texts.has(own)) {
            return of(own);
        }
        return member.equals("(none)") ? of("label.none") : member;
    }
}
