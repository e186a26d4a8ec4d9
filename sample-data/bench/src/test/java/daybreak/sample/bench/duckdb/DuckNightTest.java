package daybreak.sample.bench.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.sample.bench.load.Load;
import daybreak.sample.bench.load.LoadSettings;
import daybreak.sample.bench.load.LoadSummary;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckNightTest {

    private static final LocalDate LAST = LocalDate.of(2026, 11, 22);
    private static final LocalDate FIRST = LAST.minusDays(19);

    @TempDir
    private static Path place;

    private static LoadSummary load = new LoadSummary(Map.of(), Map.of(), Map.of());

    @BeforeAll
    static void takeTwentyDaysInAtOnceAndAsARangeAndANight() throws IOException, SQLException {
        Path exports = place.resolve("load");
        load = new Load(ExportContracts.load()).write(new LoadSettings(0.002, 20, LAST, exports), (days, rows) -> {});
        night("at-once", FIRST, LAST);
        night("one-by-one", FIRST, LAST.minusDays(1));
        night("one-by-one", LAST, LAST);
    }

    private static void night(String state, LocalDate from, LocalDate to) throws IOException, SQLException {
        DuckNight.main(new String[] {
            place.resolve("load").toString(), place.resolve(state).toString(), from.toString(), to.toString()
        });
    }

    @Test
    void aNightOnHistoryGivesWhatTheWholeRangeGives() throws SQLException {
        for (String result : new String[] {"metrics", "tasks"}) {
            String once = "'" + place.resolve("at-once").resolve(result + ".parquet") + "'";
            String nightly = "'" + place.resolve("one-by-one").resolve(result + ".parquet") + "'";
            assertThat(number("SELECT count(*) FROM " + once)).as(result).isGreaterThan(20);
            assertThat(number("SELECT count(*) FROM (FROM " + once + " EXCEPT FROM " + nightly + ")"))
                    .as(result)
                    .isZero();
            assertThat(number("SELECT count(*) FROM (FROM " + nightly + " EXCEPT FROM " + once + ")"))
                    .as(result)
                    .isZero();
        }
    }

    @Test
    void badAndRepeatedRowsArePutAside() throws IOException {
        Map<String, Long> counts = DuckNight.counts(place.resolve("at-once"));
        assertThat(counts)
                .containsEntry("rows_in", load.allRows())
                .containsEntry("refused", sum(load.bad()))
                .containsEntry("duplicates", sum(load.repeated()));
        assertThat(sum(load.bad())).isGreaterThan(10);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long number(String query) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
