package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.warehouse.EntityTables;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two weeks in which every kind of bad row occurs, taken in by the command itself; what must become of each was written down
 * when it was put in.
 */
@ExtendWith(SharedNights.class)
class BrokenTwinNightTest {

    private static ObservedNight night;
    private static NightWorld broken;

    @BeforeAll
    static void takeInTheTwin(ObservedNight observed) {
        night = observed;
        broken = observed.world();
    }

    @Test
    void theCommandEndsWithTheCodeForTooManyRefusedRowsAndSaysHowMany() throws Exception {
        long rows = sum(3);
        long refused = sum(5);
        assertThat(refused).isEqualTo(346);
        assertThat((double) refused / rows).as("more than is allowed").isGreaterThan(0.01);

        assertThat(night.exitCode()).as(night.err()).isEqualTo(3);
        assertThat(night.out())
                .isEqualTo("Published run 20261122-01: " + rows + " rows read, " + refused + " refused.\n");
        assertThat(broken.query("SELECT status, rows_in, accepted, refused, duplicates FROM run"))
                .containsExactly("published|" + rows + "|" + sum(4) + "|" + refused + "|" + sum(6));
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
    void everyRowOfTheSoundTwinStands(SharedNights.Sound sound) {
        for (ExportContract contract : ExportContracts.load().all()) {
            Dataset<Row> expected = standing(sound.world(), contract);
            assertThat(expected.count()).as(contract.entity()).isPositive();
            assertThat(expected.exceptAll(standing(broken, contract)).collectAsList())
                    .as("rows of %s that are missing", contract.entity())
                    .isEmpty();
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
        return Files.readAllLines(SharedNights.BROKEN.resolve(file)).stream().skip(1);
    }
}
