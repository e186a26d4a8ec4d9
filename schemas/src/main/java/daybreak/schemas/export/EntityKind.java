package daybreak.schemas.export;

/** How rows of an export follow each other. */
public enum EntityKind {
    /** A row replaces the earlier one of the same key, all columns of it. */
    STATE,
    /** A row is new and never changes. */
    EVENT
}
