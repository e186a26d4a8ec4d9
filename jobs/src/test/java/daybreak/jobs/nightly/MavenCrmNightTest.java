package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.SharedFolder;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sales team's pipeline that nobody here wrote; the answers were computed independently and come with the data. */
class MavenCrmNightTest {

    @Test
    void theKnownAnswersComeOutToTheLastDigit(@TempDir Path home) throws SQLException {
        Path exports = SharedFolder.of("real/maven-crm");
        try (NightWorld world = new NightWorld(home)) {
            NightOutcome outcome = world.run(exports, "2016-10-20", "2017-12-31", "maven-crm");

            assertThat(outcome.message()).isEqualTo("Published run 20171231-01: 13073 rows read, 500 refused.");
            assertThat(outcome.status()).isEqualTo(NightOutcome.Status.PUBLISHED_ABOVE_ALLOWED);
            assertThat(world.query(
                            "SELECT metric, period, numerator, denominator, not_yet_due, round(value::numeric, 6),"
                                    + " round(low::numeric, 6), round(high::numeric, 6) FROM metric_value"
                                    + " WHERE dimension = '' AND metric IN ('lead_conversion_30d', 'lead_conversion_90d')"
                                    + " AND period IN ('all', '2017-Q2') ORDER BY period DESC, metric"))
                    .containsExactly(
                            "lead_conversion_30d|all|1743|8188|112|0.212872|0.204142|0.221872",
                            "lead_conversion_90d|all|2682|7232|1068|0.370852|0.359791|0.382050",
                            "lead_conversion_30d|2017-Q2|571|2388|0|0.239112|0.222432|0.256630",
                            "lead_conversion_90d|2017-Q2|981|2388|0|0.410804|0.391230|0.430664");
            assertThat(world.query("SELECT member, numerator FROM metric_value WHERE metric = 'signings'"
                            + " AND period = 'all' AND dimension = 'store' ORDER BY numerator DESC"))
                    .containsExactly("Central|1629", "West|1438", "East|1171");
            assertThat(
                            world.query(
                                    "SELECT entity, code, count(*) FROM quarantine GROUP BY entity, code ORDER BY entity, code"))
                    .containsExactly("leads|OWN_TIME_BLANK|500");
            assertThat(world.query("SELECT entity, column_name, referred, rows, keys, since FROM orphan_reference"
                            + " ORDER BY entity, column_name"))
                    .as("neither clients nor listings are exported; seven products were sold")
                    .containsExactly(
                            "deals|client_id|clients|4238|4238|2017-12-31",
                            "deals|listing_id|listings|4238|7|2017-12-31",
                            "leads|client_id|clients|8300|8300|2017-12-31");
        }
    }
}
