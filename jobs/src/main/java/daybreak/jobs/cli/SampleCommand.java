package daybreak.jobs.cli;

import daybreak.sample.SampleSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "sample",
        description =
                "Writes the exports of an invented brokerage, one folder a day; the same seed gives the same files.",
        footer = {"", "Example:", "  daybreak sample --days 30 --clients 500 --seed 7 --out exports"})
final class SampleCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Option(names = "--days", paramLabel = "N", description = "how many days (default: 184)")
    private int days = SampleSettings.USUAL_DAYS;

    @Option(names = "--clients", paramLabel = "N", description = "how many clients (default: 3000)")
    private int clients = SampleSettings.USUAL_CLIENTS;

    @Option(names = "--seed", paramLabel = "N", description = "of the chance (default: 42)")
    private long seed = SampleSettings.USUAL_SEED;

    @Option(names = "--until", paramLabel = "D", description = "last day (default: 2026-11-22)")
    private LocalDate until = SampleSettings.USUAL_LAST_DAY;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "an empty folder, or a new one")
    private Path out = Path.of("");

    @Option(names = "--dirty", description = "mix in bad rows of every kind")
    private boolean dirty;

    @Override
    public void run() {
        SampleSettings settings;
        try {
            settings = new SampleSettings(until.minusDays(days - 1L), days, clients, seed, dirty, daybreak.path(out));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        SampleWriting.write(settings, daybreak);
        daybreak.out().println("wrote " + days + " days to " + settings.out());
    }
}
