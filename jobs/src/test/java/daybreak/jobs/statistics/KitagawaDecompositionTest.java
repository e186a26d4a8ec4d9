package daybreak.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import daybreak.jobs.statistics.KitagawaDecomposition.Category;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KitagawaDecompositionTest {

    private static final Offset<Double> EXACT = within(1e-15);

    /**
     * Platform 10/50 → 6/20, referral 25/50 → 44/80. Rates .2 → .3 and .5 → .55, weights .5 → .2 and .5 → .8, total .35
     * → .50.
     */
    @Test
    void partsAreThoseWorkedByHandAndSumToTheChange() {
        KitagawaDecomposition split = KitagawaDecomposition.of(
                List.of(new Category("platform", 10, 50, 6, 20), new Category("referral", 25, 50, 44, 80)));
        assertThat(split.change()).isCloseTo(.15, EXACT);
        assertThat(split.parts().get(0).rate()).isCloseTo(.1 * .7 / 2, EXACT);
        assertThat(split.parts().get(0).mix()).isCloseTo(-.3 * .5 / 2, EXACT);
        assertThat(split.parts().get(1).rate()).isCloseTo(.05 * 1.3 / 2, EXACT);
        assertThat(split.parts().get(1).mix()).isCloseTo(.3 * 1.05 / 2, EXACT);
        assertThat(split.rate() + split.mix()).isCloseTo(.15, EXACT);
        assertThat(split.againstTotal()).isFalse();
    }

    @Test
    void aCategoryAbsentOnOneSideTakesTheOthersRate() {
        KitagawaDecomposition split = KitagawaDecomposition.of(
                List.of(new Category("platform", 10, 100, 10, 50), new Category("moments", 0, 0, 20, 50)));
        assertThat(split.parts().get(1).rate()).isZero();
        assertThat(split.parts().get(1).mix()).isCloseTo(.5 * .4, EXACT);
        assertThat(split.rate() + split.mix()).isCloseTo(split.change(), EXACT);
    }

    /** Both channels rise, but the weak one swells and the total falls. */
    @Test
    void everyCategoryAgainstTheTotalIsSaid() {
        KitagawaDecomposition split = KitagawaDecomposition.of(
                List.of(new Category("weak", 1, 10, 18, 90), new Category("strong", 72, 90, 9, 10)));
        assertThat(split.change()).isCloseTo(.27 - .73, EXACT);
        assertThat(split.againstTotal()).isTrue();
    }

    @Test
    void aPeriodWithoutDenominatorIsRefused() {
        List<Category> categories = List.of(new Category("platform", 0, 0, 1, 2));
        assertThatThrownBy(() -> KitagawaDecomposition.of(categories))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Nothing to split: a period has no denominator.");
    }

    @Test
    void shownPartsSumToTheShownWhole() {
        assertThat(LargestRemainder.round(List.of(1.24, 1.24, 1.24), 1))
                .containsExactly(new BigDecimal("1.3"), new BigDecimal("1.2"), new BigDecimal("1.2"));
        assertThat(LargestRemainder.round(List.of(3.5, -0.75, -0.05), 1))
                .containsExactly(new BigDecimal("3.5"), new BigDecimal("-0.7"), new BigDecimal("-0.1"));
        assertThat(LargestRemainder.round(List.of(0.05), 1)).containsExactly(new BigDecimal("0.1"));
    }
}
