package daybreak.jobs.ingest;

/** Why a row is refused. A row has one reason: the first that is found, whole row before cells, cells in contract order. */
public enum RefusalCode {
    CELL_COUNT("The row has more or fewer cells than the header."),
    MALFORMED_QUOTES(
            "Quotes in the row do not follow the file's dialect: text stands after a closing quote, or a quote is never closed."),
    MALFORMED_TEXT("A cell holds bytes that are no text in the file's encoding, or the character U+0000."),
    RECORD_TOO_LONG("The record is longer than any table's, or a quote in it is closed nowhere near."),
    SECOND_TABLE("The row stands below a second header: another table begins in the same file."),
    DIGITS_LOST("A cell of a workbook holds a number of 16 digits or more, of which it keeps 15; the id is not whole."),
    CELL_ERROR("A cell of a workbook shows an error in place of a value."),
    NOT_CALCULATED("A cell of a workbook holds a formula whose result was not saved."),
    KEY_BLANK("A column of the key is blank."),
    OWN_TIME_BLANK("The time at which the row's fact happened is blank."),
    SUBJECT_BLANK("The id of what the row is about is blank."),
    NOT_A_NUMBER("A cell is not a plain decimal with a point, without grouping or unit."),
    NOT_A_WHOLE_NUMBER("A number that counts has a fraction."),
    NEGATIVE("An amount, area, count or duration is negative."),
    OUT_OF_RANGE("A number lies outside its range."),
    NOT_IN_ENUMERATION("A cell is neither one of the column's values nor a Chinese label of one."),
    NOT_A_BOOLEAN("A cell is not one of true/false, 是/否, 1/0, Y/N."),
    NOT_A_DATE("A cell is not a date, nor a time that has one."),
    NOT_A_TIME("A cell is not a time of an accepted form."),
    NOT_A_LIST_OF_SECONDS("An item of a list is not name=seconds."),
    EVENT_CHANGED("A row of the same key arrived before with other values; events never change.");

    private final String explanation;

    RefusalCode(String explanation) {
        this.explanation = explanation;
    }

    /**
     * Whether the fault lies in the form of the file and not in what a cell says: written out as a row of a sound file, nobody
     * sees it any more.
     */
    boolean isOfTheForm() {
        return switch (this) {
            case CELL_COUNT,
                    MALFORMED_QUOTES,
                    MALFORMED_TEXT,
                    RECORD_TOO_LONG,
                    SECOND_TABLE,
                    DIGITS_LOST,
                    CELL_ERROR,
                    NOT_CALCULATED -> true;
            case KEY_BLANK,
                    OWN_TIME_BLANK,
                    SUBJECT_BLANK,
                    NOT_A_NUMBER,
                    NOT_A_WHOLE_NUMBER,
                    NEGATIVE,
                    OUT_OF_RANGE,
                    NOT_IN_ENUMERATION,
                    NOT_A_BOOLEAN,
                    NOT_A_DATE,
                    NOT_A_TIME,
                    NOT_A_LIST_OF_SECONDS,
                    EVENT_CHANGED -> false;
        };
    }

    /** A sentence for people who meet the code for the first time. */
    public String explanation() {
        return explanation;
    }
}
