package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.DatabaseServer;
import daybreak.jobs.explain.RefusedRows;
import daybreak.jobs.explain.RowsBehind;
import daybreak.jobs.nightly.NightWorld;
import daybreak.jobs.nightly.Nights;
import daybreak.jobs.nightly.ProgressListener;
import daybreak.jobs.nightly.Reviews;
import daybreak.jobs.nightly.SharedNights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            Map<String, String> environment =
                    Map.of("DAYBREAK_DB_USER", "keeper", "DAYBREAK_DB_PASSWORD", "daylight", "DAYBREAK_NATIVE", "off");
            String exports = SharedNights.SMALL.toAbsolutePath().toString();
            List<Terminal.Answer> meanwhile = new ArrayList<>();
            Terminal terminal = new Terminal(
                    directory,
                    environment,
                    meanwhileInIngest(() -> meanwhile.add(new Terminal(directory, environment, new FurnishedRooms())
                            .run("nightly", "--db", server.url(), "--exports", exports, "--date", SharedNights.LAST))));

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
            assertThat(meanwhile)
                    .as("another night of the same brokerage, one at a time")
                    .hasSize(2);
            assertThat(meanwhile).allSatisfy(other -> {
                assertThat(other.code()).isEqualTo(1);
                assertThat(other.out()).isEmpty();
                assertThat(other.err())
                        .matches("daybreak: another night of brokerage is running \\(since [0-9-]{10} [0-9:]{8}, from"
                                + " 127\\.0\\.0\\.1\\): wait until it has ended; nothing was changed\n");
            });
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

    /** The rooms as they are built; something is done while their nights take rows in. */
    private static Rooms meanwhileInIngest(Runnable work) {
        FurnishedRooms furnished = new FurnishedRooms();
        return new Rooms() {
            @Override
            public Nights nights(Settings settings, Database database, ProgressListener progress) {
                return furnished.nights(settings, database, new ProgressListener() {
                    @Override
                    public void begun(String step, long files) {
                        if (step.equals("ingest")) {
                            work.run();
                        }
                        progress.begun(step, files);
                    }

                    @Override
                    public void advanced(String step, long files, long rows) {
                        progress.advanced(step, files, rows);
                    }

                    @Override
                    public void ended(String step) {
                        progress.ended(step);
                    }
                });
            }

            @Override
            public Reviews reviews(Settings settings, Database database, ProgressListener progress) {
                return furnished.reviews(settings, database, progress);
            }

            @Override
            public RowsBehind rowsBehind(Settings settings, Database database) {
                return furnished.rowsBehind(settings, database);
            }

            @Override
            public RefusedRows refusedRows(Settings settings, Database database) {
                return furnished.refusedRows(settings, database);
            }
        };
    }
}
