package daybreak.jobs.spark;

/** Spark cannot be had; the message is a sentence for the person at the terminal that says what to do. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
