package daybreak.schemas.source;

/** How a quote stands within quotes. */
public enum Escape {
    /** Twice, by RFC 4180. */
    DOUBLED,
    /** After a backslash, which itself stands twice there; any other backslash is text. Doubled quotes are read too. */
    BACKSLASH
}
