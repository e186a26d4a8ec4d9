package daybreak.reports.quarterly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.reports.chart.ControlChart;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.SopChange;
import daybreak.reports.mart.Verdict;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateChartTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 3);

    private static ControlPoint week(int number, int phase, @Nullable String change) {
        return new ControlPoint(
                "complaint_rate",
                "2026-W" + (32 + number),
                MONDAY.plusWeeks(number),
                "u",
                phase,
                change,
                1,
                100,
                1,
                1,
                0,
                2,
                true,
                List.of(),
                Verdict.NOISE,
                null);
    }

    private static SopChange change(String id, int day, String cause) {
        return new SopChange(id, LocalDate.of(2026, 8, day), cause, null, null);
    }

    @Test
    void changesThatBeginOnePhaseTogetherAreOneLineAndNoFlags() {
        List<ControlPoint> points = List.of(week(0, 1, null), week(1, 1, null), week(2, 2, "SOP-14, SOP-15"));
        assertThat(RateChart.changes(points, List.of(change("SOP-14", 12, "噪音"), change("SOP-15", 14, "渗漏")), null))
                .containsExactly(new ControlChart.Change(2, "SOP-14, SOP-15", true));
    }

    @Test
    void aChangeThatBeganNoPhaseIsAFlagAtItsFirstWholeWeek() {
        List<ControlPoint> points = List.of(week(0, 1, null), week(1, 1, null), week(2, 1, null));
        assertThat(RateChart.changes(points, List.of(change("SOP-14", 12, "噪音")), null))
                .containsExactly(new ControlChart.Change(2, "SOP-14", false));
        assertThat(RateChart.changes(points, List.of(change("SOP-14", 10, "噪音")), null))
                .containsExactly(new ControlChart.Change(1, "SOP-14", false));
    }

    @Test
    void theChartOfACauseShowsItsOwnChangesAlone() {
        List<ControlPoint> points = List.of(week(0, 1, null), week(1, 1, null), week(2, 1, null));
        List<SopChange> known = List.of(change("SOP-14", 12, "噪音"), change("SOP-15", 14, "渗漏"));
        assertThat(RateChart.changes(points, known, "渗漏")).containsExactly(new ControlChart.Change(2, "SOP-15", false));
    }
}
