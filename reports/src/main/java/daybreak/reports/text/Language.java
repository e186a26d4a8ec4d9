package daybreak.reports.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A language that reports are printed in. */
public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The language's tag (BCP 47), as it stands in file names and in the document. */
    public String tag() {
        return tag;
    }

    /**
     * The language of a tag.
     *
     * @throws IllegalArgumentException if reports are not printed in it
     */
    public static Language of(String tag) {
        for (Language language : values()) {
            if (language.tag.equals(tag)) {
                return language;
            }
        }
        throw new IllegalArgumentException("Reports are printed in "
                + Arrays.stream(values()).map(Language::tag).collect(Collectors.joining(" and ")) + ", not in " + tag);
    }
}
