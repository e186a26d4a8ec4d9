package daybreak.jobs.cli;

/** Language of reasons, titles and reports. */
public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** BCP 47 tag, as in file names. */
    String tag() {
        return tag;
    }

    String choose(String chinese, String english) {
        return this == CHINESE ? chinese : english;
    }
}
