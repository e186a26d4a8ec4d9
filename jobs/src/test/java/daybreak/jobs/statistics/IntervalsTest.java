package daybreak.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    private static final Offset<Double> FOUR_DIGITS = within(0.00005);
    private static final Offset<Double> SIX_DIGITS = within(0.0000005);

    private static void assertInterval(Interval interval, double low, double high, Offset<Double> offset) {
        assertThat(interval.low()).isCloseTo(low, offset);
        assertThat(interval.high()).isCloseTo(high, offset);
    }

    @Test
    void wilsonGivesThePublishedIntervals() {
        assertInterval(WilsonInterval.of(81, 263), .2553, .3662, FOUR_DIGITS);
        assertInterval(WilsonInterval.of(0, 20), 0, .1611, FOUR_DIGITS);
        assertInterval(WilsonInterval.of(18, 20), .6990, .9721, FOUR_DIGITS);
    }

    @Test
    void wilsonOfNoneBeginsAtZeroAndOfAllEndsAtOne() {
        assertThat(WilsonInterval.of(0, 7).low()).isZero();
        assertThat(WilsonInterval.of(7, 7).high()).isEqualTo(1);
        assertThat(WilsonInterval.of(0, 7).high())
                .isCloseTo(1 - WilsonInterval.of(7, 7).low(), within(1e-15));
    }

    @Test
    void wilsonRefusesWhatIsNoProportion() {
        assertThatThrownBy(() -> WilsonInterval.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WilsonInterval.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WilsonInterval.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The tables of Garwood (1936), and {@code poisson.test(137, 24.19893)} of R. */
    @Test
    void garwoodGivesThePublishedIntervals() {
        assertInterval(PoissonInterval.of(0), 0, 3.688879, SIX_DIGITS);
        assertInterval(PoissonInterval.of(1), 0.025318, 5.571643, SIX_DIGITS);
        assertInterval(PoissonInterval.of(5), 1.623486, 11.668332, SIX_DIGITS);
        assertInterval(PoissonInterval.of(10), 4.795389, 18.390356, SIX_DIGITS);
        assertInterval(PoissonInterval.of(137, 24.19893), 4.753125, 6.692709, SIX_DIGITS);
    }

    @Test
    void garwoodWithoutEventsEndsAtTheLogarithmOfForty() {
        assertThat(PoissonInterval.of(0).high()).isCloseTo(Math.log(40), within(1e-12));
    }

    @Test
    void garwoodIsNearTheNormalIntervalForManyEvents() {
        Interval interval = PoissonInterval.of(100_000);
        assertThat(interval.low()).isCloseTo(100_000 - 1.96 * Math.sqrt(100_000), within(3.0));
        assertThat(interval.high()).isCloseTo(100_000 + 1.96 * Math.sqrt(100_000), within(3.0));
    }

    /** {@code binom.test} of R: 10 of 20, and Mendel's 682 of 925. */
    @Test
    void clopperPearsonGivesThePublishedIntervals() {
        assertInterval(ClopperPearson.of(10, 20), 0.2719578, 0.7280422, within(0.00000005));
        assertInterval(ClopperPearson.of(682, 925), 0.7076683, 0.7654066, within(0.00000005));
    }

    @Test
    void clopperPearsonWithoutSuccessesHasAClosedForm() {
        assertInterval(ClopperPearson.of(0, 20), 0, 1 - Math.pow(0.025, 1 / 20.0), within(1e-12));
        assertInterval(ClopperPearson.of(20, 20), Math.pow(0.025, 1 / 20.0), 1, within(1e-12));
    }
}
