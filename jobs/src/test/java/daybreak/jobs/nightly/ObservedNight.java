package daybreak.jobs.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The broken twin's two weeks, taken in by the command itself in a process of its own, with native execution as it is by
 * default, and everything seen that it left while it stood.
 *
 * @param world its home, opened again after it ended
 * @param exitCode its exit code
 * @param out what it printed
 * @param err its errors and progress
 * @param temporary its temporary files, as many as could be caught when a step began and when all had been done but the
 *     last statement; shuffled rows are not compressed
 * @param staged all rows of all tables of its database at that last moment, by table
 * @param plans of its statements, as Spark recorded them
 */
record ObservedNight(
        NightWorld world,
        int exitCode,
        String out,
        String err,
        List<Path> temporary,
        Map<String, List<String>> staged,
        List<String> plans)
        implements SharedNights.Open {

    private static final List<String> STEPS = List.of("ingest", "facts", "subjects", "metrics", "alerts", "publish");

    static ObservedNight run(Path home) {
        try {
            return observe(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the night cannot be observed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static ObservedNight observe(Path home) throws IOException, SQLException, InterruptedException {
        Path temporary = Files.createDirectories(home.resolveSibling("temporary"));
        Path caught = Files.createDirectories(home.resolveSibling("caught"));
        Path events = Files.createDirectories(home.resolveSibling("events"));
        List<String> options = List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-Dspark.shuffle.compress=false",
                "-Dspark.shuffle.spill.compress=false",
                "-Dspark.eventLog.enabled=true",
                "-Dspark.eventLog.dir=" + events.toUri(),
                "-Dspark.eventLog.compress=false",
                "-Dspark.eventLog.rolling.enabled=false");
        try (CommandProcess night = CommandProcess.start(
                home.resolveSibling("printed"),
                options,
                "nightly",
                "--home",
                home.toString(),
                "--exports",
                SharedNights.BROKEN.toAbsolutePath().toString(),
                "--from",
                SharedNights.FIRST,
                "--to",
                SharedNights.LAST)) {
            night.awaitStep(STEPS.get(0));
            Map<String, List<String>> staged;
            try (HeldPublication publication = HeldPublication.in(home)) {
                for (String step : STEPS) {
                    night.awaitStep(step);
                    keep(temporary, caught);
                }
                night.await("the last statement of the publishing transaction", publication::isReached);
                keep(temporary, caught);
                staged = NightWorld.allRows(publication.database());
            }
            int exitCode = night.exitCode();
            return new ObservedNight(
                    new NightWorld(home), exitCode, night.out(), night.err(), files(caught), staged, plans(events));
        }
    }

    /** Gives files second names, under which they stay when the process deletes them. */
    private static void keep(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path kept = to.resolve(from.relativize(file).toString().replace('/', '!'));
            try {
                Files.createLink(kept, file);
            } catch (FileAlreadyExistsException | NoSuchFileException expected) {
                // Kept at an earlier step, or deleted while we looked.
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException vanished) {
            return files(folder);
        }
    }

    private static List<String> plans(Path events) throws IOException {
        for (Path log : files(events)) {
            try (Stream<String> lines = Files.lines(log)) {
                return lines.filter(line -> line.contains("\"physicalPlanDescription\""))
                        .toList();
            }
        }
        return List.of();
    }
}
