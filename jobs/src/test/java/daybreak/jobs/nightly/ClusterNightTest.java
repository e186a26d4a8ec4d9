package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.DatabaseServer;
import daybreak.jobs.subject.SubjectTables;
import daybreak.sample.SampleBrokerage;
import daybreak.sample.SampleSettings;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nights on a Spark standalone cluster and the operating system's PostgreSQL. All are processes of this machine that share
 * one folder; that a night computes in executors, and not in its own process, is as on many machines.
 */
@ExtendWith(SharedNights.class)
@Timeout(value = 70, unit = TimeUnit.MINUTES)
class ClusterNightTest {

    @TempDir
    private Path folder;

    private DatabaseServer server;
    private ClusterProcesses cluster;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> binaries = DatabaseServer.installed();
        assumeTrue(binaries.isPresent(), "skipped: no PostgreSQL server is installed (apt-get install postgresql)");
        server = DatabaseServer.start(binaries.orElseThrow(), Files.createDirectories(folder.resolve("server")));
        cluster = ClusterProcesses.start(Files.createDirectories(folder.resolve("cluster")));
    }

    @AfterEach
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whereThereIsNoMasterOrNoWorkerTheCommandSaysSoAndBeginsNothing() throws Exception {
        String nobody = "spark://127.0.0.1:" + ClusterProcesses.freePort();
        try (CommandProcess night = night(nobody, List.of(), "off")) {
            assertThat(night.exitCode()).isEqualTo(1);
            assertThat(night.err())
                    .endsWith("daybreak: no Spark master answers at " + nobody + " ("
                            + nobody.substring("spark://".length())
                            + ": Connection refused); start it, or correct --master; nothing was begun\n");
        }
        try (CommandProcess night = night(cluster.url(), List.of("-Dspark.daybreak.workers.timeout=2s"), "off")) {
            assertThat(night.exitCode()).isEqualTo(1);
            assertThat(night.err())
                    .endsWith(
                            "daybreak: no worker of " + cluster.url() + " took the work within 2 s; see on the master's"
                                    + " page whether workers are there, with memory free, and in their folders"
                                    + " app-*/*/stderr why an executor ended; nothing was begun\n");
        }
        try (Database database = database()) {
            assertThat(runs(database)).isEmpty();
        }
    }

    @Test
    @Tag("long")
    void aWorkerKilledInTheMiddleOfTheNightChangesNothing(SharedNights.Sound local) throws Exception {
        publishWhileAWorkerIsKilled("off");

        try (Database database = database()) {
            assertThat(NightWorld.marts(database)).isEqualTo(local.world().marts());
        }
    }

    @Test
    @Tag("long")
    void nativeStatementsSurviveAKilledWorkerToo(SharedNights.Sound local) throws Exception {
        publishWhileAWorkerIsKilled("auto");

        try (Database database = database()) {
            MartComparison.assertEqual(NightWorld.marts(database), local.world().marts());
        }
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"auto", "off"})
    void undisturbedNightsEndInTheMartsOfOneProcess(String nativeExecution, SharedNights.Sound local) throws Exception {
        cluster.addWorker();
        cluster.addWorker();
        try (CommandProcess night = night(cluster.url(), List.of(), nativeExecution)) {
            published(night);
        }

        try (Database database = database()) {
            MartComparison.assertEqual(NightWorld.marts(database), local.world().marts());
        }
    }

    @Test
    @Tag("long")
    void aNightWhoseWorkersAreAllGoneSaysSoAndTheSameCommandGoesOn(SharedNights.Sound local) throws Exception {
        cluster.addWorker();
        try (CommandProcess night = night(cluster.url(), List.of("-Dspark.daybreak.workers.timeout=5s"), "off")) {
            night.awaitStep("subjects");
            cluster.killWorker(0);
            assertThat(night.exitCode()).isEqualTo(1);
            assertThat(night.err())
                    .contains("daybreak: no worker of " + cluster.url()
                            + " has been left for 5 s; start workers, then the same command again goes on\n");
        }
        try (Database database = database()) {
            assertThat(runs(database)).containsExactly("20261122-01|failed");
        }

        cluster.addWorker();
        try (CommandProcess night = night(cluster.url(), List.of(), "off")) {
            published(night);
        }
        try (Database database = database()) {
            assertThat(NightWorld.marts(database)).isEqualTo(local.world().marts());
        }
    }

    /**
     * The rows of this fortnight are more than this process could hold. Spark lets no heap below 450 MB begin, unless it is
     * told to reserve nothing.
     */
    @Test
    @Tag("long")
    void theHeapOfTheNightsOwnProcessDoesNotGrowWithTheData() throws Exception {
        LocalDate last = LocalDate.parse(SharedNights.LAST);
        Path exports = folder.resolve("exports");
        SampleSettings sample = SampleSettings.endingOn(last, 14, 20_000, 11, false, exports);
        new SampleBrokerage(ExportContracts.load()).write(sample, (day, written, days, rows) -> {});
        cluster.addWorker();
        cluster.addWorker();
        List<String> smallHeap = List.of("-Xms64m", "-Xmx256m", "-Dspark.testing.reservedMemory=1");

        try (CommandProcess night = night(
                cluster.url(), smallHeap, "auto", exports, sample.firstDay().toString())) {
            published(night, Duration.ofHours(1));
        }

        try (Database database = database()) {
            assertThat(runs(database)).containsExactly("20261122-01|published");
        }
    }

    private void publishWhileAWorkerIsKilled(String nativeExecution) throws Exception {
        cluster.addWorker();
        cluster.addWorker();
        try (CommandProcess night = night(cluster.url(), List.of(), nativeExecution)) {
            night.awaitStep("subjects");
            Path output = home().resolve("warehouse").resolve(SubjectTables.tableOf("lead"));
            night.await(output.toString(), () -> Files.exists(output));
            assertThat(cluster.killWorker(0)).as("executors of the worker").isEqualTo(1);
            published(night);
        }
    }

    private static void published(CommandProcess night) throws InterruptedException {
        published(night, Duration.ofMinutes(15));
    }

    private static void published(CommandProcess night, Duration atMost) throws InterruptedException {
        assertThat(night.exitCode(atMost)).as(night.out() + night.err()).isZero();
        assertThat(night.out()).startsWith("Published run 20261122-01: ");
    }

    private CommandProcess night(String master, List<String> options, String nativeExecution) throws IOException {
        return night(master, options, nativeExecution, SharedNights.SMALL.toAbsolutePath(), SharedNights.FIRST);
    }

    private CommandProcess night(String master, List<String> options, String nativeExecution, Path exports, String from)
            throws IOException {
        List<String> all = new ArrayList<>(options);
        all.add("-Dspark.driver.host=127.0.0.1");
        all.add("-Dspark.driver.bindAddress=127.0.0.1");
        all.add("-Dspark.memory.offHeap.size=512m");
        return CommandProcess.start(
                folder.resolve("printed"),
                all,
                "nightly",
                "--home",
                home().toString(),
                "--db",
                server.url() + "?user=keeper&password=daylight",
                "--brokerage",
                "test",
                "--exports",
                exports.toString(),
                "--from",
                from,
                "--to",
                SharedNights.LAST,
                "--master",
                master,
                "--native",
                nativeExecution);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Database database() {
        return Database.open(new DatabaseLocation(home(), server.url(), "keeper", "daylight", 0));
    }

    private static List<String> runs(Database database) throws SQLException {
        return NightWorld.query(database, "SELECT run, status FROM run ORDER BY run");
    }
}
