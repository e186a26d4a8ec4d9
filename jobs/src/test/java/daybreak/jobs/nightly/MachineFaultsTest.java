package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the machine: each ends a night in one sentence, and the same command heals it once the fault is gone. */
@ExtendWith(SharedNights.class)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class MachineFaultsTest {

    /** More than a night needs; a start wants 200 MB to be free. */
    private static final int MEGABYTES = 700;

    /** For a whole night on a machine that does other things as well. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String RUN = "20261122-01";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    @Tag("long")
    void aDiskThatFillsUpUnderTheWarehouse(SharedNights.History history, SharedNights.Sound undisturbed)
            throws Exception {
        try (Volume disk = Volume.mount(folder.resolve("disk"), MEGABYTES)) {
            Path home = history.copyTo(disk.path().resolve("home"));

            String said = failsOnceFull(home, "ingest", disk);

            saysThatItIsFull(said, home);
            disk.free();
            publishesTheSame(home, undisturbed);
        }
    }

    @Test
    @Tag("long")
    void aDiskThatFillsUpUnderTheDatabaseAlone(SharedNights.History history, SharedNights.Sound undisturbed)
            throws Exception {
        Path home = history.copyTo(folder.resolve("home"));
        Path data = home.resolve("pg");
        Path elsewhere = Files.move(data, folder.resolve("pg"));
        try (Volume disk = Volume.mount(data, MEGABYTES)) {
            copy(elsewhere, data);

            String said = failsOnceFull(home, "metrics", disk);

            saysThatItIsFull(said, data);
            disk.free();
            publishesTheSame(home, undisturbed);
        }
    }

    /** Stopped for good at first; then stopped and started at once, which nobody would notice but for the lock. */
    @Test
    @Tag("long")
    void aDatabaseThatGoesAwayAndExportsThatCannotBeWritten(SharedNights.Sound undisturbed) throws Exception {
        Optional<Path> binaries = DatabaseServer.installed();
        assumeTrue(binaries.isPresent(), "skipped: no PostgreSQL server is installed (apt-get install postgresql)");
        try (DatabaseServer server = DatabaseServer.start(binaries.orElseThrow(), folder);
                Volume exports = Volume.mount(folder.resolve("exports"), 10)) {
            copy(SharedNights.SMALL, exports.path().resolve("small"));
            exports.makeReadOnly();
            List<String> arguments = List.of(
                    "nightly",
                    "--home",
                    folder.resolve("home").toString(),
                    "--db",
                    server.url() + "?user=keeper&password=daylight",
                    "--brokerage",
                    "test",
                    "--exports",
                    exports.path().resolve("small").toString(),
                    "--from",
                    SharedNights.FIRST,
                    "--to",
                    SharedNights.LAST,
                    "--native",
                    "off");
            String sentence = "daybreak: the connection to the database \\Q" + server.url()
                    + "\\E failed \\(.+\\): nothing was published; see that the database runs, then give the same"
                    + " command again";

            try (CommandProcess night = command(arguments)) {
                night.awaitStep("facts");
                server.stop();
                assertThat(night.exitCode(PATIENCE)).as(night.err()).isEqualTo(1);
                assertThat(lastWords(night)).matches(sentence);
            }
            try (CommandProcess night = command(arguments)) {
                assertThat(night.exitCode(PATIENCE))
                        .as("before it is started: %s", night.err())
                        .isEqualTo(1);
                assertThat(lastWords(night)).matches(sentence);
            }
            server.startAgain();
            try (CommandProcess night = command(arguments)) {
                night.awaitStep("facts");
                server.stop();
                server.startAgain();
                assertThat(night.exitCode(PATIENCE)).as(night.err()).isEqualTo(1);
                assertThat(lastWords(night)).matches(sentence);
            }
            try (CommandProcess night = command(arguments)) {
                assertThat(night.exitCode(PATIENCE)).as(night.err()).isZero();
                assertThat(night.out()).startsWith("Published run " + RUN + ": ");
            }

            try (Database database =
                    Database.open(new DatabaseLocation(folder, server.url(), "keeper", "daylight", 0))) {
                assertThat(NightWorld.marts(database))
                        .isEqualTo(undisturbed.world().marts());
                assertThat(NightWorld.query(database, "SELECT run, status FROM run"))
                        .containsExactly(RUN + "|published");
            }
        }
    }

    @Test
    void aHomeOnAReadOnlyDisk() throws Exception {
        try (Volume disk = Volume.mount(folder.resolve("disk"), 10)) {
            disk.makeReadOnly();
            Path home = disk.path().resolve("home");
            try (CommandProcess night = night(home)) {
                assertThat(night.exitCode(PATIENCE)).isEqualTo(1);
                assertThat(night.err())
                        .isEqualTo("daybreak: cannot write in " + home + ", its disk is read-only: nothing was"
                                + " published; make it writable, or give another place with --home DIR\n");
            }
        }
    }

    /** Fills the disk when a step begins; returns the last line that the night then says. */
    private String failsOnceFull(Path home, String step, Volume disk) throws Exception {
        try (CommandProcess night = night(home)) {
            night.awaitStep(step);
            disk.fill();
            assertThat(night.exitCode(PATIENCE)).as(night.err()).isEqualTo(1);
            return lastWords(night);
        }
    }

    private void publishesTheSame(Path home, SharedNights.Sound undisturbed) throws Exception {
        try (NightWorld failed = new NightWorld(home)) {
            assertThat(failed.query("SELECT run FROM current_run")).containsExactly(SharedNights.History.LAST_RUN);
        }
        try (CommandProcess night = night(home)) {
            assertThat(night.exitCode(PATIENCE)).as(night.err()).isZero();
            assertThat(night.out()).startsWith("Published run " + RUN + ": ");
        }
        try (NightWorld after = new NightWorld(home)) {
            MartComparison.assertEqual(after.marts(), undisturbed.world().marts());
        }
    }

    /** The one line that is not progress. */
    private static String lastWords(CommandProcess night) {
        List<String> words = new ArrayList<>();
        for (String line : night.err().split("\n", -1)) {
            String shown = line.substring(line.lastIndexOf('\r') + 1);
            if (!shown.isBlank() && !shown.matches("[a-z]+  .*done in .*")) {
                words.add(shown);
            }
        }
        assertThat(words).hasSize(1);
        return words.get(0);
    }

    private static void saysThatItIsFull(String said, Path disk) {
        assertThat(said)
                .matches("daybreak: the disk that holds " + disk
                        + " ran full \\([0-9]+ MB are left now\\): nothing was"
                        + " published; free some space, then give the same command again");
    }

    private CommandProcess night(Path home) throws IOException {
        return CommandProcess.lastNight(folder.resolve("printed"), home);
    }

    private CommandProcess command(List<String> arguments) throws IOException {
        return CommandProcess.start(folder.resolve("printed"), List.of(), arguments.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(target)) {
                    Files.copy(
                            file,
                            target,
                            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                            java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }
}
