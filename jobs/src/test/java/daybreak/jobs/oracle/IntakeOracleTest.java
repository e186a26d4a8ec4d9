package daybreak.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.sample.CommittedExports;
import daybreak.schemas.export.ExportContracts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle takes in the sample's two weeks, and their broken twin, exactly as far as the contract says. */
class IntakeOracleTest {

    private static final LocalDate FIRST = CommittedExports.FIRST_DAY;
    private static final LocalDate LAST = FIRST.plusDays(CommittedExports.DAYS - 1);

    @TempDir
    private Path folder;

    private final CommittedExports committed = new CommittedExports(ExportContracts.load());

    /** Rows that were read and not refused for themselves, by day and entity. */
    private Map<String, Long> read(Path exports) throws Exception {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            RawExport.load(database, exports, FIRST, LAST, TinyExport.SHANGHAI);
            for (ExportContract.Entity entity : ExportContract.entities()) {
                try (ResultSet counts = statement.executeQuery(
                        "SELECT arrived, count(*) FROM raw_" + entity.name() + " GROUP BY arrived")) {
                    while (counts.next()) {
                        rows.put(counts.getString(1) + " " + entity.name(), counts.getLong(2));
                    }
                }
            }
        }
        return rows;
    }

    private static List<String> entities() {
        return ExportContract.entities().stream()
                .map(ExportContract.Entity::name)
                .toList();
    }

    @Test
    void ofTheBrokenTwinItRefusesWhatItsExpectationSays() throws Exception {
        committed.writeBroken(folder);
        Map<String, Long> expected = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("EXPECTED-COUNTS.csv"))) {
            String[] cells = line.split(",", -1);
            if (entities().contains(cells[2])) {
                long notRefused = Long.parseLong(cells[4]) + Long.parseLong(cells[6]);
                expected.merge(cells[0] + " " + cells[2], notRefused, Long::sum);
            }
        }
        // A changed event is sound by itself; it is its key's first row that makes it refused.
        for (String line : Files.readAllLines(folder.resolve("EXPECTED.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[5].equals("EVENT_CHANGED") && entities().contains(cells[1])) {
                expected.merge(cells[0] + " " + cells[1], 1L, Long::sum);
            }
        }
        expected.values().removeIf(count -> count == 0);
        assertThat(read(folder)).isEqualTo(expected);
    }

    @Test
    void ofTheSmallExportItRefusesNothing() throws Exception {
        committed.writeSmall(folder);
        Map<String, Long> expected = new TreeMap<>();
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            for (String entity : entities()) {
                Path file = folder.resolve(day.toString()).resolve(entity + ".csv");
                if (Files.exists(file)) {
                    expected.put(
                            day + " " + entity,
                            (long) CsvText.rows(Files.readString(file)).size() - 1);
                }
            }
        }
        assertThat(read(folder)).isEqualTo(expected);
    }
}
