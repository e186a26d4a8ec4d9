package daybreak.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against sums of the probabilities themselves. */
class TailsTest {

    @Test
    void fewOfAPoissonCount() {
        assertThat(Tails.poissonAtMost(0, 9.2)).isCloseTo(Math.exp(-9.2), within(1e-15));
        assertThat(Tails.poissonAtMost(3, 10)).isCloseTo(Math.exp(-10) * (1 + 10 + 50 + 1000.0 / 6), within(1e-15));
    }

    @Test
    void manyOfABinomialCount() {
        assertThat(Tails.binomialAtLeast(7, 10, 0.5)).isCloseTo((120 + 45 + 10 + 1) / 1024.0, within(1e-14));
        assertThat(Tails.binomialAtLeast(2, 3, 0.1)).isCloseTo(3 * 0.01 * 0.9 + 0.001, within(1e-15));
        assertThat(Tails.binomialAtLeast(0, 5, 0.3)).isEqualTo(1);
        assertThat(Tails.binomialAtLeast(5, 5, 0.3)).isCloseTo(Math.pow(0.3, 5), within(1e-15));
    }

    @Test
    void whatIsNoCountIsRefused() {
        assertThatThrownBy(() -> Tails.poissonAtMost(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tails.poissonAtMost(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tails.binomialAtLeast(4, 3, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
