package daybreak.jobs.tabular;

import java.io.IOException;

/** The file as a whole is no table that could be read without guessing; the message says why, and what to do. */
public final class UnreadableTableException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableTableException(String message) {
        super(message);
    }

    public UnreadableTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
