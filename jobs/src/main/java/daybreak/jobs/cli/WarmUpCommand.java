package daybreak.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * Run once by the launcher after a build, to record the class archive that makes later starts quick: a night of a small
 * sample brokerage and its review load what every night and every review load.
 */
@Command(name = "warm-up", hidden = true, description = "Loads what is slow to load, and keeps nothing.")
final class WarmUpCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Override
    public Integer call() throws IOException {
        Path home = Files.createTempDirectory("daybreak-warm-up");
        try {
            String exports = home.resolve("exports").toString();
            int code =
                    run(home, "sample", "--days", "14", "--clients", "60", "--until", "2026-11-22", "--out", exports);
            if (code == ExitCode.DONE) {
                code = run(home, "nightly", "--exports", exports, "--from", "2026-11-09", "--to", "2026-11-22");
            }
            if (code == ExitCode.DONE) {
                code = run(home, "weekly", "--week", "2026-W47");
            }
            return code;
        } finally {
            try (var files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private int run(Path home, String... command) {
        String[] arguments = new String[command.length + 2];
        System.arraycopy(command, 0, arguments, 0, command.length);
        arguments[command.length] = "--home";
        arguments[command.length + 1] = home.toString();
        Surroundings given = daybreak.surroundings();
        // Neither the settings file nor the environment holds for it: with them the sample would be published where the
        // brokerage's own nights are.
        Surroundings own =
                new Surroundings(home, Map.of(), given.out(), given.err(), given.terminal(), given.command());
        return Daybreak.run(own, daybreak.rooms(), arguments);
    }
}
