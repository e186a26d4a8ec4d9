package daybreak.schemas.export;

/** Whether a column holds personal data. Both kinds of it are encrypted at rest and masked by default. */
public enum Pii {
    NONE,
    /** Identifies a person by itself: a name, a number. */
    DIRECT,
    /** Free text or a trait. */
    SENSITIVE;

    public boolean isPersonal() {
        return this != NONE;
    }
}
