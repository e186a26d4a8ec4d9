package daybreak.reports.mart;

/** The marts cannot be read; the message says why in a sentence. */
public final class MartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong with the marts. */
    public MartException(String message) {
        super(message);
    }

    /** Says what was wanted of the database when it failed. */
    public MartException(String message, Throwable cause) {
        super(message, cause);
    }
}
