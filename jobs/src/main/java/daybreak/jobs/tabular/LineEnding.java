package daybreak.jobs.tabular;

/** What ends the records of a text. Every one of them ends a record, whichever a file uses. */
public enum LineEnding {
    LF,
    CR,
    CRLF,
    MIXED
}
