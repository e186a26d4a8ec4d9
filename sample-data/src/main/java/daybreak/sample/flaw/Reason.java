package daybreak.sample.flaw;

/** The coded reasons for which the export contract has a row refused. */
public enum Reason {
    CELL_COUNT,
    KEY_BLANK,
    OWN_TIME_BLANK,
    SUBJECT_BLANK,
    NOT_A_NUMBER,
    NOT_A_WHOLE_NUMBER,
    NOT_A_BOOLEAN,
    NOT_A_DATE,
    NOT_A_TIME,
    NOT_A_LIST_OF_SECONDS,
    NOT_IN_ENUMERATION,
    OUT_OF_RANGE,
    NEGATIVE,
    MALFORMED_TEXT,
    MALFORMED_QUOTES,
    EVENT_CHANGED
}
