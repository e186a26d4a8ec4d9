package daybreak.schemas;

/** A definition under {@code schemas/} that cannot be used; the message names the file and says what to write instead. */
public final class DefinitionException extends IllegalArgumentException {

    /**
     * @param place the file, and where in it
     * @param problem a sentence without its full stop
     */
    public DefinitionException(String place, String problem) {
        super(place + ": " + problem + ".");
    }

    public DefinitionException(String place, String problem, Throwable cause) {
        super(place + ": " + problem + ".", cause);
    }
}
