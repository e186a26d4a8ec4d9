package daybreak.sample.bench;

/** The bench cannot go on, or its results cannot be trusted; the message is a sentence for whoever started it. */
final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }
}
