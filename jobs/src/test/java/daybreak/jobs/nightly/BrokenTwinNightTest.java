package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.warehouse.EntityTables;
import daybreak.sample.CommittedExports;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two weeks in which every kind of bad row occurs; what must become of each was written down when it was put in. */
class BrokenTwinNightTest {

    private static final Path EXPORTS = Path.of("../sample-data/exports");
    private static final String FIRST = CommittedExports.FIRST_DAY.toString();
    private static final String LAST =
            CommittedExports.FIRST_DAY.plusDays(CommittedExports.DAYS - 1L).toString();

    @TempDir
    private static Path homes;

    private static NightWorld broken;
    private static NightOutcome outcome;

    @BeforeAll
    static void takeInTheTwin() {
        broken = new NightWorld(homes.resolve("broken"));
        outcome = broken.run(EXPORTS.resolve("broken"), FIRST, LAST, null);
    }

    @AfterAll
    static void close() {
        broken.close();
    }

    @Test
    void itIsPublishedAndSaidToHoldMoreRefusedRowsThanAllowed() throws IOException {
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED_ABOVE_ALLOWED);
        assertThat(outcome.rows()).isEqualTo(sum(3));
        assertThat(outcome.refused()).isEqualTo(sum(5)).isEqualTo(346);
    }

    @Test
    void everyBadRowIsInQuarantineForTheReasonExpectedAndNoOtherIs() throws Exception {
        List<String> expected = lines("EXPECTED.csv")
                .map(line -> line.split(",", 7))
                .filter(cells -> !cells[5].isEmpty())
                .map(cells -> String.join("|", List.of(cells).subList(0, 6)))
                .sorted()
                .toList();
        assertThat(
                        broken
                                .query(
                                        "SELECT day, entity, file, row_number, coalesce(column_name, ''), code FROM quarantine")
                                .stream()
                                .sorted())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void everyFileCountsAsExpected() throws Exception {
        List<String> expected = lines("EXPECTED-COUNTS.csv")
                .map(line -> line.replace(',', '|'))
                .sorted()
                .toList();
        assertThat(
                        broken
                                .query(
                                        "SELECT day, file, entity, rows_in, accepted, refused, duplicates FROM intake_file")
                                .stream()
                                .sorted())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void everyRowOfTheSoundTwinStands() throws SQLException {
        try (NightWorld sound = new NightWorld(homes.resolve("sound"))) {
            assertThat(sound.run(EXPORTS.resolve("small"), FIRST, LAST, null).status())
                    .isEqualTo(NightOutcome.Status.PUBLISHED);
            for (ExportContract contract : ExportContracts.load().all()) {
                Dataset<Row> expected = standing(sound, contract);
                assertThat(expected.count()).as(contract.entity()).isPositive();
                assertThat(expected.exceptAll(standing(broken, contract)).collectAsList())
                        .as("rows of %s that are missing", contract.entity())
                        .isEmpty();
            }
        }
    }

    /** The rows taken in and neither duplicate nor superseded, with their personal columns, without their place in a file. */
    private static Dataset<Row> standing(NightWorld world, ExportContract contract) {
        SparkSession spark = world.spark();
        Path warehouse = world.home().resolve("warehouse");
        Dataset<Row> rows =
                spark.read().parquet(warehouse.resolve(contract.entity()).toString());
        if (EntityTables.hasVault(contract)) {
            rows = rows.join(
                    world.vault()
                            .read(
                                    spark,
                                    warehouse
                                            .resolve("vault_" + contract.entity())
                                            .toString()),
                    Stream.concat(contract.key().stream(), Stream.of("run", "arrived", "file_no", "line"))
                            .toArray(String[]::new),
                    "inner");
        }
        Dataset<Row> dropped = spark.read()
                .parquet(warehouse.resolve("dropped").toString())
                .where("entity = '" + contract.entity() + "'")
                .select("arrived", "file_no", "line");
        return rows.join(dropped, new String[] {"arrived", "file_no", "line"}, "left_anti")
                .drop("run", "file_no", "line");
    }

    private static long sum(int column) throws IOException {
        return lines("EXPECTED-COUNTS.csv")
                .mapToLong(line -> Long.parseLong(line.split(",", -1)[column]))
                .sum();
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(EXPORTS.resolve("broken").resolve(file)).stream()
                .skip(1);
    }
}
