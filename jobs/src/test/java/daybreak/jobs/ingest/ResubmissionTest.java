package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResubmissionTest {

    private static final List<String> HEADER =
            List.of("daybreak_day", "daybreak_file", "daybreak_row", "daybreak_reason", "lead_id");

    private final Resubmission again = Objects.requireNonNull(Resubmission.in(HEADER));

    @Test
    void everyCellComesBackAsItWasAndNoneCanBeRun() {
        List<String> cells = List.of(
                "=1+1", "'=x", "''", "'", "", "-5", "-5.25", "-x", "+86 1", "@a", "\tx", "＝1", "o'clock", "\n=1", "'-5",
                "x\ny");
        List<String> guarded = cells.stream().map(Resubmission::guarded).toList();
        assertThat(guarded)
                .containsExactly(
                        "'=1+1", "''=x", "'''", "''", "", "-5", "-5.25", "'-x", "'+86 1", "'@a", "'\tx", "'＝1",
                        "o'clock", "'\n=1", "''-5", "x\ny");
        assertThat(Resubmission.unguarded(guarded)).isEqualTo(cells);
    }

    @Test
    void aRowSaysWhichRowItCorrectsAlsoAfterASpreadsheetWroteTheDayItsWay() {
        assertThat(origin("2026-11-09", "leads.csv", "12"))
                .isEqualTo(new Resubmission.Origin(LocalDate.parse("2026-11-09"), "leads.csv", 12));
        assertThat(origin("2026/1/5", "2026-01-02/leads-1.csv.gz", "2"))
                .isEqualTo(new Resubmission.Origin(LocalDate.parse("2026-01-05"), "2026-01-02/leads-1.csv.gz", 2));
    }

    @Test
    void whatIsNoNameOfAFileIsNotKept() {
        assertThat(origin("2026-11-09", "13900000000", "12")).isNull();
        assertThat(origin("2026-11-09", "somebody/leads.csv", "12")).isNull();
        assertThat(origin("2026-02-30", "leads.csv", "12")).isNull();
        assertThat(origin("2026-11-09", "leads.csv", "twelve")).isNull();
        assertThat(again.origin(List.of("2026-11-09"))).isNull();
    }

    @Test
    void aFaultOfTheFormStandsUntilItsReasonIsEmptied() {
        assertThat(Arrays.stream(RefusalCode.values())
                        .filter(code ->
                                again.standing(List.of("", "", "", code.name() + " leads.csv, line 2: ...", "L1"))
                                        != null))
                .containsExactly(
                        RefusalCode.CELL_COUNT,
                        RefusalCode.MALFORMED_QUOTES,
                        RefusalCode.MALFORMED_TEXT,
                        RefusalCode.RECORD_TOO_LONG,
                        RefusalCode.SECOND_TABLE,
                        RefusalCode.DIGITS_LOST,
                        RefusalCode.CELL_ERROR,
                        RefusalCode.NOT_CALCULATED);
        assertThat(again.standing(List.of("", "", "", " ", "L1"))).isNull();
        Refusal standing = again.standing(List.of("", "", "", "DIGITS_LOST", "L1"));
        assertThat(standing)
                .isEqualTo(new Refusal(
                        null,
                        RefusalCode.DIGITS_LOST,
                        "the row compared with its source, and then daybreak_reason emptied"));
    }

    @Test
    void aFileWithoutTheColumnsIsNone() {
        assertThat(Resubmission.in(List.of("lead_id", "daybreak_day"))).isNull();
        assertThat(Resubmission.in(List.of("daybreak_row", " daybreak_day", "lead_id", "daybreak_file")))
                .isEqualTo(new Resubmission(1, 3, 0, -1));
    }

    private Resubmission.@Nullable Origin origin(String day, String file, String row) {
        return again.origin(List.of(day, file, row, "", "L1"));
    }
}
