package daybreak.jobs.inspect;

/** What the filled cells of a column hold, all of them. */
public enum CellType {
    /** No cell is filled. */
    BLANK,
    BOOLEAN,
    INTEGER,
    DECIMAL,
    /** Numbers under a header, or with a sign, that says that they are amounts. */
    MONEY,
    /** Days. */
    DATE,
    /** Days with a time of day. */
    TIME,
    /** Few words, again and again. */
    ENUMERATION,
    /** Several words a cell. */
    LIST,
    TEXT
}
