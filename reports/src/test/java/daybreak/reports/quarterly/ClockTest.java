package daybreak.reports.quarterly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.reports.quarterly.CensoredTimes.Time;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTest {

    private static final double HOUR = 3_600;

    @Test
    void theLastMomentOfAPromiseIsInTime() {
        CensoredTimes times = new CensoredTimes(List.of(
                new Time(0, true),
                new Time(2 * HOUR, true),
                new Time(2 * HOUR + 1, true),
                new Time(24 * HOUR, true),
                new Time(24 * HOUR + 1, true),
                new Time(500 * HOUR, true),
                new Time(9 * HOUR, false)));
        assertThat(Clock.RESPONSE.histogram(times)).containsExactly(2, 1, 0, 0, 0, 0, 1, 1, 0, 1);
        assertThat(Clock.RESPONSE.promise()).isEqualTo(7);
        assertThat(Clock.PLAN.promise()).isEqualTo(6);
    }

    /** Times 1, 2+, 3, 4+, 5: survival 0.8, 0.8·2/3 = 0.5333, 0. */
    @Test
    void quantilesAreTheSmallestTimesAtWhichEnoughHaveEnded() {
        CensoredTimes times = new CensoredTimes(List.of(
                new Time(5, true), new Time(3, true), new Time(4, false), new Time(1, true), new Time(2, false)));
        assertThat(times.quantile(0.2)).hasValue(1);
        assertThat(times.quantile(0.4)).hasValue(3);
        assertThat(times.quantile(0.5)).hasValue(5);
    }

    @Test
    void atEqualTimesEndsComeBeforeCensoringsAndAQuantileMayNotBeReached() {
        CensoredTimes times = new CensoredTimes(List.of(new Time(1, false), new Time(1, true), new Time(2, false)));
        assertThat(times.quantile(1 / 3.0)).hasValue(1);
        assertThat(times.quantile(0.5)).isEmpty();
        assertThat(new CensoredTimes(List.of()).quantile(0.5)).isEmpty();
    }

    @Test
    void aPlanBeforeTheAnswerTookNoTime() {
        ZonedDateTime answer = ZonedDateTime.parse("2026-07-01T10:00:00+08:00");
        assertThat(Time.between(answer, answer.minusHours(1), answer.plusDays(1)))
                .isEqualTo(new Time(0, true));
        assertThat(Time.between(answer, null, answer.plusDays(1))).isEqualTo(new Time(24 * HOUR, false));
    }

    @Test
    void quartersBorderOnEachOther() {
        Quarter third = Quarter.of("2026-Q3");
        assertThat(third.from()).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(third.to()).isEqualTo(LocalDate.of(2026, 9, 30));
        assertThat(third.minus(3)).isEqualTo(new Quarter(2025, 4));
        assertThat(third.minus(-2)).isEqualTo(new Quarter(2027, 1));
        assertThat(third.minus(4).period()).isEqualTo("2025-Q3");
    }
}
