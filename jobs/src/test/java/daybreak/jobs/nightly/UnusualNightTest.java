package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** After thirteen days of usual files, one from which the CRM left a column out. */
@ExtendWith(SharedNights.class)
class UnusualNightTest {

    private static final String SAID =
            "On 2026-11-22 the column channel of leads is gone, while the files of all 13 days"
                    + " before had it; a column that is absent counts as blank in each of the day's %d rows.";

    @TempDir
    private Path folder;

    @Test
    void theNightStopsBeforeItPublishesUntilSomebodySaysThatTheFileIsRight(SharedNights.History history)
            throws Exception {
        int rows = exportWithoutChannel(folder.resolve("exports").resolve(SharedNights.LAST));
        String said = SAID.formatted(rows);
        try (NightWorld world = new NightWorld(history.copyTo(folder.resolve("home")))) {
            NightOutcome stopped = world.run(folder.resolve("exports"), SharedNights.LAST, SharedNights.LAST, null);
            assertThat(stopped.status()).isEqualTo(NightOutcome.Status.FAILED);
            assertThat(stopped.message())
                    .isEqualTo(said + " Nothing was published. Put the export right and run again; if it is right as it"
                            + " is, add --accept-unusual.");
            assertThat(world.query("SELECT run FROM current_run")).containsExactly("20261121-01");
            assertThat(world.query("SELECT run, status FROM run ORDER BY run"))
                    .containsExactly("20261120-01|published", "20261121-01|published", "20261122-01|failed");

            NightOutcome accepted = world.run(
                    folder.resolve("exports"),
                    SharedNights.LAST,
                    SharedNights.LAST,
                    null,
                    new NightRequest.Accepted(false, true));
            assertThat(accepted.status()).as(accepted.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
            assertThat(accepted.run()).isEqualTo("20261122-01");
            assertThat(accepted.warnings()).containsExactly(said);
            assertThat(world.query(
                            "SELECT day, level, code, entity, file, column_name, rows, message FROM intake_notice"
                                    + " WHERE run = '20261122-01' AND level = 'warning'"))
                    .containsExactly("2026-11-22|warning|COLUMN_VANISHED|leads|null|channel|" + rows + "|" + said);
        }
    }

    /** The last day of the small brokerage but for one column. */
    private static int exportWithoutChannel(Path target) throws Exception {
        Files.createDirectories(target);
        try (var files = Files.list(SharedNights.SMALL.resolve(SharedNights.LAST))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        // Listed checksums would no longer hold; an empty marker lists none.
        Files.writeString(target.resolve("_COMPLETE"), "");
        Path leads = target.resolve("leads.csv");
        List<String> lines = Files.readAllLines(leads);
        assertThat(lines.get(0)).contains(",channel,");
        Files.write(
                leads,
                lines.stream()
                        .map(line -> line.replaceFirst("channel", "source of the lead"))
                        .toList());
        return lines.size() - 1;
    }
}
