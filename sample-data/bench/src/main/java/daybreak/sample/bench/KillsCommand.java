package daybreak.sample.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./daybreak bench kills}. */
@Command(
        name = "kills",
        mixinStandardHelpOptions = true,
        description = {
            "Kills a backfill of bad exports (kill -9) at random moments and gives the same command again, each time in a",
            "home of its own. Fails unless all tables of the database and all files of the warehouse then hold what they",
            "hold after an undisturbed backfill. Moments lie within the time that the undisturbed one took; one that finds the",
            "night over, as not all take equally long, counts as such. A home in which something differs is kept, the others",
            "are removed."
        },
        footer = {"", "Example:", "  daybreak bench kills --times 6"})
final class KillsCommand implements Callable<Integer> {

    @Option(names = "--times", paramLabel = "N", description = "how many kills (default: ${DEFAULT-VALUE})")
    private int times = 100;

    @Option(names = "--seed", paramLabel = "S", description = "of the moments (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--format", paramLabel = "table|json", description = "default: table")
    private Bench.Format format = Bench.Format.TABLE;

    @Option(
            names = "--place",
            paramLabel = "DIR",
            description = "where homes are made and removed (default: ${DEFAULT-VALUE})")
    private Path place = Path.of("var", "bench", "kills");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        try {
            if (times < 1) {
                throw new BenchException("There is at least one kill, not " + times + ".");
            }
            KillReport report = new Kills(
                            Installed.fromProperties(), place.toAbsolutePath().normalize(), System.err)
                    .run(times, seed);
            System.out.println(format == Bench.Format.JSON ? report.json() : report.table());
            return report.isAllHealed() ? 0 : 1;
        } catch (BenchException e) {
            System.err.println("daybreak: " + e.getMessage());
            return 1;
        }
    }
}
