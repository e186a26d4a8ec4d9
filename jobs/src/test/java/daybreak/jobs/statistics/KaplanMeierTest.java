package daybreak.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import daybreak.jobs.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {

    /** Columns of lung.csv: inst, time, status (1 = died), age, sex. */
    private static KaplanMeier lung(Predicate<String[]> rows) throws IOException {
        return KaplanMeier.of(Files.readAllLines(SharedFolder.of("real/statistics/lung.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(rows)
                .mapToLong(cells -> lifetime(Long.parseLong(cells[1]), cells[2].equals("1")))
                .toArray());
    }

    /** Twice the microseconds, and one more for an event. */
    private static long lifetime(long seconds, boolean observed) {
        return seconds * 2_000_000 + (observed ? 1 : 0);
    }

    @Test
    void lungHasThePublishedMedians() throws IOException {
        KaplanMeier all = lung(cells -> true);
        assertThat(all.subjects()).isEqualTo(228);
        assertThat(all.events()).isEqualTo(165);
        assertThat(all.quantile(0.5)).hasValue(310);
        assertThat(all.quantileInterval(0.5)).contains(new Interval(285, 363));

        KaplanMeier men = lung(cells -> cells[4].equals("1"));
        assertThat(men.quantile(0.5)).hasValue(270);
        assertThat(men.quantileInterval(0.5)).contains(new Interval(212, 310));

        KaplanMeier women = lung(cells -> cells[4].equals("2"));
        assertThat(women.quantile(0.5)).hasValue(426);
        assertThat(women.quantileInterval(0.5)).contains(new Interval(348, 550));
    }

    /** Five lives: event at 1, censored at 2, event and censoring at 3, event at 5. */
    @Test
    void stepsAreThoseWorkedByHand() {
        KaplanMeier curve = KaplanMeier.of(new long[] {
            lifetime(5, true), lifetime(3, false), lifetime(3, true), lifetime(2, false), lifetime(1, true)
        });

        assertThat(curve.steps()).extracting(KaplanMeier.Step::seconds).containsExactly(1.0, 2.0, 3.0, 5.0);
        assertThat(curve.steps()).extracting(KaplanMeier.Step::atRisk).containsExactly(5L, 4L, 3L, 1L);
        assertThat(curve.steps()).extracting(KaplanMeier.Step::events).containsExactly(1L, 0L, 1L, 1L);
        assertThat(curve.steps()).extracting(KaplanMeier.Step::censored).containsExactly(0L, 1L, 1L, 0L);
        assertThat(curve.survivalAt(0.9)).isEqualTo(1);
        assertThat(curve.survivalAt(2.9)).isCloseTo(4 / 5.0, within(1e-15));
        assertThat(curve.survivalAt(3)).isCloseTo(8 / 15.0, within(1e-15));
        assertThat(curve.survivalAt(99)).isZero();

        KaplanMeier.Step third = curve.steps().get(2);
        double error = Math.sqrt(1 / 20.0 + 1 / 6.0);
        assertThat(third.low()).isCloseTo(8 / 15.0 * Math.exp(-1.959963984540054 * error), within(1e-12));
        assertThat(third.high()).isEqualTo(1);
        assertThat(curve.steps().get(3).low()).isNaN();
    }

    @Test
    void quantileIsTheFirstTimeAtWhichTheCurveHasFallenSoFar() {
        long[] ten =
                LongStream.rangeClosed(1, 10).map(i -> lifetime(i * 60, i <= 9)).toArray();
        KaplanMeier curve = KaplanMeier.of(ten);
        // S falls to 0.5 at the fifth event, but for rounding; no interpolation.
        assertThat(curve.quantile(0.5)).hasValue(300);
        assertThat(curve.quantile(0.9)).hasValue(540);
        assertThat(curve.quantile(0.95)).isEmpty();
    }

    @Test
    void withoutEventsNothingIsReached() {
        KaplanMeier curve = KaplanMeier.of(new long[] {lifetime(10, false), lifetime(20, false)});
        assertThat(curve.quantile(0.5)).isEmpty();
        assertThat(curve.quantileInterval(0.5)).isEmpty();
        assertThat(curve.survivalAt(30)).isEqualTo(1);
        assertThat(KaplanMeier.of(new long[0]).steps()).isEmpty();
    }

    @Test
    void aNegativeLifetimeIsRefusedAndTheArrayIsLeftAsItIs() {
        long[] unsorted = {lifetime(20, true), lifetime(10, false)};
        KaplanMeier.of(unsorted);
        assertThat(unsorted).containsExactly(40_000_001, 20_000_000);
        assertThatThrownBy(() -> KaplanMeier.of(new long[] {lifetime(1, true), -2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A lifetime is 0 or more, not -2.");
    }
}
