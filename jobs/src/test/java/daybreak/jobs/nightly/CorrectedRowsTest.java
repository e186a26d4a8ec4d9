package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that changed after it was taken in, through all that becomes of it in three nights. */
class CorrectedRowsTest {

    private static final String MONDAY = "2026-11-09";
    private static final String TUESDAY = "2026-11-10";
    private static final String WEDNESDAY = "2026-11-11";
    private static final String LEADS = "lead_id,client_id,channel,created_at\n";

    @TempDir
    private Path folder;

    @Test
    void whatChangedInAFolderArrivesWithTheNextDayAndOnlyWhereThatIsAccepted() throws Exception {
        Path exports = folder.resolve("exports");
        write(exports, MONDAY, "leads.csv", LEADS + "L1,C1,platform,2026-09-01\nL2,C2,platform,2026-09-01\n");
        write(exports, MONDAY, "agents.csv", "agent_id,store_id,role\nA1,S1,consultant\n");
        try (NightWorld world = new NightWorld(folder.resolve("home"))) {
            assertPublished(world.run(exports, MONDAY, MONDAY, null));

            write(exports, MONDAY, "leads.csv", LEADS + "L1,C1,moments,2026-09-01\nL2,C2,platform,2026-09-01\n");
            Files.delete(exports.resolve(MONDAY).resolve("agents.csv"));
            write(exports, TUESDAY, "leads.csv", LEADS + "L3,C3,walk_in,2026-09-01\n");
            assertFailed(
                    world.run(exports, MONDAY, TUESDAY, null),
                    "The folder of 2026-11-09 changed after it was taken in: agents.csv is gone. Put back what was there,"
                            + " or let the changed rows arrive with the last day of the range by --accept-resend.");
            assertFailed(
                    world.run(exports, MONDAY, MONDAY, null, true),
                    "No day from 2026-11-09 to 2026-11-09 is new, and rows of a folder that changed can only arrive with a"
                            + " new day. Nothing is done yet and nothing is lost: run again with the next day as --to, and"
                            + " 2026-11-09/agents.csv (gone), 2026-11-09/leads.csv will be taken in with it.");

            assertPublished(world.run(exports, MONDAY, TUESDAY, null, true));
            assertThat(world.query("SELECT day, file, rows_in, accepted, refused, duplicates FROM intake_file"
                            + " WHERE run = '20261110-01' ORDER BY file"))
                    .containsExactly("2026-11-10|2026-11-09/leads.csv|2|1|0|1", "2026-11-10|leads.csv|1|1|0|0");
            assertThat(world.query("SELECT day, file, sha256 IS NULL, run FROM intake_resend ORDER BY file"))
                    .containsExactly("2026-11-09|agents.csv|t|20261110-01", "2026-11-09|leads.csv|f|20261110-01");
            assertThat(leadsByChannel(world)).containsExactly("moments|1", "platform|1", "walk_in|1");
            assertThat(world.query("SELECT store_id FROM store")).containsExactly("S1");

            write(exports, WEDNESDAY, "leads.csv", LEADS);
            assertPublished(world.run(exports, MONDAY, WEDNESDAY, null));
            assertThat(leadsByChannel(world)).containsExactly("moments|1", "platform|1", "walk_in|1");
        }
    }

    private static List<String> leadsByChannel(NightWorld world) throws SQLException {
        return world.query("SELECT member, denominator FROM metric_value WHERE metric = 'lead_conversion_30d'"
                + " AND period = 'all' AND dimension = 'channel' AND denominator > 0 ORDER BY member");
    }

    private static void assertPublished(NightOutcome outcome) {
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
    }

    private static void assertFailed(NightOutcome outcome, String message) {
        assertThat(outcome.message()).isEqualTo(message);
        assertThat(outcome.status()).isEqualTo(NightOutcome.Status.FAILED);
    }

    private static void write(Path exports, String day, String file, String csv) throws IOException {
        Path dated = Files.createDirectories(exports.resolve(day));
        Files.writeString(dated.resolve(file), csv);
        Files.writeString(dated.resolve("_COMPLETE"), "");
    }
}
