package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.oracle.AlertOracle;
import daybreak.jobs.oracle.OracleAlert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two weeks of the small brokerage, taken in as one range and night by night. Values are compared with an independent
 * computation over the same files by another engine, which was written from the definitions alone.
 */
class SmallBrokerageTest {

    private static final Path EXPORTS = Path.of("../sample-data/exports/small");
    private static final String FIRST = "2026-11-09";
    private static final String LAST = "2026-11-22";

    /** Every mart but the run's own record; the run that wrote a row is left out. */
    private static final Map<String, String> MARTS = Map.of(
            "metric_value",
            "metric, period_kind, period, period_from, period_to, whole, dimension, member, numerator, denominator, value, low,"
                    + " high, not_yet_due, states, points, version",
            "control_point",
            "chart, dimension, member, period, kind, phase, sop_change, events, exposure, value, centre, lower, upper, sigma_z,"
                    + " provisional, rules, verdict",
            "headline",
            "metric, period_kind, period, previous, four_before, difference_p, difference_called, verdict",
            "member_verdict",
            "metric, period_kind, period, dimension, member, p, called, verdict",
            "complaint",
            "complaint_id, client_id, agent_id, store_id, attribution, root_cause, severity, opened_at, responded_at, plan_at,"
                    + " resolved_at, response_due_at, plan_due_at, response_state, plan_state, compensation",
            "sop_change",
            "change_id, effective_on, root_cause, title, owner",
            "store",
            "store_id, store",
            "task",
            "task_id, rule, subject, subject_key, client_id, owner, store, severity, raised_on, due_at, state, closed_on,"
                    + " reason_zh, reason_en, evidence, listings, day_rank, first_contact_at",
            "intake_file",
            "day, file, entity, sha256, rows_in, accepted, refused, duplicates, superseded, late, orphans, unknown_columns",
            "quarantine",
            "day, entity, file, row_number, column_name, code, expected, message");

    @TempDir
    private static Path homes;

    private static NightWorld whole;

    @BeforeAll
    static void takeInTheRange() {
        whole = new NightWorld(homes.resolve("whole"));
        NightOutcome outcome = whole.run(EXPORTS, FIRST, LAST, null);
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
    }

    @AfterAll
    static void close() {
        whole.close();
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
    void aRangeOfTenDaysAndFourNightsOneByOneEndInTheSameMarts() throws SQLException {
        try (NightWorld nights = new NightWorld(homes.resolve("nights"))) {
            NightOutcome history = nights.run(EXPORTS, FIRST, "2026-11-18", null);
            assertThat(history.status()).as(history.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
            for (LocalDate day = LocalDate.parse("2026-11-19");
                    !day.isAfter(LocalDate.parse(LAST));
                    day = day.plusDays(1)) {
                NightOutcome outcome = nights.run(EXPORTS, day.toString(), day.toString(), null);
                assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
            }
            assertThat(marts(nights)).isEqualTo(marts(whole));
        }
    }

    @Test
    void theSameRangeAgainBringsNothingNewAndLeavesEverythingAsItWas() throws Exception {
        Map<String, List<String>> before = marts(whole);
        List<String> files = listing(whole.home().resolve("warehouse"));

        NightOutcome outcome = whole.run(EXPORTS, FIRST, LAST, null);

        assertThat(outcome.message())
                .isEqualTo("Nothing is new from 2026-11-09 to 2026-11-22: all of it was taken in before, unchanged.");
        assertThat(marts(whole)).isEqualTo(before);
        assertThat(listing(whole.home().resolve("warehouse"))).isEqualTo(files);
    }

    private static Map<String, List<String>> marts(NightWorld world) throws SQLException {
        Map<String, List<String>> marts = new TreeMap<>();
        for (Map.Entry<String, String> mart : MARTS.entrySet()) {
            marts.put(
                    mart.getKey(),
                    world.query("SELECT " + mart.getValue() + " FROM " + mart.getKey()).stream()
                            .sorted()
                            .toList());
        }
        return marts;
    }

    private static List<String> listing(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static String line(OracleAlert alert) {
        return alert.rule() + "|" + alert.raisedOn() + "|" + alert.closedOn() + "|"
                + alert.subject().values().stream().sorted().collect(Collectors.joining(", "));
    }
}
