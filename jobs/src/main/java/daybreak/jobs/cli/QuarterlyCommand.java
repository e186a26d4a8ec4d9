package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quarterly",
        description = "Renders the quarterly complaint retrospective under out/quarterly/.",
        footer = {"", "Example:", "  daybreak quarterly --quarter 2026-Q3"})
final class QuarterlyCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Option(
            names = "--quarter",
            paramLabel = "yyyy-Qn",
            description = "calendar quarter (default: the newest that has ended by the last night)")
    private @Nullable String quarter;

    @Override
    public void run() {
        if (quarter != null && !quarter.matches("\\d{4}-Q[1-4]")) {
            throw CommandException.usage("--quarter looks like 2026-Q3, not " + quarter);
        }
        String newest = daybreak.askStandingNight((questions, standing) -> lastWhole(standing.to()));
        try (Database database = daybreak.openDatabase()) {
            List<Path> files = daybreak.rooms()
                    .reviews(daybreak.settings(), database, daybreak.progress())
                    .quarterly(quarter == null ? newest : quarter);
            files.forEach(file -> daybreak.out().println(file));
        }
    }

    private static String lastWhole(LocalDate last) {
        LocalDate day = last.plusDays(1).minusMonths(3);
        return day.getYear() + "-Q" + day.get(IsoFields.QUARTER_OF_YEAR);
    }
}
