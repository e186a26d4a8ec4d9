package daybreak.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.schemas.matching.Matching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search finds what looking at every home finds, ties and blanks included. */
class HomeIndexTest {

    private static final MatchScore SCORE = new MatchScore(Matching.load().weights());
    private static final int OFFERED = 3;
    private static final double LEAST = 60;
    private static final List<String> DISTRICTS = List.of("滨江", "萧山", "西湖", "上城", "拱墅");
    private static final List<String> TAGS = List.of("metro", "newer", "school", "park", "quiet", "lift");

    private final Random random = new Random(20261122);

    @Test
    void theSearchFindsWhatLookingAtEveryHomeFinds() {
        List<Home> homes = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            homes.add(home(i));
        }
        HomeIndex index = new HomeIndex(homes, SCORE, OFFERED, LEAST);
        int offered = 0;
        for (int i = 0; i < 1_000; i++) {
            Wish wish = wish();
            List<String> best = index.best(wish);
            assertThat(best).as("%s", wish).isEqualTo(byLookingAtAll(wish, homes));
            offered += best.size();
        }
        // Wishes that nothing meets and wishes that much meets are both among them.
        assertThat(offered).isBetween(1_000, 2_900);
    }

    private static List<String> byLookingAtAll(Wish wish, List<Home> homes) {
        Map<Home, Double> scores = new HashMap<>();
        for (Home home : homes) {
            boolean stands = home.standsFrom() <= wish.day() && wish.day() < home.goneFrom();
            Double most = wish.budgetMax();
            boolean tooDear = most != null && (home.price() == null || home.price() > 1.2 * most);
            double score = SCORE.of(wish, home);
            if (stands && !tooDear && !wish.declined().contains(home.listingId()) && score >= LEAST) {
                scores.put(home, score);
            }
        }
        return scores.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Home, Double>>comparingDouble(entry -> -entry.getValue())
                        .thenComparingLong(entry -> newestFirst(entry.getKey().listedAt()))
                        .thenComparing(entry -> entry.getKey().listingId()))
                .limit(OFFERED)
                .map(entry -> entry.getKey().listingId())
                .toList();
    }

    private static long newestFirst(@Nullable Long listedAt) {
        return listedAt == null ? Long.MIN_VALUE : -listedAt;
    }

    // Coarse steps, so that many scores are equal.

    private Home home(int number) {
        int from = random.nextInt(20);
        return new Home(
                "L%04d".formatted(number),
                maybe(any(DISTRICTS)),
                maybe((long) (1 + random.nextInt(5))),
                maybe(50.0 + 10 * random.nextInt(10)),
                maybe(1996 + 5L * random.nextInt(7)),
                maybe(2.0 + random.nextInt(3)),
                maybe(any(List.of("甲物业", "乙物业"))),
                maybe(1_000_000.0 + 250_000 * random.nextInt(24)),
                maybe(30.1 + 0.02 * random.nextInt(8)),
                maybe(120.1 + 0.02 * random.nextInt(8)),
                maybe((long) random.nextInt(4)),
                some(TAGS),
                from,
                from + 1 + random.nextInt(20));
    }

    private Wish wish() {
        double low = 1_000_000.0 + 500_000 * random.nextInt(10);
        long rooms = 1L + random.nextInt(4);
        double area = 50.0 + 10 * random.nextInt(8);
        Set<String> declined = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            declined.add("L%04d".formatted(random.nextInt(1_500)));
        }
        return new Wish(
                5 + random.nextInt(20),
                2026,
                maybe(low),
                // Now and then below the least: whoever typed it meant something else, but it must not be lost.
                maybe(low + 500_000 * (random.nextInt(5) - 1)),
                some(DISTRICTS),
                maybe(rooms),
                maybe(rooms + random.nextInt(2)),
                maybe(area),
                maybe(area + 10 * random.nextInt(4)),
                maybe(5.0 * (1 + random.nextInt(4))),
                maybe(2.0 + random.nextInt(2)),
                random.nextInt(3) == 0 ? Set.of("甲物业") : Set.of(),
                maybe(15.0 * (1 + random.nextInt(3))),
                maybe(30.15),
                maybe(120.15),
                List.copyOf(some(TAGS)),
                Map.of(any(DISTRICTS), 0.25, "余杭", 0.5),
                declined);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Set<String> some(List<String> values) {
        Set<String> some = new HashSet<>();
        values.forEach(value -> {
            if (random.nextInt(3) == 0) {
                some.add(value);
            }
        });
        return some;
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(8) == 0 ? null : value;
    }
}
