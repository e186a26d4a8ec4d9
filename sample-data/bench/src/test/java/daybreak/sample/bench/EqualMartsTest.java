package daybreak.sample.bench;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.sample.bench.duckdb.DuckNight;
import daybreak.sample.bench.load.Load;
import daybreak.sample.bench.load.LoadSettings;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program as it is installed, with native execution and without, and DuckDB come to equal figures and tasks on a small
 * load.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EqualMartsTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 22);
    private static final LocalDate FIRST = NIGHT.minusDays(9);

    @TempDir
    private static Path place;

    @BeforeAll
    static void takeInByDuckDb() throws IOException, SQLException {
        InstalledProgram.require();
        new Load(ExportContracts.load()).write(new LoadSettings(0.001, 10, NIGHT, exports()), (days, rows) -> {});
        DuckNight.main(new String[] {exports().toString(), duck().toString(), FIRST.toString(), NIGHT.toString()});
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "off"})
    void nothingDiffers(String nativeExecution) throws Exception {
        Path home = place.resolve("home-" + nativeExecution);
        nightly(home, nativeExecution, FIRST, NIGHT);

        try (MartServer marts = MartServer.start(home.resolve("pg"), binaries())) {
            Comparison comparison = Comparison.of(marts.connection(), duck());
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.tasks()).isEqualTo(tasksOfDuckDb());

            // That nothing differs says something only if one event more in one cell would have been noticed.
            Comparison changed = Comparison.of(marts.connection(), withOneMoreEvent());
            assertThat(changed.metricCells()).isEqualTo(comparison.metricCells());
            assertThat(changed.differences())
                    .singleElement()
                    .asString()
                    .startsWith("lead_conversion_30d | all | all |  | , numerator: DuckDB has ");
        }
    }

    private static void nightly(Path home, String nativeExecution, LocalDate from, LocalDate to)
            throws IOException, InterruptedException {
        List<String> command = InstalledProgram.command("-Ddaybreak.server=" + binaries());
        command.addAll(List.of(
                "nightly",
                "--home",
                home.toString(),
                "--exports",
                exports().toString(),
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--native",
                nativeExecution,
                "--allow-refused",
                "1"));
        Path said = place.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(said)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int tasksOfDuckDb() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT count(*) FROM '" + duck().resolve("tasks.parquet") + "'")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static Path withOneMoreEvent() throws Exception {
        Path changed = place.resolve("changed");
        Shell.copy(duck(), changed);
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT * REPLACE (numerator + CASE WHEN metric = 'lead_conversion_30d'"
                    + " AND period_kind = 'all' AND dimension = '' THEN 1 ELSE 0 END AS numerator) FROM '"
                    + duck().resolve("metrics.parquet") + "') TO '" + changed.resolve("metrics.parquet") + "'");
        }
        return changed;
    }

    private static Path exports() {
        return place.resolve("exports");
    }

    private static Path duck() {
        return place.resolve("duck");
    }

    /** Unpacked once for all homes. */
    private static Path binaries() {
        return place.resolve("postgresql");
    }
}
