package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.nightly.NightOutcome.Status;
import daybreak.jobs.nightly.NightRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeEach
    void exports() throws Exception {
        Files.createDirectories(directory.resolve("exports"));
    }

    @Test
    void aNightIsAskedForWithItsDays() {
        MadeUpRooms rooms = MadeUpRooms.thatEnd(Status.PUBLISHED);

        Terminal.Answer answer = terminal(rooms)
                .run(
                        "nightly",
                        "--exports",
                        "exports",
                        "--from",
                        "2016-10-20",
                        "--to",
                        "2017-12-31",
                        "--source",
                        "maven-crm",
                        "--accept-resend");

        assertThat(answer).isEqualTo(new Terminal.Answer(0, "the night ended: PUBLISHED\n", ""));
        assertThat(rooms.requests())
                .containsExactly(new NightRequest(
                        directory.resolve("exports"),
                        LocalDate.of(2016, 10, 20),
                        LocalDate.of(2017, 12, 31),
                        "maven-crm",
                        new NightRequest.Accepted(true, false),
                        0.01));
    }

    @Test
    void theExitCodeSaysHowANightEnded() {
        assertThat(night(Status.NOTHING_NEW)).isEqualTo(new Terminal.Answer(0, "the night ended: NOTHING_NEW\n", ""));
        assertThat(night(Status.PUBLISHED_ABOVE_ALLOWED))
                .isEqualTo(new Terminal.Answer(3, "the night ended: PUBLISHED_ABOVE_ALLOWED\n", ""));
        assertThat(night(Status.FAILED)).isEqualTo(new Terminal.Answer(1, "", "daybreak: the night ended: FAILED\n"));
    }

    @Test
    void aFaultIsOneLineAndTheDatabaseIsStopped() {
        MadeUpRooms rooms = new MadeUpRooms(request -> {
            throw new IllegalStateException("the disk caught fire");
        });

        Terminal.Answer answer = terminal(rooms).run("nightly", "--exports", "exports", "--date", "2026-11-22");

        assertThat(answer)
                .isEqualTo(new Terminal.Answer(
                        1,
                        "",
                        "daybreak: failed: the disk caught fire (more in " + directory.resolve("var/logs/daybreak.log")
                                + ")\n"));
        assertThat(directory.resolve("var/pg/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void whatIsAskedWronglyIsSaidBeforeAnythingStarts() {
        assertUsage("give --date D, or both --from D and --to D; days look like 2026-11-22", "--exports", "exports");
        assertUsage(
                "there is no folder " + directory.resolve("gone") + " to read exports from",
                "--exports",
                "gone",
                "--date",
                "2026-11-22");
        assertUsage(
                "--allow-refused is a share between 0 and 1, not 2.0",
                "--exports",
                "exports",
                "--date",
                "2026-11-22",
                "--allow-refused",
                "2");
        assertUsage("Missing required option: '--exports=DIR'", "--date", "2026-11-22");
        assertThat(directory.resolve("var")).doesNotExist();
    }

    /** Else the first call after a build would publish the sample among the brokerage's own nights. */
    @Test
    void theWarmUpHeedsNeitherEnvironmentNorSettingsFile() throws Exception {
        MadeUpRooms rooms = MadeUpRooms.thatEnd(Status.FAILED);
        String nobody = "jdbc:postgresql://127.0.0.1:1/nobody";
        Files.writeString(directory.resolve("daybreak.yaml"), "db: " + nobody + "\n");
        Terminal terminal =
                new Terminal(directory, Map.of("DAYBREAK_DB", nobody, "DAYBREAK_MASTER", "spark://nobody:7077"), rooms);

        assertThat(terminal.run("warm-up").err()).endsWith("daybreak: the night ended: FAILED\n");
        assertThat(rooms.requests()).hasSize(1);
    }

    @Test
    void reportsAreOfTheNewestWholePeriodUnlessSaid() throws Exception {
        try (Database database = Database.open(DatabaseLocation.embedded(directory.resolve("var")))) {
            ReadingCommands.publishNight(database);
        }
        MadeUpRooms rooms = MadeUpRooms.thatEnd(Status.PUBLISHED);

        assertThat(terminal(rooms).run("weekly").out()).isEqualTo("/out/weekly/2026-W47/weekly-review.zh-CN.pdf\n");
        assertThat(terminal(rooms).run("weekly", "--week", "2026-W40").code()).isZero();
        assertThat(terminal(rooms).run("quarterly").code()).isZero();
        assertThat(terminal(rooms).run("quarterly", "--quarter", "2026-Q2").code())
                .isZero();
        assertThat(rooms.reviewsAsked()).containsExactly("2026-W47", "2026-W40", "2026-Q3", "2026-Q2");
        assertThat(terminal(rooms).run("weekly", "--week", "2026-W54"))
                .isEqualTo(new Terminal.Answer(2, "", "daybreak: --week looks like 2026-W47, not 2026-W54\n"));
    }

    @Test
    void theDemoTakesInHalfAYearAndSaysWhereItsReportsAre() {
        MadeUpRooms rooms = MadeUpRooms.thatEnd(Status.PUBLISHED);

        Terminal.Answer answer = terminal(rooms).run("demo");

        Path home = directory.resolve("var");
        assertThat(answer.err()).startsWith("sample  184/184 files  ").hasLineCount(1);
        assertThat(answer.out()).isEqualTo("""
                        the night ended: PUBLISHED

                        The reports:
                          /out/weekly/2026-W47/weekly-review.zh-CN.pdf
                          /out/quarterly/2026-Q3/complaint-retrospective.zh-CN.pdf
                        Their charts, and all else, lie under HOME/out

                        What to try next:
                          ./daybreak metric lead_conversion_30d --period month --by channel
                          ./daybreak tasks --date 2026-11-22 --lang en
                          ./daybreak nightly --help   (for exports of your own)
                        """.replace("HOME", home.toString()));
        assertThat(answer.code()).isZero();
        assertThat(rooms.requests())
                .containsExactly(new NightRequest(
                        home.resolve("demo/exports"),
                        LocalDate.of(2026, 5, 23),
                        LocalDate.of(2026, 11, 22),
                        null,
                        NightRequest.Accepted.NOTHING,
                        1));
        assertThat(rooms.reviewsAsked()).containsExactly("2026-W47", "2026-Q3");

        assertThat(terminal(rooms).run("demo").err())
                .as("the second finds the exports written")
                .isEmpty();
    }

    @Test
    void theSampleIsTheSameForTheSameSeed() throws Exception {
        for (String out : new String[] {"one", "two"}) {
            Terminal.Answer answer = terminal(MadeUpRooms.thatEnd(Status.PUBLISHED))
                    .run("sample", "--days", "7", "--clients", "40", "--seed", "5", "--out", out);
            assertThat(answer.code()).isZero();
            assertThat(answer.out()).isEqualTo("wrote 7 days to " + directory.resolve(out) + "\n");
        }
        assertThat(directory.resolve("one/2026-11-22/clients.csv"))
                .hasSameTextualContentAs(directory.resolve("two/2026-11-22/clients.csv"));
        Terminal.Answer again = terminal(MadeUpRooms.thatEnd(Status.PUBLISHED))
                .run("sample", "--days", "7", "--clients", "40", "--out", "one");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .endsWith("daybreak: the sample is not written: " + directory.resolve("one")
                        + " is not empty; the sample is only written into an empty folder.\n");
    }

    @Test
    void everyCommandShowsAnExample() {
        for (String command : new String[] {
            "demo",
            "sample",
            "nightly",
            "weekly",
            "quarterly",
            "metric",
            "alerts",
            "tasks",
            "intake",
            "quarantine",
            "runs",
            "explain"
        }) {
            Terminal.Answer answer =
                    terminal(MadeUpRooms.thatEnd(Status.PUBLISHED)).run(command, "--help");
            assertThat(answer.code()).isZero();
            assertThat(answer.out())
                    .as(command)
                    .contains("Example")
                    .contains("  daybreak " + command)
                    .contains("--home");
        }
    }

    private void assertUsage(String sentence, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "nightly";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Terminal.Answer answer = terminal(MadeUpRooms.thatEnd(Status.PUBLISHED)).run(all);
        assertThat(answer.err()).startsWith("daybreak: " + sentence + "\n");
        assertThat(answer.code()).isEqualTo(2);
    }

    private Terminal.Answer night(Status status) {
        return terminal(MadeUpRooms.thatEnd(status)).run("nightly", "--exports", "exports", "--date", "2026-11-22");
    }

    private Terminal terminal(Rooms rooms) {
        return new Terminal(directory, Map.of(), rooms);
    }
}
