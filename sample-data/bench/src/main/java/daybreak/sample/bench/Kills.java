package daybreak.sample.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kills the installed program at random moments of a backfill of the committed exports in which rows are bad in every way,
 * gives the same command again, and compares what the home then holds with what an undisturbed one does.
 */
final class Kills {

    private static final LocalDate FROM = LocalDate.of(2026, 11, 9);
    private static final LocalDate TO = LocalDate.of(2026, 11, 22);

    /** The exports hold more bad rows than are allowed. */
    private static final int PUBLISHED_ABOVE_ALLOWED = 3;

    private static final int DONE = 0;

    /** Multiple of the undisturbed time after which a command is taken to hang. */
    private static final int PATIENCE = 10;

    private final Installed installed;
    private final Path place;
    private final Path exports;
    private final PrintStream told;

    /**
     * One kill.
     *
     * @param at seconds from the start of the command
     * @param step what it was at; "over": it had ended before
     * @param again seconds that the same command then took
     * @param wrong what was found that should not be; empty: all was as undisturbed
     */
    record Kill(double at, String step, double again, List<String> wrong) {

        static final String OVER = "over";

        boolean isHealed() {
            return wrong.isEmpty();
        }
    }

    /** What became of a command. */
    private record Ended(int exitCode, double seconds, String step, String said) {}

    Kills(Installed installed, Path place, PrintStream told) {
        this.installed = installed;
        this.place = place;
        this.exports = Optional.ofNullable(installed.launcher().getParent())
                .orElseThrow()
                .resolve("sample-data/exports/broken");
        this.told = told;
    }

    /**
     * Kills that often.
     *
     * @param seed of the moments
     * @throws BenchException if the undisturbed backfill does not publish
     */
    KillReport run(int times, long seed) throws IOException, InterruptedException, SQLException {
        Files.createDirectories(place);
        // The first call after a build builds and prepares quick starts, which is neither to be timed nor killed.
        new ProcessBuilder(installed.launcher().toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Path home = place.resolve("undisturbed");
        Shell.remove(home);
        Ended undisturbed = backfill(home, null, TimeUnit.HOURS.toSeconds(1));
        if (undisturbed.exitCode() != PUBLISHED_ABOVE_ALLOWED) {
            throw new BenchException("The undisturbed backfill ended with exit code " + undisturbed.exitCode()
                    + "; it said: " + undisturbed.said().strip());
        }
        HomeContents expected = HomeContents.of(home, installed.server());
        Shell.remove(home);
        told.printf(
                Locale.ROOT,
                "undisturbed: %.1f s, %,d rows and sums to compare%n",
                undisturbed.seconds(),
                expected.rows());
        SplittableRandom chance = new SplittableRandom(seed);
        List<Kill> kills = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            Kill kill = kill(i, chance.nextDouble() * undisturbed.seconds(), undisturbed.seconds(), expected);
            kills.add(kill);
            told.printf(
                    Locale.ROOT,
                    "%3d/%d  at %6.2f s, %-8s  then %6.1f s: %s%n",
                    i,
                    times,
                    kill.at(),
                    kill.step(),
                    kill.again(),
                    kill.isHealed() ? "equal" : String.join("; ", kill.wrong()));
        }
        return new KillReport(seed, undisturbed.seconds(), List.copyOf(kills));
    }

    private Kill kill(int number, double at, double usual, HomeContents expected)
            throws IOException, InterruptedException, SQLException {
        Path home = place.resolve("home-" + number);
        Shell.remove(home);
        long patience = Math.round(Math.ceil(PATIENCE * usual));
        boolean healed = false;
        try {
            Ended killed = backfill(home, at, patience);
            Ended again = backfill(home, null, patience);
            List<String> wrong = new ArrayList<>();
            // A kill between publication and exit leaves nothing to do.
            boolean nothingNew = again.exitCode() == DONE && again.said().contains("Nothing is new");
            if (again.exitCode() == PUBLISHED_ABOVE_ALLOWED || nothingNew) {
                wrong.addAll(expected.differences(HomeContents.of(home, installed.server())));
            } else {
                wrong.add("exit code " + again.exitCode() + ": " + again.said().strip());
            }
            healed = wrong.isEmpty();
            return new Kill(at, killed.step(), again.seconds(), wrong);
        } finally {
            endServer(home);
            if (healed) {
                Shell.remove(home);
            }
        }
    }

    /**
     * Runs the backfill.
     *
     * @param killedAt seconds after which it is killed; null: it is left alone
     * @param patience seconds after which it is taken to hang, and stopped
     */
    private Ended backfill(Path home, @Nullable Double killedAt, long patience)
            throws IOException, InterruptedException {
        Path said = place.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(installed.nightly(home, exports, FROM, TO))
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DAYBREAK_"));
        // As on a terminal it says when a step begins.
        builder.environment().put("DAYBREAK_JAVA_OPTS", "-Ddaybreak.terminal=true");
        long begun = System.nanoTime();
        Process process = builder.start();
        Thread whenEnded = new Thread(process::destroy, "kills-end");
        Runtime.getRuntime().addShutdownHook(whenEnded);
        try {
            long millis = Math.round(1_000 * (killedAt == null ? patience : killedAt));
            boolean over = process.waitFor(millis, TimeUnit.MILLISECONDS);
            if (!over && killedAt != null) {
                process.destroyForcibly();
            } else if (!over) {
                process.destroy();
            }
            int code = process.waitFor();
            String words = Files.readString(said);
            if (!over && killedAt == null) {
                words = "it did not end within " + patience + " s; " + words;
            }
            return new Ended(code, (System.nanoTime() - begun) / 1e9, over ? Kill.OVER : step(words), words);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(whenEnded);
        }
    }

    /** The step whose line is kept up to date on the terminal; "start" before the first, "between" where one has ended. */
    private static String step(String said) {
        int line = said.lastIndexOf('\r');
        if (line < 0) {
            return "start";
        }
        String last = said.substring(line + 1);
        return last.contains("\n") ? "between" : last.split("\\s", 2)[0];
    }

    /** Where even the command given again did not stop the server that the killed one left. */
    private static void endServer(Path home) throws InterruptedException {
        Path file = home.resolve("pg/data/postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        try (Stream<String> lines = Files.lines(file)) {
            long number = Long.parseLong(lines.findFirst().orElse("0").strip());
            Optional<ProcessHandle> server = ProcessHandle.of(number)
                    .filter(process -> process.info()
                            .commandLine()
                            .orElse("")
                            .contains(home.resolve("pg/data").toString()));
            if (server.isPresent()) {
                server.get().destroy();
                while (server.get().isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
