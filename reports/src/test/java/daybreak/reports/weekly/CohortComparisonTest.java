package daybreak.reports.weekly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CohortComparisonTest {

    @Test
    void theWilsonIntervalAgreesWithPublishedValues() {
        assertThat(CohortComparison.wilson(81, 263)).containsExactly(new double[] {.2553, .3662}, within(5e-5));
        assertThat(CohortComparison.wilson(0, 20)).containsExactly(new double[] {0, .1611}, within(5e-5));
        assertThat(CohortComparison.wilson(18, 20)).containsExactly(new double[] {.6990, .9721}, within(5e-5));
    }

    @Test
    void fishersTestAgreesWithPublishedValues() {
        // The lady tasting tea, and R's example of criminal twins (fisher.test(Convictions)).
        assertThat(CohortComparison.fisher(3, 4, 1, 4)).isCloseTo(0.4857, within(5e-5));
        assertThat(CohortComparison.fisher(2, 17, 10, 13)).isCloseTo(0.0005367, within(5e-8));
        assertThat(CohortComparison.fisher(0, 0, 3, 10)).isEqualTo(1);
    }

    @Test
    void callsAreMadeAfterBenjaminiHochbergOverTheTestsThatWereMade() {
        List<@Nullable Double> p = new ArrayList<>(List.of(0.03, 0.20, 0.045, 0.09));
        p.add(null);

        assertThat(CohortComparison.called(p)).containsExactly(true, false, true, false, false);
    }
}
