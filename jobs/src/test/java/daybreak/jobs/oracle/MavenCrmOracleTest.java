package daybreak.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import daybreak.jobs.SharedFolder;
import daybreak.jobs.statistics.Interval;
import daybreak.jobs.statistics.WilsonInterval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline of a real sales team, turned here into leads, deals and agents: engaged = lead created, won and closed =
 * signed. Its known answers were computed by others.
 */
class MavenCrmOracleTest {

    @TempDir
    private Path folder;

    private static final String LEADS = "lead_id,client_id,created_at,agent_id\n";
    private static final String DEALS = "deal_id,lead_id,client_id,listing_id,signed_at,agent_id,price\n";

    private TinyExport export() throws IOException {
        Path crm = SharedFolder.of("real/maven-crm");
        List<String[]> pipeline = Files.readAllLines(crm.resolve("sales_pipeline.csv"), StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        // opportunity_id, sales_agent, product, account, deal_stage, engage_date, close_date, close_value
        String leads = pipeline.stream()
                .map(cells -> String.join(",", cells[0], cells[0], date(cells[5]), cells[1]))
                .collect(Collectors.joining("\n", LEADS, "\n"));
        String deals = pipeline.stream()
                .filter(cells -> cells[4].equals("Won"))
                .map(cells ->
                        String.join(",", cells[0], cells[0], cells[0], cells[2], date(cells[6]), cells[1], cells[7]))
                .collect(Collectors.joining("\n", DEALS, "\n"));
        String agents = Files.readAllLines(crm.resolve("sales_teams.csv"), StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[0] + "," + cells[2])
                .collect(Collectors.joining("\n", "agent_id,store_id\n", "\n"));
        return new TinyExport(folder).with("leads", leads).with("deals", deals).with("agents", agents);
    }

    private static String date(String dayMonthYear) {
        String[] parts = dayMonthYear.split("-", -1);
        return parts.length == 3 ? parts[2] + "-" + parts[1] + "-" + parts[0] : "";
    }

    @Test
    void conversionsAreTheKnownAnswers() throws Exception {
        TinyExport.Figures figures = export().asOf("2016-10-20", "2017-12-31");

        assertThat(figures.total("lead_conversion_30d")).isEqualTo("1743/8188+112");
        assertThat(figures.total("lead_conversion_90d")).isEqualTo("2682/7232+1068");
        assertThat(figures.share("lead_conversion_30d", "2017-Q2", "", "")).isEqualTo("571/2388+0");
        assertThat(figures.share("lead_conversion_90d", "2017-Q2", "", "")).isEqualTo("981/2388+0");
        assertThat(figures.of("signings", "store", "Central")).isEqualTo("1629/-+0");
        assertThat(figures.of("signings", "store", "West")).isEqualTo("1438/-+0");
        assertThat(figures.of("signings", "store", "East")).isEqualTo("1171/-+0");
        assertThat(figures.total("signings")).isEqualTo("4238/-+0");

        assertInterval(figures.value("lead_conversion_30d", "all", "", ""), 0.212872, 0.204142, 0.221872);
        assertInterval(figures.value("lead_conversion_90d", "all", "", ""), 0.370852, 0.359791, 0.382050);
        assertInterval(figures.value("lead_conversion_30d", "2017-Q2", "", ""), 0.239112, 0.222432, 0.256630);
        assertInterval(figures.value("lead_conversion_90d", "2017-Q2", "", ""), 0.410804, 0.391230, 0.430664);
    }

    private static void assertInterval(OracleValue value, double share, double low, double high) {
        assertThat(value.value()).isCloseTo(share, within(0.0000005));
        Interval interval = WilsonInterval.of(value.numerator(), Objects.requireNonNull(value.denominator()));
        assertThat(interval.low()).isCloseTo(low, within(0.0000005));
        assertThat(interval.high()).isCloseTo(high, within(0.0000005));
    }
}
