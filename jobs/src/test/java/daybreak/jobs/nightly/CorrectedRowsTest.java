package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.explain.RefusedRows;
import daybreak.jobs.explain.VaultedRows;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rows that are corrected, in the folder they lay in or in that of a later day, in three nights. */
class CorrectedRowsTest {

    private static final NightRequest.Accepted RESEND = new NightRequest.Accepted(true, false);
    private static final String MONDAY = "2026-11-09";
    private static final String TUESDAY = "2026-11-10";
    private static final String WEDNESDAY = "2026-11-11";
    private static final String LEADS = "lead_id,client_id,channel,created_at,first_response_at\n";

    private static final String COLUMNS =
            "daybreak_day,daybreak_file,daybreak_row,daybreak_reason,client_id,created_at,name,"
                    + "wechat,sensitive_points";

    private static final String CLIENTS = """
            client_id,created_at,name,wechat,sensitive_points
            C1,2026-11-08,Planted One,,
            C2,broken,=1+1,'=x,"said ""no"",
            then left"
            C3,2026-11-08
            client_id,created_at,name,wechat,sensitive_points
            C5,2026-11-08,Planted Five,,
            """;

    @TempDir
    private Path folder;

    @Test
    void rowsCorrectedInTheirFolderOrInALaterOneArriveWithTheDayTheyAreTakenInWith() throws Exception {
        Path exports = folder.resolve("exports");
        write(exports, MONDAY, "leads.csv", LEADS + "L1,C1,platform,2026-09-01,\nL2,C2,platform,2026-09-01,\n");
        write(exports, MONDAY, "agents.csv", "agent_id,store_id,role\nA1,S1,consultant\n");
        try (NightWorld world = new NightWorld(folder.resolve("home"))) {
            write(exports, MONDAY, "clients.csv", CLIENTS);
            assertPublished(world.run(exports, MONDAY, MONDAY, null));

            write(
                    exports,
                    MONDAY,
                    "leads.csv",
                    LEADS + "L1,C1,platform,2026-09-01,2026-09-01 00:10\nL2,C2,platform,2026-09-01,\n");
            Files.delete(exports.resolve(MONDAY).resolve("agents.csv"));
            write(exports, TUESDAY, "leads.csv", LEADS + "L3,C3,walk_in,2026-09-01,\n");
            assertFailed(
                    world.run(exports, MONDAY, TUESDAY, null),
                    "The folder of 2026-11-09 changed after it was taken in: agents.csv is gone. Put back what was there,"
                            + " or let the changed rows arrive with the last day of the range by --accept-resend.");
            assertFailed(
                    world.run(exports, MONDAY, MONDAY, null, RESEND),
                    "No day from 2026-11-09 to 2026-11-09 is new, and rows of a folder that changed can only arrive with a"
                            + " new day. Nothing is done yet and nothing is lost: run again with the next day as --to, and"
                            + " 2026-11-09/agents.csv (gone), 2026-11-09/leads.csv will be taken in with it.");

            Path keys = world.home().resolve("keys/daybreak.p12");
            Path away = Files.move(keys, folder.resolve("keys"));
            assertFailed(
                    world.run(exports, MONDAY, WEDNESDAY, null, RESEND),
                    "The key file " + keys
                            + " is gone. Put it back from its backup: without it the personal data taken in so"
                            + " far cannot be read, and no row can be told from what is known of its key.");
            Files.move(away, keys);

            correct(world, exports);
            assertPublished(world.run(exports, MONDAY, WEDNESDAY, null, RESEND));
            assertThat(world.query("SELECT day, file, rows_in, accepted, refused, duplicates FROM intake_file"
                            + " WHERE run = '20261111-01' AND entity = 'leads' ORDER BY day, file"))
                    .containsExactly(
                            "2026-11-10|leads.csv|1|1|0|0",
                            "2026-11-11|2026-11-09/leads.csv|2|1|0|1",
                            "2026-11-11|leads.csv|1|0|1|0");
            assertThat(world.query("SELECT day, file, sha256 IS NULL, run FROM intake_resend ORDER BY file"))
                    .containsExactly("2026-11-09|agents.csv|t|20261111-01", "2026-11-09|leads.csv|f|20261111-01");
            assertThat(world.query(
                            "SELECT numerator, denominator FROM metric_value WHERE metric = 'speed_to_lead_30min'"
                                    + " AND period = 'all' AND dimension = ''"))
                    .containsExactly("1|3");
            assertThat(world.query("SELECT store_id FROM store")).containsExactly("S1");
            assertHealed(world);
            assertThat(world.run(exports, MONDAY, WEDNESDAY, null).status())
                    .as("what changed is recorded as it is now")
                    .isEqualTo(NightOutcome.Status.NOTHING_NEW);
        }
    }

