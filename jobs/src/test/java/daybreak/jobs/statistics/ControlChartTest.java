package daybreak.jobs.statistics;

import static daybreak.jobs.statistics.ControlRule.BEYOND_3_SIGMA;
import static daybreak.jobs.statistics.ControlRule.RUN_OF_8;
import static daybreak.jobs.statistics.ControlRule.TREND_OF_6;
import static daybreak.jobs.statistics.ControlRule.TWO_OF_THREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import daybreak.jobs.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlChartTest {

    private static final ControlRules TEXTBOOK = ControlRules.STANDARD.withoutLaney();

    private static List<ControlChart.Point> points(double exposure, double... events) {
        return DoubleStream.of(events)
                .mapToObj(x -> new ControlChart.Point(x, exposure, 1))
                .toList();
    }

    /** Numbers, from 1, of the points that complete the rule. */
    private static List<Integer> completing(ControlRule rule, List<ControlPoint> chart) {
        return IntStream.rangeClosed(1, chart.size())
                .filter(i -> chart.get(i - 1).rules().contains(rule))
                .boxed()
                .toList();
    }

    @Test
    void orangeJuiceHasThePublishedLimits() throws IOException {
        List<ControlChart.Point> trial = Files.readAllLines(SharedFolder.of("real/statistics/orangejuice.txt")).stream()
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(cells -> cells[3].equals("TRUE"))
                .map(cells -> new ControlChart.Point(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), 1))
                .toList();
        List<ControlPoint> chart = ControlChart.ofProportions(trial, TEXTBOOK);

        assertThat(chart).hasSize(30).allSatisfy(point -> {
            assertThat(point.kind()).isEqualTo(ControlPoint.Kind.P);
            assertThat(point.centre()).isCloseTo(.231333, within(.0000005));
            assertThat(point.lower()).isCloseTo(.052428, within(.0000005));
            assertThat(point.upper()).isCloseTo(.410239, within(.0000005));
        });
        assertThat(completing(BEYOND_3_SIGMA, chart)).containsExactly(15, 23);
    }

    @Test
    void computersHaveThePublishedLimits() throws IOException {
        List<ControlChart.Point> samples =
                Files.readAllLines(SharedFolder.of("real/statistics/pcmanufact.txt")).stream()
                        .skip(1)
                        .map(line -> line.trim().split("\\s+"))
                        .map(cells ->
                                new ControlChart.Point(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), 1))
                        .toList();
        List<ControlPoint> chart = ControlChart.ofRates(samples, TEXTBOOK);

        assertThat(chart).hasSize(20).allSatisfy(point -> {
            assertThat(point.centre()).isCloseTo(1.93, within(1e-12));
            assertThat(point.lower()).isCloseTo(.066133, within(.0000005));
            assertThat(point.upper()).isCloseTo(3.793867, within(.0000005));
            assertThat(point.rules()).doesNotContain(BEYOND_3_SIGMA);
        });
    }

    /**
     * Twelve points of 100, alternately 10 and 30: p̄ .2, σ .04, z ∓2.5, moving ranges all 5, so σ_z = 5 ÷ 1.128 and the
     * limits are .2 ± 3·.04·4.4326.
     */
    @Test
    void overdispersedPhasesTakeLaneysLimits() {
        double[] events = new double[12];
        for (int i = 0; i < 12; i++) {
            events[i] = i % 2 == 0 ? 10 : 30;
        }
        List<ControlPoint> chart = ControlChart.ofProportions(points(100, events), ControlRules.STANDARD);
        assertThat(chart).allSatisfy(point -> {
            assertThat(point.kind()).isEqualTo(ControlPoint.Kind.P_LANEY);
            assertThat(point.sigmaZ()).isCloseTo(5 / 1.128, within(1e-12));
            assertThat(point.lower()).isZero();
            assertThat(point.upper()).isCloseTo(.2 + .12 * 5 / 1.128, within(1e-12));
            assertThat(point.provisional()).isFalse();
            assertThat(point.rules()).isEmpty();
        });
    }

    @Test
    void phasesShorterThanTwelveKeepPlainLimitsAndAreProvisional() {
        List<ControlPoint> chart = ControlChart.ofProportions(
                points(100, 10, 30, 10, 30, 10, 30, 10, 30, 10, 30, 20), ControlRules.STANDARD);
        assertThat(chart).allSatisfy(point -> {
            assertThat(point.kind()).isEqualTo(ControlPoint.Kind.P);
            assertThat(point.upper()).isCloseTo(.32, within(1e-12));
            assertThat(point.provisional()).isTrue();
        });
    }

    @Test
    void underdispersedRatesTakeLaneysLimits() {
        double[] events = new double[12];
        for (int i = 0; i < 12; i++) {
            events[i] = i % 2 == 0 ? 99 : 101;
        }
        ControlPoint first =
                ControlChart.ofRates(points(10, events), ControlRules.STANDARD).get(0);
        // ū 10, σ 1, z ∓0.1, σ_z 0.2 ÷ 1.128
        assertThat(first.kind()).isEqualTo(ControlPoint.Kind.U_LANEY);
        assertThat(first.sigmaZ()).isCloseTo(.2 / 1.128, within(1e-12));
        assertThat(first.upper()).isCloseTo(10 + 3 * .2 / 1.128, within(1e-12));
        assertThat(first.times(100).upper()).isCloseTo(1000 + 300 * .2 / 1.128, within(1e-9));
    }

    @Test
    void limitsFollowTheExposureOfEachPointAndStayInRange() {
        List<ControlPoint> chart = ControlChart.ofProportions(
                List.of(new ControlChart.Point(9, 10, 1), new ControlChart.Point(81, 90, 1)), ControlRules.STANDARD);
        assertThat(chart.get(0).centre()).isCloseTo(.9, within(1e-15));
        assertThat(chart.get(0).upper()).isEqualTo(1);
        assertThat(chart.get(0).lower()).isCloseTo(.9 - 3 * Math.sqrt(.09 / 10), within(1e-12));
        assertThat(chart.get(1).lower()).isCloseTo(.9 - 3 * Math.sqrt(.09 / 90), within(1e-12));
    }

    @Test
    void whereNothingEverHappensLimitsAreTheCentreAndNothingIsMarked() {
        List<ControlPoint> chart =
                ControlChart.ofRates(points(10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), ControlRules.STANDARD);
        assertThat(chart).allSatisfy(point -> {
            assertThat(point.upper()).isZero();
            assertThat(point.sigmaZ()).isNull();
            assertThat(point.rules()).isEmpty();
        });
    }

    @Test
    void eightInARowOnOneSideAreARunAndEachFurtherPointProlongsIt() {
        // Nine at 11, nine at 9: the mean is 10.
        double[] events = DoubleStream.concat(
                        DoubleStream.generate(() -> 11).limit(9),
                        DoubleStream.generate(() -> 9).limit(9))
                .toArray();
        assertThat(completing(RUN_OF_8, ControlChart.ofRates(points(1, events), TEXTBOOK)))
                .containsExactly(8, 9, 17, 18);
    }

    @Test
    void aPointOnTheCentreLineEndsARun() {
        // Seven at 11, one at 10, one at 11, then eight at 9: the mean is 10.
        double[] events = {11, 11, 11, 11, 11, 11, 11, 10, 11, 9, 9, 9, 9, 9, 9, 9, 9};
        assertThat(completing(RUN_OF_8, ControlChart.ofRates(points(1, events), TEXTBOOK)))
                .containsExactly(17);
    }

    @Test
    void sixRisingAreATrendAndATieEndsIt() {
        assertThat(completing(TREND_OF_6, ControlChart.ofRates(points(1, 10, 11, 12, 13, 14, 15, 16, 9), TEXTBOOK)))
                .containsExactly(6, 7);
        assertThat(completing(
                        TREND_OF_6, ControlChart.ofRates(points(1, 10, 11, 12, 13, 13, 14, 15, 16, 17), TEXTBOOK)))
                .isEmpty();
        assertThat(completing(TREND_OF_6, ControlChart.ofRates(points(1, 13, 13, 14, 15, 16, 17, 18), TEXTBOOK)))
                .containsExactly(7);
        assertThat(completing(TREND_OF_6, ControlChart.ofRates(points(1, 15, 14, 13, 12, 11, 10), TEXTBOOK)))
                .containsExactly(6);
    }

    /** Centre 100, σ 10: 121 and 79 lie beyond 2σ, 100 on the line. */
    @Test
    void twoOfThreeNeedTheJudgedPointAndOneSide() {
        List<Double> events = new ArrayList<>(Collections.nCopies(20, 100.0));
        events.set(3, 121.0);
        events.set(5, 121.0); // with point 4: marked
        events.set(7, 79.0); // alone on its side
        events.set(12, 79.0); // too far from point 8
        List<ControlPoint> chart = ControlChart.ofRates(
                points(1, events.stream().mapToDouble(Double::doubleValue).toArray()), TEXTBOOK);
        assertThat(chart.get(0).centre()).isEqualTo(100);
        assertThat(completing(TWO_OF_THREE, chart)).containsExactly(6);
    }

    @Test
    void phasesHaveTheirOwnCentreAndRunsDoNotReachAcross() {
        List<ControlChart.Point> points = new ArrayList<>();
        double[] before = {12, 8, 12, 8, 12, 8, 12, 8, 12, 8, 12, 8, 8, 8, 8, 8, 12, 12, 12, 12};
        for (double x : before) {
            points.add(new ControlChart.Point(x, 10, 1));
        }
        double[] after = {6, 6, 6, 6, 2, 2, 2, 2};
        for (double x : after) {
            points.add(new ControlChart.Point(x, 10, 2));
        }
        List<ControlPoint> chart = ControlChart.ofRates(points, TEXTBOOK);
        assertThat(chart.get(19).centre()).isCloseTo(1.0, within(1e-15));
        assertThat(chart.get(20).centre()).isCloseTo(0.4, within(1e-15));
        assertThat(chart.get(20).provisional()).isTrue();
        assertThat(completing(RUN_OF_8, chart)).isEmpty();
    }

    @Test
    void phasesMustRise() {
        List<ControlChart.Point> points = List.of(new ControlChart.Point(1, 1, 2), new ControlChart.Point(1, 1, 1));
        assertThatThrownBy(() -> ControlChart.ofRates(points, TEXTBOOK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Phases follow each other in rising order, but 1 comes after 2.");
    }

    @Test
    void eventsAreRareBelowOneAPoint() {
        assertThat(ControlChart.isRare(points(50, 0, 1, 2, 0))).isTrue();
        assertThat(ControlChart.isRare(points(50, 0, 2, 2, 0))).isFalse();
    }

    /** Gaps whose 3.6th roots are 1, 2, 1, 2: mean 1.5, moving range 1. */
    @Test
    void daysBetweenRareEventsAreJudgedOnNelsonsScale() {
        double two = Math.pow(2, 3.6);
        List<ControlPoint> chart = ControlChart.ofDaysBetween(
                List.of(
                        new ControlChart.Gap(1, 1),
                        new ControlChart.Gap(two, 1),
                        new ControlChart.Gap(1, 1),
                        new ControlChart.Gap(two, 1)),
                ControlRules.STANDARD);
        assertThat(chart).allSatisfy(point -> {
            assertThat(point.kind()).isEqualTo(ControlPoint.Kind.T);
            assertThat(point.centre()).isCloseTo(Math.pow(1.5, 3.6), within(1e-12));
            assertThat(point.lower()).isZero();
            assertThat(point.upper()).isCloseTo(Math.pow(1.5 + 3 / 1.128, 3.6), within(1e-9));
            assertThat(point.rules()).isEmpty();
        });
        assertThat(chart.get(1).value()).isCloseTo(two, within(1e-12));
    }

    @Test
    void aLoneGapHasNoLimitsOfItsOwn() {
        ControlPoint lone = ControlChart.ofDaysBetween(List.of(new ControlChart.Gap(30, 1)), ControlRules.STANDARD)
                .get(0);
        assertThat(lone.upper()).isCloseTo(30, within(1e-9));
        assertThat(lone.rules()).isEmpty();
    }
}
