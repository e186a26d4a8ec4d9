package daybreak.jobs.failure;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.catalog.DatabaseException;
import daybreak.jobs.catalog.DatabaseLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

    private static final DatabaseLocation SERVER =
            new DatabaseLocation(Path.of("/nowhere"), "jdbc:postgresql://db:5432/d?password=secret", null, null, 0);

    @Test
    void aFullDiskIsNamedHoweverDeepItWasMet(@TempDir Path home) {
        IOException full = new IOException("No space left on device");

        assertThat(Failures.sentence(
                        new IllegalStateException("Job aborted", new UncheckedIOException(full)), at(home)))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .matches("the disk that holds " + home
                                + " ran full \\([0-9,]+ MB are left now\\): nothing was published;"
                                + " free some space, then give the same command again"));
        assertThat(Failures.sentence(
                        new IllegalStateException(
                                "Task 0 failed: java.io.IOException: No space left on device\n\tat x"),
                        at(home)))
                .isPresent();
    }

    @Test
    void theDiskOfAServerIsTheServersAffair() {
        SQLException full = new SQLException("ERROR: could not extend file \"base/5/1\"", "53100");

        assertThat(Failures.sentence(full, SERVER))
                .contains(
                        "the disk of the database jdbc:postgresql://db:5432/d is full: nothing was published; free some"
                                + " space there, then give the same command again");
    }

    @Test
    void aDatabaseThatWentAwayIsNamedWithTheReason(@TempDir Path home) {
        SQLException ended = new SQLException("FATAL: terminating connection due to administrator command", "57P01");

        assertThat(Failures.sentence(new DatabaseException("the run could not be recorded", ended), SERVER))
                .contains(
                        "the connection to the database jdbc:postgresql://db:5432/d failed (FATAL: terminating connection"
                                + " due to administrator command): nothing was published; see that the database runs, then give"
                                + " the same command again");
        assertThat(Failures.sentence(
                        new IllegalStateException("Task 0 in stage 7.0 failed: org.postgresql.util.PSQLException:"
                                + " Connection to db:5432 refused. Check it.\n\tat x"),
                        SERVER))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains(" failed (Connection to db:5432 refused. Check it): "));
        assertThat(Failures.sentence(ended, at(home)))
                .contains(
                        "the embedded database in " + home.resolve("pg") + " has stopped (FATAL: terminating connection"
                                + " due to administrator command): nothing was published; the same command again starts it; its"
                                + " own words are in " + home.resolve("logs/daybreak.log"));
    }

    /** That of a home which is read-only is seen where one is mounted: MachineFaultsTest. */
    @Test
    void aReadOnlyDiskThatIsNotTheHomesIsNotTakenForIt(@TempDir Path home) {
        assertThat(Failures.sentence(new FileSystemException("/x", null, "Read-only file system"), at(home)))
                .isEmpty();
    }

    @Test
    void whatTheProgramItselfDidWrongIsNoneOfThese(@TempDir Path home) {
        assertThat(Failures.sentence(new IllegalStateException("the disk caught fire"), at(home)))
                .isEmpty();
        assertThat(Failures.sentence(new SQLException("FATAL: password authentication failed", "28P01"), SERVER))
                .isEmpty();
    }

    private static DatabaseLocation at(Path home) {
        return DatabaseLocation.embedded(home);
    }
}
