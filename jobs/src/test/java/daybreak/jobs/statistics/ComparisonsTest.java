package daybreak.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ComparisonsTest {

    /** Fisher's tea: 3 of 4 against 1 of 4. Tables 0..4 weigh 1, 16, 36, 16, 1 of 70; all but the middle count. */
    @Test
    void fisherOnTheLadyTastingTea() {
        assertThat(FisherExact.p(3, 4, 1, 4)).isCloseTo(34 / 70.0, within(1e-15));
        assertThat(FisherExact.p(2, 4, 2, 4)).isCloseTo(1, within(1e-15));
        assertThat(FisherExact.p(4, 4, 0, 4)).isCloseTo(2 / 70.0, within(1e-15));
    }

    /** Convictions of like-sex twins of criminals, R's {@code fisher.test} example: p = 0.0005367. */
    @Test
    void fisherOnTheTwins() {
        assertThat(FisherExact.p(2, 17, 10, 13)).isCloseTo(0.0005367, within(0.00000005));
        assertThat(FisherExact.p(10, 13, 2, 17)).isCloseTo(0.0005367, within(0.00000005));
    }

    @Test
    void fisherHoldsForCountsWhoseFactorialsOverflow() {
        double normal = FisherExact.p(50_000, 200_000, 50_400, 200_000);
        // z of the two proportions is 1.4586; the exact test lies near its two-sided tail.
        assertThat(normal).isCloseTo(0.1456, within(0.002));
        assertThat(FisherExact.p(10_000, 20_000, 15_000, 20_000)).isZero();
    }

    @Test
    void fisherOfAnEmptySideTellsNothing() {
        assertThat(FisherExact.p(0, 0, 5, 9)).isEqualTo(1);
        assertThat(FisherExact.p(0, 9, 0, 4)).isEqualTo(1);
        assertThatThrownBy(() -> FisherExact.p(5, 4, 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The fifteen p-values of Benjamini and Hochberg (1995): four are called at 5 %. */
    @Test
    void benjaminiHochbergCallsFourOfTheirFifteen() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000
        };
        assertThat(BenjaminiHochberg.called(0.05, p))
                .containsExactly(
                        true, true, true, true, false, false, false, false, false, false, false, false, false, false,
                        false);
        assertThat(BenjaminiHochberg.adjusted(p)[3]).isCloseTo(0.0095 * 15 / 4, within(1e-15));
    }

    @Test
    void benjaminiHochbergKeepsTheOrderGivenAndStepsUp() {
        assertThat(BenjaminiHochberg.adjusted(0.04, 0.01, 0.05, 0.03, 0.02))
                .containsExactly(new double[] {0.05, 0.05, 0.05, 0.05, 0.05}, within(1e-15));
        // 0.06 fails its own step, but 0.07 passes as the largest, and takes it along.
        assertThat(BenjaminiHochberg.called(0.07, 0.06, 0.07)).containsExactly(true, true);
        assertThat(BenjaminiHochberg.adjusted()).isEmpty();
    }

    /** R's example of {@code poisson.test}: 11 in 800 against 21 in 3,011 person-years. */
    @Test
    void ratesAreComparedAsInR() {
        RateComparison comparison = RateComparison.of(11, 800, 6 + 8 + 7, 1083 + 1050 + 878);
        assertThat(comparison.ratio()).isCloseTo(1.971488, within(0.0000005));
        assertThat(comparison.interval().low()).isCloseTo(0.8584264, within(0.00000005));
        assertThat(comparison.interval().high()).isCloseTo(4.2772659, within(0.00000005));
        assertThat(comparison.p()).isCloseTo(0.07967, within(0.000005));
    }

    /** Equal exposures, 3 against 0: of eight outcomes two are as extreme. */
    @Test
    void threeAgainstNoneIsOneInFour() {
        RateComparison comparison = RateComparison.of(3, 10, 0, 10);
        assertThat(comparison.p()).isCloseTo(0.25, within(1e-15));
        assertThat(comparison.ratio()).isInfinite();
        assertThat(comparison.interval().high()).isInfinite();
    }

    @Test
    void withoutEventsNothingIsKnownOfTheRatio() {
        RateComparison comparison = RateComparison.of(0, 10, 0, 20);
        assertThat(comparison.ratio()).isNaN();
        assertThat(comparison.interval()).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
        assertThat(comparison.p()).isEqualTo(1);
    }
}
