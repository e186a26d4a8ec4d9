package daybreak.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.schemas.metric.Metrics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A night computes the periods in which a row changed, those that have ended, and the whole. */
class ChangedPeriodsTest {

    private static final Metrics METRICS = Metrics.load();
    private static final LocalDate WEDNESDAY = LocalDate.parse("2026-11-18");

    private static final List<MetricInput> BEFORE = List.of(
            new MetricInput("lead", LocalDate.parse("2026-09-30"), 3, 11, 12),
            new MetricInput("lead", LocalDate.parse("2026-11-17"), 4, 13, 14),
            new MetricInput("complaint", LocalDate.parse("2026-10-05"), 1, 15, 16),
            new MetricInput("client_day", LocalDate.parse("2026-10-05"), 9, 17, 0));

    @Test
    void whereNothingChangedTheWholeAloneIsComputed() {
        assertThat(periods("lead_conversion_30d", WEDNESDAY.plusDays(1), BEFORE))
                .isEqualTo("all all");
    }

    @Test
    void aRowChangesItsWeekItsMonthAndItsQuarter() {
        List<MetricInput> now = with(new MetricInput("lead", LocalDate.parse("2026-09-30"), 3, 99, 12));
        assertThat(periods("lead_conversion_30d", WEDNESDAY.plusDays(1), now))
                .isEqualTo("all all, month 2026-09, quarter 2026-Q3, week 2026-W40");
        assertThat(periods("speed_to_lead", WEDNESDAY.plusDays(1), now))
                .isEqualTo("all all, month 2026-09, quarter 2026-Q3, week 2026-W40");
        assertThat(periods("complaint_rate", WEDNESDAY.plusDays(1), now)).isEqualTo("all all");
    }

    @Test
    void aDayMayComeOrGoAndOneMayHaveMoreRows() {
        List<MetricInput> now = new ArrayList<>(BEFORE.subList(2, 4));
        now.add(new MetricInput("lead", LocalDate.parse("2026-11-17"), 5, 13, 14));
        now.add(new MetricInput("lead", LocalDate.parse("2026-08-03"), 1, 1, 1));
        assertThat(periods("lead_conversion_30d", WEDNESDAY.plusDays(1), now))
                .isEqualTo("all all, month 2026-08, month 2026-09, month 2026-11, quarter 2026-Q3, quarter 2026-Q4,"
                        + " week 2026-W32, week 2026-W40, week 2026-W47");
    }

    @Test
    void anEndThatIsStillAheadChangesDurationsAlone() {
        List<MetricInput> now = with(new MetricInput("lead", LocalDate.parse("2026-09-30"), 3, 11, 99));
        assertThat(periods("lead_conversion_30d", WEDNESDAY.plusDays(1), now)).isEqualTo("all all");
        assertThat(periods("speed_to_lead", WEDNESDAY.plusDays(1), now))
                .isEqualTo("all all, month 2026-09, quarter 2026-Q3, week 2026-W40");
    }

    @Test
    void aRateChangesWithItsExposure() {
        List<MetricInput> now = with(new MetricInput("client_day", LocalDate.parse("2026-10-05"), 10, 98, 0));
        assertThat(periods("complaint_rate", WEDNESDAY.plusDays(1), now))
                .isEqualTo("all all, month 2026-10, quarter 2026-Q4, week 2026-W41");
        assertThat(periods("complaint_response_24h", WEDNESDAY.plusDays(1), now))
                .isEqualTo("all all");
    }

    @Test
    void aPeriodThatHasEndedIsWholeFromNowOn() {
        assertThat(periods("lead_conversion_30d", LocalDate.parse("2026-11-22"), BEFORE))
                .isEqualTo("all all, week 2026-W47");
        assertThat(periods("lead_conversion_30d", LocalDate.parse("2026-12-31"), BEFORE))
                .isEqualTo("all all, month 2026-11, month 2026-12, quarter 2026-Q4, week 2026-W47, week 2026-W48,"
                        + " week 2026-W49, week 2026-W50, week 2026-W51, week 2026-W52");
    }

    @Test
    void aNightThatDoesNotComeAfterTheOtherComputesAll() {
        ChangedPeriods changed = ChangedPeriods.since(WEDNESDAY, BEFORE, WEDNESDAY, BEFORE, METRICS);
        assertThat(changed.isAll()).isTrue();
        assertThat(changed.contains(0, PeriodKind.WEEK, 20_000)).isTrue();
        assertThatThrownBy(() -> changed.periods(METRICS)).hasMessage("all periods cannot be named");
    }

    @Test
    void whatIsNamedIsWhatIsComputed() {
        List<MetricInput> now = with(new MetricInput("lead", LocalDate.parse("2026-09-30"), 3, 99, 12));
        ChangedPeriods changed = ChangedPeriods.since(WEDNESDAY, BEFORE, WEDNESDAY.plusDays(1), now, METRICS);
        int leads = METRICS.all().indexOf(METRICS.find("lead_conversion_30d").orElseThrow());
        int monday = (int) LocalDate.parse("2026-09-28").toEpochDay();
        assertThat(changed.contains(leads, PeriodKind.WEEK, monday)).isTrue();
        assertThat(changed.contains(leads, PeriodKind.WEEK, monday + 7)).isFalse();
        assertThat(changed.contains(leads, PeriodKind.MONTH, monday)).isFalse();
        assertThat(changed.contains(leads, PeriodKind.ALL, 0)).isTrue();
    }

    /** The rows of the night before, but for one. */
    private static List<MetricInput> with(MetricInput changed) {
        return BEFORE.stream()
                .map(input ->
                        input.subject().equals(changed.subject()) && input.day().equals(changed.day())
                                ? changed
                                : input)
                .toList();
    }

    private static String periods(String metric, LocalDate day, List<MetricInput> now) {
        return ChangedPeriods.since(WEDNESDAY, BEFORE, day, now, METRICS).periods(METRICS).stream()
                .filter(period -> period.metric().equals(metric))
                .map(period -> period.periodKind() + " " + period.period())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
