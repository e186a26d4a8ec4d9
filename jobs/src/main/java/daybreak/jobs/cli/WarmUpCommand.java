package daybreak.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Run once by the launcher after a build, to record the class archive that makes later starts quick. */
@Command(name = "warm-up", hidden = true, description = "Loads what is slow to load, and keeps nothing.")
final class WarmUpCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("daybreak-warm-up");
        try {
            daybreak.rooms().warmUp(directory);
        } finally {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return ExitCode.DONE;
    }
}
