package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.DatabaseServer;
import daybreak.jobs.nightly.NightWorld;
import daybreak.jobs.nightly.SharedNights;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose marts lie on the operating system's PostgreSQL server, given with --db. */
@ExtendWith(SharedNights.class)
class NightOnServerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aHistoryAndANightEndInTheMartsThatTheEmbeddedDatabaseHolds(SharedNights.Sound embedded) throws Exception {
        Optional<Path> binaries = DatabaseServer.installed();
        assumeTrue(binaries.isPresent(), "skipped: no PostgreSQL server is installed (apt-get install postgresql)");
        try (DatabaseServer server = DatabaseServer.start(binaries.orElseThrow(), directory)) {
            Terminal terminal = new Terminal(
                    directory,
                    Map.of("DAYBREAK_DB_USER", "keeper", "DAYBREAK_DB_PASSWORD", "daylight", "DAYBREAK_NATIVE", "off"),
                    new FurnishedRooms());
            String exports = SharedNights.SMALL.toAbsolutePath().toString();

            Terminal.Answer history = terminal.run(
                    "nightly",
                    "--db",
                    server.url(),
                    "--exports",
                    exports,
                    "--from",
                    SharedNights.FIRST,
                    "--to",
                    "2026-11-21");
            Terminal.Answer night =
                    terminal.run("nightly", "--db", server.url(), "--exports", exports, "--date", SharedNights.LAST);

            assertThat(history.code()).as(history.err()).isZero();
            assertThat(history.out()).startsWith("Published run 20261121-01: ");
            assertThat(night.code()).as(night.err()).isZero();
            assertThat(night.out()).startsWith("Published run 20261122-01: ");
            try (Database database =
                    Database.open(new DatabaseLocation(directory, server.url(), "keeper", "daylight", 0))) {
                assertThat(NightWorld.marts(database))
                        .isEqualTo(embedded.world().marts());
            }
            assertThat(directory.resolve("var/warehouse")).isDirectory();
            assertThat(directory.resolve("var/pg")).doesNotExist();
        }
    }
}
