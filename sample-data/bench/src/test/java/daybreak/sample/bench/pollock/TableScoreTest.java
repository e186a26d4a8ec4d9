package daybreak.sample.bench.pollock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableScoreTest {

    private static final List<List<String>> CLEAN =
            List.of(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));

    @Test
    void aTableLoadedAsItIsHasAllTenMeasures() {
        assertThat(TableScore.of(CLEAN, CLEAN).sum()).isEqualTo(10);
    }

    @Test
    void anEmptyTableIsLoadedByWhateverDoesNotFail() {
        assertThat(TableScore.of(List.of(), List.of()).sum()).isEqualTo(10);
        assertThat(TableScore.of(CLEAN, List.of()).sum()).isEqualTo(1);
    }

    @Test
    void aRefusedRecordCostsPrecisionAlone() {
        List<List<String>> loaded = List.of(CLEAN.get(0), CLEAN.get(1), CLEAN.get(3));
        // Records 2 of 3, cells 6 of 8; harmonic means 0.8 and 6/7.
        assertThat(TableScore.of(CLEAN, loaded).sum())
                .isEqualTo(1 + 3 + (2 / 3.0 + 1 + 0.8) + (0.75 + 1 + 6 / 7.0), within(1e-12));
    }

    @Test
    void cellsAreCountedAsOftenAsTheyAreThere() {
        List<List<String>> clean = List.of(List.of("x"), List.of("1"), List.of("1"));
        List<List<String>> loaded = List.of(List.of("x"), List.of("1"), List.of("1"), List.of("1"));
        assertThat(TableScore.of(clean, loaded).records()).isEqualTo(new TableScore.Agreement(1, 2 / 3.0));
        assertThat(TableScore.of(clean, loaded).cells()).isEqualTo(new TableScore.Agreement(1, 0.75));
    }

    @Test
    void whatIsMissingWithoutHavingBeenRefusedIsMisread() {
        List<List<String>> loaded = List.of(CLEAN.get(0), CLEAN.get(1), CLEAN.get(3));
        assertThat(new Loaded(loaded, null, List.of()).isMisread(CLEAN)).isTrue();
        assertThat(new Loaded(loaded, null, List.of("line 3")).isMisread(CLEAN)).isFalse();
    }

    @Test
    void whatIsThereAndShouldNotBeIsMisreadWhateverWasRefused() {
        List<List<String>> loaded = List.of(CLEAN.get(0), CLEAN.get(1), List.of("34", ""), CLEAN.get(3));
        assertThat(new Loaded(loaded, null, List.of("line 9")).isMisread(CLEAN)).isTrue();
    }

    @Test
    void aHeaderThatWasRefusedIsNotMisread() {
        List<List<String>> loaded = List.of(List.of("a b"), CLEAN.get(1), CLEAN.get(2), CLEAN.get(3));
        assertThat(new Loaded(loaded, "line 1: cell count", List.of()).isMisread(CLEAN))
                .isFalse();
        assertThat(new Loaded(loaded, null, List.of()).isMisread(CLEAN)).isTrue();
    }
}
