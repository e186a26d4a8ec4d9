package daybreak.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** Runs commands as a person would, and keeps what they print. */
final class Terminal {

    /** What a command printed and returned. */
    record Answer(int code, String out, String err) {}

    private final Path directory;
    private final Map<String, String> environment;
    private final Rooms rooms;

    Terminal(Path directory, Map<String, String> environment, Rooms rooms) {
        this.directory = directory;
        this.environment = environment;
        this.rooms = rooms;
    }

    Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Daybreak.run(
                new Surroundings(
                        directory, environment, new PrintWriter(out), new PrintWriter(err), false, "./daybreak"),
                rooms,
                arguments);
        return new Answer(code, out.toString(), err.toString());
    }
}
