package daybreak.jobs.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedDatabaseTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void readingWhereNoNightHasRunFindsNothingAndMakesNothing() {
        Path nowhere = home.resolve("nowhere");

        assertThat(Database.openToRead(DatabaseLocation.embedded(nowhere))).isNull();
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void keepsItsDataAndIsClosedToOtherUsersOfTheMachine() throws Exception {
        try (Database database = Database.open(DatabaseLocation.embedded(home))) {
            execute(database, "INSERT INTO store VALUES ('S1', '滨江店', '20261122-01')");
            PGSimpleDataSource withoutPassword = new PGSimpleDataSource();
            withoutPassword.setURL(((PGSimpleDataSource) database.dataSource()).getURL());
            withoutPassword.setUser("postgres");
            assertThatThrownBy(withoutPassword::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }

        try (Database again = Objects.requireNonNull(Database.openToRead(DatabaseLocation.embedded(home)))) {
            assertThat(ask(again, "SELECT * FROM store"))
                    .extracting(MartRow::values)
                    .containsExactly(Map.of("store_id", "S1", "store", "滨江店", "run", "20261122-01"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("pg"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("pg/password"))))
                .isEqualTo("rw-------");
        assertThat(home.resolve("pg/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void whatWasUnpackedByHalfIsRemovedAndWhatIsBeingUnpackedIsNot() throws Exception {
        Path half = Files.createDirectories(home.resolve("PG-1/lib"));
        Files.createSymbolicLink(half.resolve("libpq.so"), Path.of("libpq.so.5"));
        Path whole = Files.createDirectories(home.resolve("PG-2/lib"));
        Files.createFile(home.resolve("PG-2/.exists"));
        Path unpacking = Files.createDirectories(home.resolve("PG-3/lib"));
        try (FileChannel channel = FileChannel.open(
                        home.resolve("PG-3/epg-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            EmbeddedServer.removeHalfUnpacked(home);
        }
        assertThat(half).doesNotExist();
        assertThat(home.resolve("PG-1")).exists();
        assertThat(whole).exists();
        assertThat(unpacking).exists();
    }

    @Test
    void readingCannotWrite() {
        try (Database database = Database.open(DatabaseLocation.embedded(home))) {
            assertThatThrownBy(() -> database.marts()
                            .read(marts -> marts.ask("INSERT INTO store VALUES ('S1', 's', 'r') RETURNING store_id")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void whileAnotherProcessWorksItCanBeReadButNotOpened() throws Exception {
        Process other = holder();
        try {
            DatabaseLocation location = DatabaseLocation.embedded(home);
            try (Database reading = Objects.requireNonNull(Database.openToRead(location))) {
                assertThat(ask(reading, "SELECT word FROM kept"))
                        .extracting(row -> row.text("word"))
                        .containsExactly("kept");
            }
            assertThatThrownBy(() -> Database.open(location).close())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageMatching("another daybreak is at work in " + home + " \\(process " + other.pid()
                            + ", since [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\\): wait until it has"
                            + " ended, or give another place with --home DIR");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.getOutputStream().close();
        }
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(home.resolve("pg/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void afterKillTheNextOneStopsTheServerLeftBehindAndFindsWhatWasCommitted() throws Exception {
        Process killed = holder();
        long orphan = serverProcess();
        killed.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive)).contains(true);

        try (Database database = Database.open(DatabaseLocation.embedded(home))) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(ask(database, "SELECT word FROM kept"))
                    .extracting(row -> row.text("word"))
                    .containsExactly("kept");
        }
    }

    @Test
    void anotherProcessThatGotTheNumberOfAGoneServerIsLeftAlone() throws Exception {
        Database.open(DatabaseLocation.embedded(home)).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.write(
                    home.resolve("pg/data/postmaster.pid"),
                    List.of(
                            Long.toString(stranger.pid()),
                            home.resolve("pg/data").toString()));

            Database.open(DatabaseLocation.embedded(home)).close();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aFirstStartKilledHalfWayIsBegunAnew() throws Exception {
        Files.createDirectories(home.resolve("pg/data/base"));
        Files.writeString(home.resolve("pg/data/base/half"), "made");

        Database.open(DatabaseLocation.embedded(home)).close();

        assertThat(home.resolve("pg/data/base/half")).doesNotExist();
    }

    @Test
    void aFirstStartKilledLateIsBegunAnewToo() throws Exception {
        Files.createDirectories(home.resolve("pg/data/base"));
        Files.writeString(home.resolve("pg/data/postgresql.conf"), "# written early");
        Files.writeString(home.resolve("pg/making"), "1 0");

        Database.open(DatabaseLocation.embedded(home)).close();

        assertThat(home.resolve("pg/making")).doesNotExist();
        assertThat(Files.readString(home.resolve("pg/data/postgresql.conf"))).doesNotContain("# written early");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> Database.open(new DatabaseLocation(home, null, null, null, port)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("port " + port + " is taken by another program: give another one with --db-port, or 0"
                            + " for any");
        }
    }

    @Test
    void aHomeThatIsAFileIsSaid() throws Exception {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() -> Database.open(DatabaseLocation.embedded(file)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("cannot write in " + file)
                .hasMessageEndingWith("give another place with --home DIR");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithoutItsPassword() {
        DatabaseLocation location =
                new DatabaseLocation(home, "jdbc:postgresql://127.0.0.1:1/daybreak?password=secret", null, null, 0);

        assertThatThrownBy(() -> Database.open(location))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("cannot use the database jdbc:postgresql://127.0.0.1:1/daybreak: Connection")
                .hasMessageNotContaining("secret");
        assertThat(location).hasToString("DatabaseLocation[jdbc:postgresql://127.0.0.1:1/daybreak]");
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        @Nullable String line = out.readLine();
        while (line != null && !line.equals("open")) {
            line = out.readLine();
        }
        assertThat(line).isEqualTo("open");
        return process;
    }

    private long serverProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(home.resolve("pg/data/postmaster.pid")).get(0));
    }

    private static List<MartRow> ask(Database database, String select) {
        return database.marts().read(marts -> marts.ask(select));
    }

    private static void execute(Database database, String statement) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
