package daybreak.schemas.source;

/** What a source may do in its cells that the contract does not allow. None of it changes what is kept of a text. */
public enum CellForm {
    /** Digits, letters and punctuation of double width, as {@code １２３．５}, anywhere but in texts and lists. */
    FULL_WIDTH,
    /** Commas between groups of three digits. */
    GROUPED,
    /** A unit behind the number, as {@code 350万}, or {@code ¥} before it: the number is in that unit, whatever the column's. */
    WITH_UNIT,
    /** Marks of writing direction and of no width, and blanks that do not break, anywhere but in texts and lists. */
    INVISIBLE,
    /** An apostrophe that keeps spreadsheets from running a cell beginning with =, +, - or @; it is taken off. */
    APOSTROPHE
}
