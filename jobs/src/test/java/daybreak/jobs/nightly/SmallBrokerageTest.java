package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.oracle.AlertOracle;
import daybreak.jobs.oracle.OracleAlert;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two weeks of the small brokerage, taken in as one range. Values are compared with an independent
 * computation over the same files by another engine, which was written from the definitions alone.
 */
@ExtendWith(SharedNights.class)
class SmallBrokerageTest {

    private static final Path EXPORTS = SharedNights.SMALL;
    private static final String FIRST = SharedNights.FIRST;
    private static final String LAST = SharedNights.LAST;

    private static NightWorld whole;

    @BeforeAll
    static void takeInTheRange(SharedNights.Sound sound) {
        assertThat(sound.outcome().status()).as(sound.outcome().message()).isEqualTo(NightOutcome.Status.PUBLISHED);
        whole = sound.world();
    }

    @Test
    void everyMetricEqualsTheIndependentComputation() throws Exception {
        assertThat(IndependentFigures.of(EXPORTS, LocalDate.parse(FIRST), LocalDate.parse(LAST))
                        .differencesFrom(whole))
                .isEmpty();
    }

    @Test
    void everyTaskLivesAsTheIndependentComputationSays() throws Exception {
        List<String> expected =
                AlertOracle.compute(EXPORTS, LocalDate.parse(FIRST), LocalDate.parse(LAST), NightWorld.ZONE).stream()
                        .map(SmallBrokerageTest::line)
                        .sorted()
                        .toList();
        assertThat(whole
                        .query(
                                "SELECT rule, raised_on, closed_on,"
                                        + " (SELECT string_agg(value, ', ' ORDER BY value) FROM jsonb_each_text(subject)) FROM task")
                        .stream()
                        .sorted())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void theSameRangeAgainBringsNothingNewAndLeavesEverythingAsItWas() throws Exception {
        Map<String, List<String>> before = whole.marts();
        List<Path> files = NightWorld.listing(whole.home().resolve("warehouse"));

        NightOutcome outcome = whole.run(EXPORTS, FIRST, LAST, null);

        assertThat(outcome.message())
                .isEqualTo("Nothing is new from 2026-11-09 to 2026-11-22: all of it was taken in before, unchanged.");
        assertThat(whole.marts()).isEqualTo(before);
        assertThat(NightWorld.listing(whole.home().resolve("warehouse"))).isEqualTo(files);
    }

    private static String line(OracleAlert alert) {
        return alert.rule() + "|" + alert.raisedOn() + "|" + alert.closedOn() + "|"
                + alert.subject().values().stream().sorted().collect(Collectors.joining(", "));
    }
}
