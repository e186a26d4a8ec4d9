package daybreak.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import daybreak.jobs.statistics.ControlPoint;
import daybreak.jobs.statistics.ControlRule;
import daybreak.jobs.statistics.ControlRules;
import daybreak.schemas.metric.Metrics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * A root cause with fewer than one complaint a week is charted by the days between its complaints. The figures are worked
 * out apart: days to the power of 1/3.6, mean ± 3·MR̄/1.128, and back.
 */
class DaysBetweenTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final String RATE = "complaint_rate";
    private static final Judgement.RareChart NOISE = new Judgement.RareChart(RATE, "root_cause", "噪音");

    private final Judgement judgement = new Judgement(Metrics.load(), ControlRules.STANDARD);

    /** Complaints a week on Monday, one at noon: the first, and each so many days after the one before. */
    private static List<Judgement.Event> events(double... gaps) {
        List<Judgement.Event> events = new ArrayList<>();
        Instant at = MONDAY.atTime(12, 0).atZone(ZONE).toInstant();
        events.add(new Judgement.Event(NOISE, at, MONDAY));
        for (double days : gaps) {
            at = at.plusSeconds(Math.round(days * 86_400));
            events.add(new Judgement.Event(NOISE, at, at.atZone(ZONE).toLocalDate()));
        }
        return events;
    }

    private static Judgement.Value week(int number, String dimension, String member, double events) {
        return new Judgement.Value(
                RATE,
                "week",
                String.format(Locale.ROOT, "2026-W%02d", 2 + number),
                MONDAY.plusWeeks(number),
                true,
                dimension,
                member,
                events,
                100,
                0);
    }

    /** Weeks with a complaint of another cause each, and those of the cause where there are any. */
    private static List<Judgement.Value> weeks(int count, List<Judgement.Event> events) {
        List<Judgement.Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate monday = MONDAY.plusWeeks(i);
            int own = (int) events.stream()
                    .filter(event -> !event.on().isBefore(monday) && event.on().isBefore(monday.plusWeeks(1)))
                    .count();
            values.add(week(i, "", "", own + 2));
            values.add(week(i, "root_cause", "渗漏", 2));
            if (own > 0) {
                values.add(week(i, "root_cause", "噪音", own));
            }
        }
        return values;
    }

    private List<Judgement.ChartPoint> chart(
            int weeks, List<Judgement.Event> events, List<Judgement.SopChange> changes) {
        return judgement.charts(weeks(weeks, events), changes, events).stream()
                .filter(point -> point.member().equals("噪音"))
                .toList();
    }

    @Test
    void onlyTheCauseWithFewerThanOneAWeekIsRare() {
        assertThat(judgement.rareCharts(weeks(12, events(1, 16, 4, 30)))).containsExactly(NOISE);
        List<Judgement.Value> oneAWeek = weeks(5, events(7, 7, 7, 7));
        assertThat(judgement.rareCharts(oneAWeek)).isEmpty();
        assertThat(judgement.charts(oneAWeek, List.of(), List.of()))
                .extracting(point -> point.point().kind())
                .containsOnly(ControlPoint.Kind.U);
    }

    /** Roots 1, 2.160119, 1.469734, 2.572240: mean 1.800523, mean moving range 0.984337. */
    @Test
    void gapsStandAtTheWeekInWhichTheyEndWithLimitsInDays() {
        List<Judgement.ChartPoint> chart = chart(12, events(1, 16, 4, 30), List.of());
        assertThat(chart).extracting(point -> point.point().value()).containsExactly(1.0, 16.0, 4.0, 30.0);
        assertThat(chart)
                .extracting(Judgement.ChartPoint::period)
                .containsExactly("2026-W02", "2026-W04", "2026-W05", "2026-W09");
        assertThat(chart)
                .extracting(Judgement.ChartPoint::eventOn)
                .containsExactly(
                        LocalDate.of(2026, 1, 6),
                        LocalDate.of(2026, 1, 22),
                        LocalDate.of(2026, 1, 26),
                        LocalDate.of(2026, 2, 25));
        assertThat(chart).extracting(Judgement.ChartPoint::ordinal).containsExactly(2, 3, 4, 5);
        assertThat(chart).allSatisfy(point -> {
            assertThat(point.point().kind()).isEqualTo(ControlPoint.Kind.T);
            assertThat(point.point().centre()).isCloseTo(8.306835615343397, within(1e-9));
            assertThat(point.point().lower()).isZero();
            assertThat(point.point().upper()).isCloseTo(210.36246136040518, within(1e-9));
            assertThat(point.point().provisional()).isTrue();
            assertThat(point.verdict()).isEqualTo("noise");
        });
    }

    /** Nine gaps of a day, then one of 60: roots 1 and 3.118393, upper limit 8.94 days; eight ones are a run. */
    @Test
    void aLongTimeWithoutAComplaintIsBetterAndARunOfShortOnesWorse() {
        List<Judgement.ChartPoint> chart = chart(12, events(1, 1, 1, 1, 1, 1, 1, 1, 1, 60), List.of());
        assertThat(chart).hasSize(10);
        assertThat(chart.get(6).verdict()).isEqualTo("noise");
        assertThat(chart.get(7).point().rules()).containsExactly(ControlRule.RUN_OF_8);
        assertThat(chart.get(7).verdict()).isEqualTo("signal_worse");
        assertThat(chart.get(9).point().upper()).isCloseTo(8.943541380554388, within(1e-9));
        assertThat(chart.get(9).point().rules()).containsExactly(ControlRule.BEYOND_3_SIGMA);
        assertThat(chart.get(9).verdict()).isEqualTo("signal_better");
    }

    @Test
    void theCausesOwnChangeBeginsAPhaseInWhichAGapCountsThatEndsInIt() {
        Judgement.SopChange own = new Judgement.SopChange("SOP-1", LocalDate.of(2026, 2, 3), "噪音");
        Judgement.SopChange other = new Judgement.SopChange("SOP-2", LocalDate.of(2026, 1, 12), "渗漏");
        List<Judgement.ChartPoint> chart = chart(12, events(1, 16, 4, 30), List.of(own, other));
        assertThat(chart).extracting(point -> point.point().phase()).containsExactly(1, 1, 1, 2);
        assertThat(chart.get(2).sopChange()).isNull();
        assertThat(chart.get(3).sopChange()).isEqualTo("SOP-1");
        assertThat(chart.get(3).point().centre()).isCloseTo(30, within(1e-9));
    }

    @Test
    void aLoneComplaintMakesNoChartAndOneOutsideTheWholeWeeksNoPoint() {
        assertThat(chart(12, events(), List.of())).isEmpty();
        List<Judgement.Event> events = events(10, 100);
        assertThat(chart(12, events, List.of()))
                .singleElement()
                .extracting(point -> point.point().value())
                .isEqualTo(10.0);
    }
}
