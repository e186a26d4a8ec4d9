package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.nightly.NightOutcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded database. */
class ReadingCommandsTest extends ReadingCommands {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void publish() throws Exception {
        database = Database.open(DatabaseLocation.embedded(directory.resolve("var")));
        publishNight(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    Terminal terminal(Rooms rooms) {
        return new Terminal(directory, Map.of(), rooms);
    }

    @Test
    void whereNoNightHasRunTheyAllSaySo() {
        for (String command : new String[] {"runs", "tasks", "alerts", "intake", "quarantine", "weekly", "quarterly"}) {
            Terminal.Answer answer =
                    terminal(MadeUpRooms.thatEnd(NightOutcome.Status.PUBLISHED)).run(command, "--home", "nowhere");

            assertThat(answer)
                    .isEqualTo(new Terminal.Answer(
                            1,
                            "",
                            "daybreak: no night has run in " + directory.resolve("nowhere")
                                    + " yet; try: ./daybreak --home nowhere demo\n"));
        }
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }
}
