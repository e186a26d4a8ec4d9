package daybreak.sample.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daybreak.sample.bench.duckdb.DuckNight;
import daybreak.sample.bench.load.Load;
import daybreak.sample.bench.load.LoadSettings;
import daybreak.schemas.export.ExportContracts;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
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

    private static final Path INSTALLED = Path.of(System.getProperty("daybreak.installed", ""));
    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 22);
    private static final LocalDate FIRST = NIGHT.minusDays(9);

    @TempDir
    private static Path place;

    @BeforeAll
    static void takeInByDuckDb() throws IOException, SQLException {
        assumeTrue(
                Files.exists(INSTALLED.resolve("daybreak.jar")),
                "skipped: the program is not there; mvn verify of all modules packages it before");
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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Djava.library.path="
                        + INSTALLED.resolve("lib/native/org/apache/comet/linux").resolve(System.getProperty("os.arch")),
                "-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager",
                "-Ddaybreak.server=" + binaries(),
                "-cp",
                classPath(),
                "daybreak.jobs.cli.Daybreak",
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

    /** As the launcher puts it together. */
    private static String classPath() throws IOException {
        List<String> entries = new ArrayList<>(List.of("daybreak.jar"));
        entries.addAll(List.of(
                Files.readString(INSTALLED.resolve("class-path")).strip().split(":")));
        return String.join(
                File.pathSeparator,
                entries.stream()
                        .map(entry -> INSTALLED.resolve(entry).toString())
                        .toList());
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
