package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.DatabaseServer;
import daybreak.jobs.nightly.NightOutcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the operating system's PostgreSQL server, given with --db. */
class ReadingCommandsOnServerTest extends ReadingCommands {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    private static @Nullable DatabaseServer server;

    @BeforeAll
    static void publish() throws Exception {
        Optional<Path> binaries = DatabaseServer.installed();
        assumeTrue(binaries.isPresent(), "skipped: no PostgreSQL server is installed (apt-get install postgresql)");
        server = DatabaseServer.start(binaries.orElseThrow(), directory);
        try (Database database =
                Database.open(new DatabaseLocation(directory, server.url(), "keeper", "daylight", 0))) {
            publishNight(database);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Terminal terminal(Rooms rooms) {
        return new Terminal(directory, environment("daylight"), rooms);
    }

    @Test
    void aWrongPasswordIsSaid() {
        Terminal.Answer answer = new Terminal(
                        directory, environment("guess"), MadeUpRooms.thatEnd(NightOutcome.Status.PUBLISHED))
                .run("runs");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .startsWith("daybreak: cannot use the database " + url() + ": ")
                .contains("password authentication failed")
                .hasLineCount(1);
    }

    private static Map<String, String> environment(String password) {
        return Map.of("DAYBREAK_DB", url(), "DAYBREAK_DB_USER", "keeper", "DAYBREAK_DB_PASSWORD", password);
    }

    private static String url() {
        return server == null ? "" : server.url();
    }
}
