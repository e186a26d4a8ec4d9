package daybreak.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.intake.TakenIn.File;
import daybreak.jobs.intake.TakenIn.UnknownValues;
import daybreak.schemas.intake.UnusualRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With the committed rules: 7 of 28 days, chance 1 in 10,000, half of the least, two spreads, twice the share, 5 rows. */
class UnusualIntakeTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Set<String> COLUMNS = Set.of("lead_id", "channel");

    private final List<LocalDate> days = new ArrayList<>();
    private final List<File> files = new ArrayList<>();
    private final List<UnknownValues> unknown = new ArrayList<>();

    /** Days in a row up to the one before, each with a file of so many rows; less than 0: without a file. */
    private UnusualIntakeTest before(int... rows) {
        for (int i = 0; i < rows.length; i++) {
            LocalDate day = DAY.minusDays(rows.length - i);
            days.add(day);
            if (rows[i] >= 0) {
                files.add(new File(day, "leads", rows[i], 0, COLUMNS));
            }
        }
        return this;
    }

    private UnusualIntakeTest refusedBefore(long rows, long refused) {
        files.add(new File(DAY.minusDays(1), "leads", rows, refused, COLUMNS));
        return this;
    }

    private List<String> now(@Nullable File file) {
        TakenIn fresh = new TakenIn(List.of(DAY), file == null ? List.of() : List.of(file), List.copyOf(unknown));
        return new UnusualIntake(UnusualRules.load())
                .judge(fresh, new TakenIn(days, files, List.of())).stream()
                        .map(notice -> notice.level() + " " + notice.message())
                        .toList();
    }

    private static File leads(long rows) {
        return new File(DAY, "leads", rows, 0, COLUMNS);
    }

    @Test
    void aFileThatWasThereEachDayAndIsGoneStopsTheNight() {
        assertThat(before(30, 31, 32, 33, 34, 35, 36).now(null))
                .containsExactly(
                        "STOP On 2026-11-22 there is no file of leads, while each of the 7 days before had one,"
                                + " with 30 to 36 rows.");
    }

    /** With 9 rows expected there are none on one day in 8,103, so it could be chance; with 10 on one in 22,026. */
    @Test
    void aFileThatMayHaveHadNoRowsMayBeMissing() {
        assertThat(before(9, 20, 20, 20, 20, 20, 20).now(null)).isEmpty();
        days.clear();
        files.clear();
        assertThat(before(10, 20, 20, 20, 20, 20, 20).now(null))
                .first()
                .asString()
                .startsWith("STOP ");
    }

    @Test
    void whereFilesWithoutRowsAreWrittenAMissingOneWarns() {
        assertThat(before(0, 1, 2, 0, 0, 3, 1).now(null))
                .containsExactly(
                        "WARNING On 2026-11-22 there is no file of leads, while each of the 7 days before had one,"
                                + " with 0 to 3 rows.");
    }

    @Test
    void aFileThatWasNotThereEachDayMayBeMissing() {
        assertThat(before(30, 31, 32, -1, 34, 35, 36).now(null)).isEmpty();
    }

    @Test
    void withSixDaysNothingIsJudged() {
        assertThat(before(30, 31, 32, 33, 34, 35).now(null)).isEmpty();
    }

    /** 31 is half of 62; with 62 expected, 30 or fewer have a chance of 1 in 200,557. */
    @Test
    void fewerThanHalfOfTheLeastStopsTheNight() {
        int[] usual = {100, 62, 90, 90, 90, 90, 90};
        assertThat(before(usual).now(leads(31))).isEmpty();
        days.clear();
        files.clear();
        assertThat(before(usual).now(leads(30)))
                .containsExactly("STOP On 2026-11-22 leads has 30 rows, while the 7 days before had 62 to 100 each.");
    }

    /** A full export of 10,000 rows that moves by 50 a day. */
    @Test
    void farBelowASteadyNumberOfRowsStopsTheNight() {
        int[] usual = {10_000, 10_010, 10_020, 10_030, 10_040, 10_050, 10_050};
        assertThat(before(usual).now(leads(9_900))).isEmpty();
        days.clear();
        files.clear();
        assertThat(before(usual).now(leads(9_400)))
                .containsExactly(
                        "STOP On 2026-11-22 leads has 9400 rows, while the 7 days before had 10000 to 10050 each.");
    }

    /** 4 or fewer where 10 are expected: 2.9 in 100. */
    @Test
    void fewRowsAreNoSurpriseWhereThereAreNeverMany() {
        assertThat(before(10, 10, 12, 14, 12, 11, 13).now(leads(4))).isEmpty();
    }

    @Test
    void aColumnThatIsGoneStopsTheNight() {
        assertThat(before(30, 31, 32, 33, 34, 35, 36).now(new File(DAY, "leads", 33, 0, Set.of("lead_id"))))
                .containsExactly("STOP On 2026-11-22 the column channel of leads is gone, while the files of all 7 days"
                        + " before had it; a column that is absent counts as blank in each of the day's 33 rows.");
    }

    /** Of 1,000 rows 10 were refused before: 1.05 % with half a row. 6 of 100 or more have a chance of 0.07 %, 9 of 0.00012 %. */
    @Test
    void aShareOfRefusedRowsAboveTheUsualWarns() {
        before(0, 0, 0, 0, 0, 0, 0).refusedBefore(1_000, 10);
        assertThat(now(new File(DAY, "leads", 100, 6, COLUMNS))).isEmpty();
        assertThat(now(new File(DAY, "leads", 100, 9, COLUMNS)))
                .containsExactly(
                        "WARNING On 2026-11-22 of leads 9 of 100 rows are refused (9.0 %), of the 7 days before"
                                + " 10 of 1000 (1.0 %).");
    }

    @Test
    void aShareOfUnknownValuesAboveTheUsualWarns() {
        unknown.add(new UnknownValues(DAY, "leads", "channel", 20));
        assertThat(before(30, 31, 32, 33, 34, 35, 36).now(leads(33)))
                .containsExactly(
                        "WARNING On 2026-11-22 of leads 20 of 33 rows hold in channel a value that its contract"
                                + " does not name (60.6 %), of the 7 days before 0 of 231 (0.0 %).");
    }

    @Test
    void anUsualDayIsNotSpokenOf() {
        assertThat(before(30, 31, 32, 33, 34, 35, 36).now(leads(25))).isEmpty();
    }
}
