package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.nightly.NightOutcome;
import daybreak.jobs.nightly.NightRequest;
import daybreak.jobs.nightly.Reviews;
import daybreak.sample.SampleSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        description = "Half a year of an invented brokerage, taken in, computed, and reported on.",
        footer = {"", "Example:", "  daybreak demo"})
final class DemoCommand implements Callable<Integer> {

    private static final String WEEK = "2026-W47";
    private static final String QUARTER = "2026-Q3";
    private static final LocalDate LAST_DAY = SampleSettings.USUAL_LAST_DAY;
    private static final LocalDate FIRST_DAY = LAST_DAY.minusDays(SampleSettings.USUAL_DAYS - 1L);
    private static final long SPACE_NEEDED = 1L << 30;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Override
    public Integer call() {
        Settings settings = daybreak.settings();
        Interruption interruption = Interruption.announce(daybreak);
        try {
            Path exports = exports(settings.home());
            try (Database database = daybreak.openDatabase()) {
                NightOutcome outcome = daybreak.rooms()
                        .nights(settings, database, daybreak.progress())
                        .run(new NightRequest(exports, FIRST_DAY, LAST_DAY, null, NightRequest.Accepted.NOTHING, 1));
                int code = NightlyCommand.report(outcome, daybreak);
                Reviews reviews = daybreak.rooms().reviews(settings, database, daybreak.progress());
                List<Path> files = new ArrayList<>(reviews.weekly(WEEK));
                files.addAll(reviews.quarterly(QUARTER));
                conclude(settings.home(), files, trace(database));
                return code;
            }
        } finally {
            interruption.ended();
        }
    }

    /** The sample's exports, written unless they are there. They get their name when they are complete. */
    private Path exports(Path home) {
        Path exports = home.resolve("demo/exports");
        if (Files.isDirectory(exports)) {
            return exports;
        }
        Path unfinished = home.resolve("demo/exports.unfinished");
        try {
            Files.createDirectories(unfinished);
            if (Files.getFileStore(unfinished).getUsableSpace() < SPACE_NEEDED) {
                throw CommandException.failed("no disk space: the demo needs 1 GB in " + home
                        + "; free some, or give another place with --home DIR");
            }
            delete(unfinished);
            SampleWriting.write(
                    new SampleSettings(
                            FIRST_DAY,
                            SampleSettings.USUAL_DAYS,
                            SampleSettings.USUAL_CLIENTS,
                            SampleSettings.USUAL_SEED,
                            false,
                            unfinished),
                    daybreak);
            Files.move(unfinished, exports);
            return exports;
        } catch (AccessDeniedException e) {
            throw CommandException.failed("no permission to write in " + home + ": give another place with --home DIR");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + home + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Optional<String> trace(Database database) {
        return database.marts()
                .read(questions -> questions
                        .ask(
                                "SELECT trace FROM trace WHERE report = 'weekly' AND period = ? ORDER BY page, figure LIMIT 1",
                                WEEK)
                        .stream()
                        .findFirst()
                        .map(row -> row.requiredText("trace")));
    }

    private void conclude(Path home, List<Path> files, Optional<String> trace) {
        PrintWriter out = daybreak.out();
        out.println();
        out.println("The reports:");
        files.stream().filter(file -> file.toString().endsWith(".pdf")).forEach(file -> out.println("  " + file));
        out.println("Their charts, and all else, lie under " + home.resolve("out"));
        out.println();
        out.println("What to try next:");
        String command = "  " + daybreak.command() + " ";
        out.println(command + "metric lead_conversion_30d --period month --by channel");
        out.println(command + "tasks --date " + LAST_DAY + " --lang en");
        trace.ifPresent(id -> out.println(command + "explain " + id + "   (any id in a report's margin)"));
        out.println(command + "nightly --help   (for exports of your own)");
    }
}
