package daybreak.schemas;

/** A definition under {@code schemas/} that cannot be used; the message names the file and says what to write instead. */
public final class DefinitionException extends RuntimeException {

    public DefinitionException(String file, String problem) {
        super(file + ": " + problem);
    }

    public DefinitionException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
