package daybreak.sample.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the kills conclude from; the kills themselves are no part of the build. */
class KillsTest {

    private static final HomeContents UNDISTURBED = new HomeContents(Map.of(
            "store", List.of("S1 | 滨江店", "S2 | 城西店"),
            "warehouse/leads/run=20261122-01", List.of("12 rows, 345")));

    @Test
    void equalHomesDoNotDiffer() {
        assertThat(UNDISTURBED.differences(new HomeContents(Map.copyOf(UNDISTURBED.tables()))))
                .isEmpty();
    }

    @Test
    void aCellARowTwiceAMissingTableAndAFolderLeftBehindAreSaid() {
        assertThat(UNDISTURBED.differences(new HomeContents(Map.of(
                        "store", List.of("S1 | 滨江店", "S1 | 滨江店", "S2 | 城东店"),
                        "warehouse/leads/run=20261122-02", List.of("12 rows, 345")))))
                .containsExactlyInAnyOrder(
                        "store: missing is S2 | 城西店",
                        "store: too much is S1 | 滨江店",
                        "store: too much is S2 | 城东店",
                        "warehouse/leads/run=20261122-01 is missing",
                        "warehouse/leads/run=20261122-02 is there and should not");
    }

    @Test
    void theReportCountsByStepAndNamesWhatDiffered() {
        KillReport report = new KillReport(
                7,
                12.5,
                List.of(
                        new Kills.Kill(3.25, "ingest", 13, List.of()),
                        new Kills.Kill(4, "ingest", 13, List.of("store is missing")),
                        new Kills.Kill(18, Kills.Kill.OVER, 1.5, List.of())));

        assertThat(report.isAllHealed()).isFalse();
        assertThat(report.table())
                .isEqualTo("2 of 3 kills ended in what the undisturbed backfill ended in (ingest 2, over 1)");
        assertThat(report.json()).isEqualToIgnoringNewLines("""
                {
                  "seed" : 7,
                  "undisturbed_s" : 12.5,
                  "kills" : 3,
                  "equal" : 2,
                  "steps" : {
                    "ingest" : 2,
                    "over" : 1
                  },
                  "different" : [ {
                    "at_s" : 4.0,
                    "step" : "ingest",
                    "wrong" : [ "store is missing" ]
                  } ]
                }""");
    }
}
