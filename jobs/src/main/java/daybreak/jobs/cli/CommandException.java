package daybreak.jobs.cli;

import daybreak.schemas.Nearest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message is one sentence that says why and what to do. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandException failed(String message) {
        return new CommandException(ExitCode.FAILED, message);
    }

    static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    /**
     * Takes it that a name is one of those known.
     *
     * @param what it names, for example an export
     * @param given null: none was asked for
     * @throws CommandException with the nearest names, if it is none of them
     */
    static void requireKnown(String what, @Nullable String given, Collection<String> known) {
        if (given != null && !known.contains(given)) {
            throw usage("there is no " + what + " " + given + Nearest.question(given, known));
        }
    }

    int exitCode() {
        return exitCode;
    }
}
