package daybreak.sample.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./daybreak bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures daybreak beside DuckDB and beside the part of the work that nobody can leave out.",
            "Loads and histories are made once and kept. At scale 1 that takes 40 GB and hours."
        },
        footer = {"", "Example:", "  daybreak bench --scale 0.01 --format json"},
        subcommands = {PollockCommand.class, KillsCommand.class})
final class Bench implements Callable<Integer> {

    enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "1: 20 million browse events in 90 days, all else in proportion (default: ${DEFAULT-VALUE})")
    private double scale = 1;

    @Option(names = "--work", split = ",", paramLabel = "WORK", description = "only these (default: all)")
    private List<String> works = List.of();

    @Option(names = "--system", split = ",", paramLabel = "SYSTEM", description = "only these: daybreak, duckdb, limit")
    private List<String> systems = List.of();

    @Option(names = "--runs", paramLabel = "N", description = "repetitions (default: ${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--format", paramLabel = "table|json", description = "default: table")
    private Format format = Format.TABLE;

    @Option(
            names = "--place",
            paramLabel = "DIR",
            description = "where loads, histories and homes are kept (default: ${DEFAULT-VALUE})")
    private Path place = Path.of("var", "bench");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        Path ofScale = place.toAbsolutePath().normalize().resolve("scale-" + number(scale));
        Files.createDirectories(ofScale);
        try {
            if (runs < 1) {
                throw new BenchException("A bench has at least one run, not " + runs + ".");
            }
            Measurements measured = new Contest(scale, ofScale, Installed.fromProperties(), System.err)
                    .run(
                            chosen(works, Work.values(), Work::of),
                            chosen(systems, Contender.values(), Contender::of),
                            runs);
            System.out.println(format == Format.JSON ? measured.json() : measured.table());
            return 0;
        } catch (BenchException | IllegalArgumentException e) {
            System.err.println("daybreak: " + e.getMessage());
            return 1;
        }
    }

    private static String number(double scale) {
        return scale == Math.rint(scale) ? String.format(Locale.ROOT, "%.0f", scale) : Double.toString(scale);
    }

    private static <E extends Enum<E>> Set<E> chosen(List<String> labels, E[] all, Function<String, E> of) {
        List<E> chosen =
                labels.isEmpty() ? Arrays.asList(all) : labels.stream().map(of).toList();
        return EnumSet.copyOf(chosen);
    }
}
