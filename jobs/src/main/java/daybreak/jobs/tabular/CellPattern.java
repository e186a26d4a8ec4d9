package daybreak.jobs.tabular;

/** What a cell looks like. Coarse on purpose: it tells names of columns from what stands below them. */
enum CellPattern {
    EMPTY,
    /** Digits, perhaps with sign, point, grouping, currency or percent. */
    NUMBER,
    /** Digits between dashes, slashes, points, colons or the Chinese signs of date and time. */
    TIME,
    /** Letters and digits without a blank, as ids, URLs and mail addresses are. */
    CODE,
    TEXT;

    private static final int LONGEST_TIME = 40;

    static CellPattern of(String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return EMPTY;
        }
        int digits = 0;
        int letters = 0;
        int blanks = 0;
        int ofNumbers = 0;
        int ofTimes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (Character.isWhitespace(c)) {
                blanks++;
            } else {
                letters += Character.isLetter(c) ? 1 : 0;
                ofNumbers += "+-.,%$€£¥￥".indexOf(c) >= 0 ? 1 : 0;
                ofTimes += "-/.:+TZ年月日时分秒".indexOf(c) >= 0 ? 1 : 0;
            }
        }
        int others = text.length() - digits - blanks;
        if (digits == 0) {
            return TEXT;
        }
        if (others == ofNumbers && blanks <= 1 && !hasInner(text, '-')) {
            return NUMBER;
        }
        if (others == ofTimes && others > 0 && text.length() <= LONGEST_TIME) {
            return TIME;
        }
        return blanks == 0 && letters > 0 ? CODE : TEXT;
    }

    private static boolean hasInner(String text, char c) {
        return text.indexOf(c, 1) > 0;
    }
}
