package daybreak.jobs.ingest;

/** The exports as a whole cannot be taken in; the message says in a sentence what is wrong and what to do. */
public final class IngestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IngestException(String message) {
        super(message);
    }

    public IngestException(String message, Throwable cause) {
        super(message, cause);
    }
}
