package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.alert.TaskTable;
import daybreak.jobs.metric.MetricTable;
import daybreak.jobs.nightly.SharedNights.History;
import daybreak.jobs.subject.SubjectTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One night is killed in its first step, the same command again amid its computations and once more while it publishes; then
 * it is left alone. So each later command meets what all the earlier ones left half done. The nights are native where they can
 * be, the undisturbed one is Spark's alone. At moments of chance, and through all steps, {@code daybreak bench kills} does the
 * same.
 */
@ExtendWith(SharedNights.class)
class KilledNightTest {

    private static final String RUN = "20261122-01";

    /** What a step writes first, by which is seen that it is in the middle of its work. */
    private record Killed(String step, String table) {}

    private static final List<Killed> KILLS =
            List.of(new Killed("ingest", "leads"), new Killed("subjects", SubjectTables.tableOf("lead")));

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void killedInEachStepTheSameCommandAgainEndsInTheMartsOfAnUndisturbedNight(
            History history, SharedNights.Sound undisturbed) throws Exception {
        Path home = history.copyTo(folder.resolve("home"));

        for (Killed killed : KILLS) {
            try (CommandProcess night = night(home)) {
                night.awaitStep(killed.step());
                Path output = home.resolve("warehouse").resolve(killed.table()).resolve("run=" + RUN);
                night.await(output.toString(), () -> Files.exists(output));
                assertThat(night.kill()).as(killed.step()).isEqualTo(128 + 9);
                assertThat(lastStep(night)).isEqualTo(killed.step());
            }
        }
        try (CommandProcess night = night(home)) {
            night.awaitStep("alerts");
            try (HeldPublication publication = HeldPublication.in(home)) {
                night.await("the last statement of the publishing transaction", publication::isReached);
                assertThat(night.kill()).isEqualTo(128 + 9);
            }
        }
        try (NightWorld afterKills = new NightWorld(home)) {
            assertThat(afterKills.query("SELECT run FROM current_run")).containsExactly(History.LAST_RUN);
            assertThat(afterKills.query("SELECT run, status FROM run ORDER BY run"))
                    .containsExactly(
                            History.RANGE_RUN + "|published", History.LAST_RUN + "|published", RUN + "|running");
            assertThat(afterKills.query("SELECT DISTINCT run FROM metric_value ORDER BY run"))
                    .containsExactly(History.RANGE_RUN, History.LAST_RUN);
        }

        try (CommandProcess night = night(home)) {
            assertThat(night.exitCode()).as(night.err()).isZero();
            assertThat(night.out()).startsWith("Published run " + RUN + ": ");
        }

        assertThat(home.resolve("pg/holder")).doesNotExist();
        assertThat(home.resolve("pg/data/postmaster.pid")).doesNotExist();
        try (NightWorld after = new NightWorld(home)) {
            MartComparison.assertEqual(after.marts(), undisturbed.world().marts());
            recordsAreSane(after, undisturbed.world());
            theWarehouseHoldsWhatTheCatalogNamesAndNoRowTwice(after);
        }
    }

    private CommandProcess night(Path home) throws IOException {
        return CommandProcess.lastNight(folder.resolve("printed"), home);
    }

    /** The step whose line is the last one on the terminal. */
    private static String lastStep(CommandProcess night) {
        String said = night.err();
        return said.substring(said.lastIndexOf('\r') + 1).split("\\s", 2)[0];
    }

    private static void recordsAreSane(NightWorld after, NightWorld undisturbed) throws SQLException {
        assertThat(after.query("SELECT run, status, ended_at > started_at, message FROM run ORDER BY run"))
                .containsExactly(
                        History.RANGE_RUN + "|published|t|null",
                        History.LAST_RUN + "|published|t|null",
                        RUN + "|published|t|null");
        assertThat(after.query("SELECT run FROM current_run")).containsExactly(RUN);
        String totals =
                "SELECT sum(files), sum(rows_in), sum(accepted), sum(refused), sum(duplicates), sum(late) FROM run";
        assertThat(after.query(totals)).isEqualTo(undisturbed.query(totals));
        assertThat(after.query("SELECT status, count(*) FROM batch_job_execution GROUP BY status ORDER BY status"))
                .as("one execution a day range completed, those that were killed no longer stand as started")
                .containsExactly("COMPLETED|3", "FAILED|" + (KILLS.size() + 1));
        assertThat(after.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .containsExactly("0");
        assertThat(after.query("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'staging%'"))
                .isEmpty();
    }

    private static void theWarehouseHoldsWhatTheCatalogNamesAndNoRowTwice(NightWorld world)
            throws IOException, SQLException {
        Path warehouse = world.home().resolve("warehouse");
        try (Stream<Path> tables = Files.list(warehouse)) {
            assertThat(tables.map(table -> table.resolve("run=" + RUN))
                            .filter(Files::exists)
                            .map(folder -> warehouse.relativize(folder).toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            world.query("SELECT path FROM warehouse_part WHERE run = '" + RUN
                                    + "' UNION ALL SELECT name || '/run=" + RUN + "' FROM unnest(ARRAY['"
                                    + MetricTable.NAME + "', '" + TaskTable.NAME + "']) AS published_only(name)"));
        }
        for (String part : world.query("SELECT path || ' ' || rows FROM warehouse_part WHERE run = '" + RUN + "'")) {
            String path = part.split(" ", 2)[0];
            String folder = warehouse.resolve(path).toString();
            Dataset<Row> rows = path.startsWith("vault_")
                    ? world.vault().read(world.spark(), folder)
                    : world.spark().read().parquet(folder);
            assertThat(path + " " + rows.count()).isEqualTo(part);
        }
    }
}
