package daybreak.reports.page;

/** The three weights that pages use; there are no italics. */
public enum FontWeight {
    REGULAR("Regular", 400),
    MEDIUM("Medium", 500),
    BOLD("Bold", 700);

    private final String fileName;
    private final int cssWeight;

    FontWeight(String fileName, int cssWeight) {
        this.fileName = fileName;
        this.cssWeight = cssWeight;
    }

    /** The part of the font's file name that tells the weight. */
    String fileName() {
        return fileName;
    }

    /** The weight as style sheets count it. */
    public int cssWeight() {
        return cssWeight;
    }
}
