package daybreak.jobs.catalog;

/** The database cannot be opened or asked; the message is a sentence for the person at the terminal that says what to do. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
