package daybreak.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import daybreak.schemas.matching.Matching;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The parts and the whole against values worked out by hand from metrics.md, Match score. */
class MatchScoreTest {

    private static final MatchScore SCORE = new MatchScore(Matching.load().weights());

    @Test
    void aHomeThatMeetsAllIsWorthHundred() {
        assertThat(SCORE.of(wish(), home("滨江", 2L, 90.0, 2020L, 3_500_000.0, Set.of("metro"))))
                .isEqualTo(100);
    }

    @Test
    void theEdgesOfBudgetAndAreaAreInside() {
        assertThat(SCORE.of(wish(), home("滨江", 3L, 80.0, 2016L, 3_000_000.0, Set.of("metro"))))
                .isEqualTo(100);
        assertThat(SCORE.of(wish(), home("滨江", 2L, 100.0, 2016L, 4_000_000.0, Set.of("metro"))))
                .isEqualTo(100);
    }

    @Test
    void partsAreWeighedAndAddedUp() {
        // price 1 − 300/600, district by its share, one room off, area 1 − 10/20, one wish of two, too old:
        // (15 + 5 + 7.5 + 5 + 5 + 0) of the 90 that are stated.
        assertThat(SCORE.of(wish(), home("萧山", 4L, 110.0, 2000L, 4_300_000.0, Set.of("metro"))))
                .isCloseTo(100 * 37.5 / 90, within(1e-12));
        // price 1 − 450/900, an unknown district, two rooms off, area 1 − 8/16, no wish, just not too old.
        assertThat(SCORE.of(wish(), home("西湖", 5L, 72.0, 2011L, 2_550_000.0, Set.of())))
                .isCloseTo(100 * (15 + 0 + 0 + 5 + 0 + 5) / 90.0, within(1e-12));
    }

    @Test
    void aPartThatTheHomeCannotAnswerCountsAsMissed_butAPriceNotKnownDoesNotCount() {
        assertThat(SCORE.of(wish(), home(null, null, null, null, null, Set.of())))
                .isEqualTo(0);
        assertThat(SCORE.of(wish(), home("滨江", 2L, 90.0, 2020L, null, Set.of("metro"))))
                .isEqualTo(100);
    }

    @Test
    void newerIsToldByTheYearOfTheDay() {
        Home built2016 = home("滨江", 2L, 90.0, 2016L, 3_500_000.0, Set.of());
        assertThat(built2016.meets("newer", 2026)).isTrue();
        assertThat(built2016.meets("newer", 2027)).isFalse();
    }

    @Test
    void theWayToWorkIsReckonedFromTheGreatCircle() {
        // A tenth of a degree on the equator is 11.1195 km: 10 + 1.3 × 11.1195 × 3 = 53.366 minutes; of 40 to 60,
        // 13.366.
        Wish wish = new Wish(
                20_000, 2024, null, null, Set.of(), null, null, null, null, null, null, Set.of(), 40.0, 0.0, 0.1,
                List.of(), Map.of(), Set.of());
        Home home = new Home("L1", null, null, null, null, null, null, null, 0.0, 0.0, null, Set.of(), 0, 99_999);
        assertThat(SCORE.of(wish, home)).isCloseTo(33.17, within(0.005));
    }

    @Test
    void whoStatesNothingCannotBeJudged() {
        Wish nothing = new Wish(
                20_000, 2024, null, null, Set.of(), null, null, null, null, null, null, Set.of(), 40.0, null, null,
                List.of(), Map.of(), Set.of());
        assertThat(SCORE.of(nothing, home("滨江", 2L, 90.0, 2020L, 3_500_000.0, Set.of())))
                .isNaN();
    }

    /** 3 to 4 million in 滨江, two or three rooms, 80 to 100 m², by the metro and newer, at most 15 years old. */
    private static Wish wish() {
        return new Wish(
                20_779,
                2026,
                3_000_000.0,
                4_000_000.0,
                Set.of("滨江"),
                2L,
                3L,
                80.0,
                100.0,
                15.0,
                null,
                Set.of(),
                null,
                null,
                null,
                List.of("metro", "newer"),
                Map.of("萧山", 0.25),
                Set.of());
    }

    private static Home home(
            @Nullable String district,
            @Nullable Long rooms,
            @Nullable Double area,
            @Nullable Long builtYear,
            @Nullable Double price,
            Set<String> meets) {
        return new Home("L1", district, rooms, area, builtYear, null, null, price, null, null, null, meets, 0, 99_999);
    }
}