    /**
     * Writes Monday's refused rows out, mends the time of the first and puts all of them into Tuesday's folder; the last, as
     * refused on Tuesday again, into Wednesday's with its reason emptied.
     */
    private void correct(NightWorld world, Path exports) throws Exception {
        Path corrections = folder.resolve("corrections");
        Shuffled shuffled = new Shuffled();
        SparkContext context = world.spark().sparkContext();
        context.addSparkListener(shuffled);
        RefusedRows.Written written = write(world, MONDAY, MONDAY, corrections);
        context.listenerBus().waitUntilEmpty();
        context.removeSparkListener(shuffled);
        assertThat(shuffled.tasks.get()).as("tasks that were seen").isPositive();
        assertThat(shuffled.bytes.get())
                .as("a shuffle writes cells of the vault in clear")
                .isZero();
        Path file = corrections.resolve("clients-901.csv");
        assertThat(written).isEqualTo(new RefusedRows.Written(List.of(new RefusedRows.WrittenFile(file, 4)), 0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String csv = Files.readString(file);
        assertThat(csv)
                .startsWith("\ufeff" + COLUMNS + "\r\n2026-11-09,clients.csv,3,\"NOT_A_TIME clients.csv, line 3, ")
                .contains(
                        ",C2,broken,'=1+1,''=x,\"said \"\"no\"\",\nthen left\"\r\n2026-11-09,clients.csv,5,\"CELL_COUNT ")
                .endsWith("so the header once.\",C5,2026-11-08,Planted Five,,\r\n");
        assertThatThrownBy(() -> write(world, MONDAY, MONDAY, corrections))
                .isInstanceOf(RefusedRows.WritingException.class)
                .hasMessage(file + " is there already, perhaps with corrections; move it away, or name another place");
        write(exports, TUESDAY, "clients-901.csv", csv.replace("C2,broken", "C2,2026-11-08"));
        write(
                exports,
                WEDNESDAY,
                "clients-902.csv",
                COLUMNS + "\n2026/11/10,clients-901.csv,6,,C5,2026-11-08,Planted Five,,\n");
        write(exports, WEDNESDAY, "leads.csv", LEADS + "L4,,walk_in,2026-09-01,\n");
    }

    /** What tasks write into files that others read. */
    private static final class Shuffled extends SparkListener {

        private final AtomicLong tasks = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd task) {
            tasks.incrementAndGet();
            bytes.addAndGet(task.taskMetrics().shuffleWriteMetrics().bytesWritten());
        }
    }

    private void assertHealed(NightWorld world) throws Exception {
        assertThat(world.query(
                        "SELECT day, file, rows_in, accepted, refused, duplicates, unknown_columns FROM intake_file"
                                + " WHERE entity = 'clients' ORDER BY day"))
                .containsExactly(
                        "2026-11-09|clients.csv|5|1|4|0|{}",
                        "2026-11-10|clients-901.csv|4|1|3|0|{}",
                        "2026-11-11|clients-902.csv|1|1|0|0|{}");
        assertThat(world.query("SELECT day, file, row_number, code, of_day, of_file, of_row, healed_on FROM quarantine"
                        + " WHERE entity = 'clients' ORDER BY day, row_number"))
                .containsExactly(
                        "2026-11-09|clients.csv|3|NOT_A_TIME|null|null|null|2026-11-10",
                        "2026-11-09|clients.csv|5|CELL_COUNT|null|null|null|null",
                        "2026-11-09|clients.csv|6|SECOND_TABLE|null|null|null|null",
                        "2026-11-09|clients.csv|7|SECOND_TABLE|null|null|null|2026-11-11",
                        "2026-11-10|clients-901.csv|4|CELL_COUNT|2026-11-09|clients.csv|5|null",
                        "2026-11-10|clients-901.csv|5|SECOND_TABLE|2026-11-09|clients.csv|6|null",
                        "2026-11-10|clients-901.csv|6|SECOND_TABLE|2026-11-09|clients.csv|7|2026-11-11");
        assertThat(world.vault()
                        .read(
                                world.spark(),
                                world.home()
                                        .resolve("warehouse/vault_clients/run=20261111-01")
                                        .toString())
                        .where("client_id = 'C2'")
                        .select("name", "wechat", "sensitive_points")
                        .collectAsList())
                .extracting(row -> row.mkString("|"))
                .containsExactly("=1+1|'=x|said \"no\",\nthen left");

        assertThatThrownBy(() -> write(world, MONDAY, WEDNESDAY, folder.resolve("all.csv")))
                .hasMessage(
                        "the refused rows are of 2 files, and so need as many to be corrected in: name a folder, or choose by"
                                + " --date, --entity and --reason");
        Path again = folder.resolve("again");
        Path clients = again.resolve("clients-901.csv");
        assertThat(write(world, MONDAY, WEDNESDAY, again))
                .isEqualTo(new RefusedRows.Written(
                        List.of(
                                new RefusedRows.WrittenFile(clients, 2),
                                new RefusedRows.WrittenFile(again.resolve("leads-902.csv"), 1)),
                        5));
        List<String> lines = Files.readAllLines(clients);
        assertThat(lines.get(0)).isEqualTo("\ufeff" + COLUMNS);
        assertThat(lines.get(1)).startsWith("2026-11-10,clients-901.csv,4,").endsWith("found 6.\",C3,2026-11-08");
        assertThat(lines.get(2))
                .startsWith("2026-11-10,clients-901.csv,5,")
                .endsWith("\",client_id,created_at,name,wechat,sensitive_points");
        assertThat(lines).hasSize(3);
        assertThat(world.query("SELECT who, purpose, rows FROM vault_access ORDER BY at"))
                .as("what wrote nothing read nothing")
                .containsExactly(
                        System.getProperty("user.name")
                                + "|refused rows of 2026-11-09 to 2026-11-09, to be corrected|4",
                        System.getProperty("user.name")
                                + "|refused rows of 2026-11-09 to 2026-11-11, to be corrected|3");
    }

    private static RefusedRows.Written write(NightWorld world, String from, String to, Path target) {
        return new VaultedRows(
                        world::spark,
                        new WarehousePaths(world.home().resolve("warehouse").toString()),
                        world.database().dataSource(),
                        world::vault,
                        ExportContracts.load())
                .write(new RefusedRows.Selection(LocalDate.parse(from), LocalDate.parse(to), null, null), target);
    }

    private static void assertPublished(NightOutcome outcome) {
        assertThat(outcome.status())
                .as(outcome.message())
                .isIn(NightOutcome.Status.PUBLISHED, NightOutcome.Status.PUBLISHED_ABOVE_ALLOWED);
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
