package daybreak.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param workingDirectory absolute; relative paths start there
 * @param environment variables
 * @param out results
 * @param err progress and errors
 * @param terminal whether somebody watches {@code err}
 * @param command how this program was called, for examples that can be copied
 */
public record Surroundings(
        Path workingDirectory,
        Map<String, String> environment,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        String command) {}
