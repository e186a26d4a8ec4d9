package daybreak.sample.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is done beside the measurements: copies and removals of whole folders. */
final class Shell {

    private Shell() {}

    static void copy(Path from, Path to) throws IOException, InterruptedException {
        remove(to);
        Path parent = to.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        run(List.of("cp", "-a", from.toString(), to.toString()));
    }

    static void remove(Path folder) throws IOException, InterruptedException {
        run(List.of("rm", "-rf", folder.toString()));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said.strip());
        }
    }
}
