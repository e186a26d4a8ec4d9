package daybreak.reports.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    @Test
    void anEntityThatCameEveryDayIsStaleAfterThreeDaysOfSilence() {
        assertThat(Intake.Rhythm.of(every(1, SUNDAY.minusDays(2)), SUNDAY).isBroken())
                .isFalse();
        assertThat(Intake.Rhythm.of(every(1, SUNDAY.minusDays(3)), SUNDAY)).isEqualTo(new Intake.Rhythm(9, 1, 3));
        assertThat(Intake.Rhythm.of(every(1, SUNDAY.minusDays(3)), SUNDAY).isBroken())
                .isTrue();
    }

    @Test
    void anEntityThatComesOnceAMonthIsNotStaleAfterTwoMonthsButADayLater() {
        assertThat(Intake.Rhythm.of(every(30, SUNDAY.minusDays(60)), SUNDAY).isBroken())
                .isFalse();
        assertThat(Intake.Rhythm.of(every(30, SUNDAY.minusDays(61)), SUNDAY).isBroken())
                .isTrue();
    }

    @Test
    void withTwentyGapsTheLongestIsTheBound() {
        List<LocalDate> weekly = IntStream.rangeClosed(0, 20)
                .mapToObj(i -> SUNDAY.minusDays(8 + 7L * (20 - i)))
                .toList();
        assertThat(Intake.Rhythm.of(weekly, SUNDAY)).isEqualTo(new Intake.Rhythm(20, 7, 8));
        assertThat(Intake.Rhythm.of(weekly, SUNDAY).isBroken()).isTrue();
        assertThat(Intake.Rhythm.of(weekly.subList(1, 21), SUNDAY).isBroken()).isFalse();
    }

    @Test
    void anEntityThatHardlyEverChangesHasNoRhythmToJudgeBy() {
        List<LocalDate> threeChanges = List.of(SUNDAY.minusDays(180), SUNDAY.minusDays(120), SUNDAY.minusDays(59));
        assertThat(Intake.Rhythm.of(threeChanges, SUNDAY)).isEqualTo(new Intake.Rhythm(2, 61, 59));
        assertThat(Intake.Rhythm.of(threeChanges, SUNDAY).isBroken()).isFalse();
        assertThat(Intake.Rhythm.of(List.of(), SUNDAY).isBroken()).isFalse();
    }

    @Test
    void aSilenceOfLongAgoDoesNotExcuseOneOfToday() {
        List<LocalDate> interruptedTwoYearsAgo = Stream.concat(
                        every(1, SUNDAY.minusDays(800)).stream(), every(1, SUNDAY.minusDays(5)).stream())
                .toList();
        assertThat(Intake.Rhythm.of(interruptedTwoYearsAgo, SUNDAY).isBroken()).isTrue();
    }

    /** Ten days with rows, so many days apart, the last one given. */
    private static List<LocalDate> every(int days, LocalDate last) {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(i -> last.minusDays((10L - i) * days))
                .toList();
    }
}
