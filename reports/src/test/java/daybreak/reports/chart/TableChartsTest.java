package daybreak.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The charts that lie over a table's rows or stand in its cells. */
class TableChartsTest {

    private static final double MM = FramedChart.MM;

    @Test
    void anIntervalStandsInTheMiddleOfItsRowAndOnTheSharedScale() {
        IntervalRows chart = new IntervalRows(
                new ChartFrame("interval-rows", "30 天签约率", 60, 8 + 4 * 9.2 + IntervalRows.AXIS_MM),
                Canvas.THEME,
                new IntervalRows.Data(
                        List.of(
                                new IntervalRows.Row("转介绍", 11.2, 8.5, 14.6, Mark.BETTER),
                                new IntervalRows.Row("商圈驻点", 4.0, 2.6, 6.0, Mark.NONE),
                                new IntervalRows.Row("短视频", 1.6, 1.1, 2.4, Mark.WORSE),
                                new IntervalRows.Row("企业团购", null, null, null, Mark.NONE)),
                        3.5,
                        "全体 3.5%",
                        "%",
                        8,
                        0));
        Canvas canvas = Canvas.of(chart);
        // The axis runs from 0 to 16, ten points in from either side.
        double scale = (60 * MM - 20) / 16;
        double[] values = {11.2, 4.0, 1.6};
        Color[] colours = {ChartTheme.BETTER, ChartTheme.OURS, ChartTheme.WORSE};
        for (int row = 0; row < 3; row++) {
            double y = (8 + (row + 0.5) * 9.2) * MM;
            assertThat(canvas.colour(10 + scale * values[row], y)).isEqualTo(colours[row]);
        }
        assertThat(canvas.colour(10 + scale * 8.8, (8 + 0.5 * 9.2) * MM)).isEqualTo(ChartTheme.BETTER);
        assertThat(canvas.colour(10 + scale * 8.2, (8 + 0.5 * 9.2) * MM)).isEqualTo(Color.WHITE);
        assertThat(canvas.texts()).contains("全体 3.5%", "0%", "4%", "8%", "12%", "16%");
        assertThat(canvas.texts()).doesNotContain("转介绍");
    }

    @Test
    void aParetoBarIsAsLongAsItsFigureAndTheTickMarksTheQuarterBefore() {
        ParetoChart chart = new ParetoChart(
                new ChartFrame("pareto", "根因", 100, 4 * 6),
                Canvas.THEME,
                new ParetoChart.Data(
                        List.of(
                                new ParetoChart.Row("带看后无人回访", 41, "41", "", 44.0, true),
                                new ParetoChart.Row("费用说明不清", 33, "33", "", 38.0, true),
                                new ParetoChart.Row("渗漏未披露", 24, "24", "", 51.0, true),
                                new ParetoChart.Row("约看爽约", 17, "17", "二季度 21", null, false)),
                        28,
                        12));
        Canvas canvas = Canvas.of(chart);
        Rectangle2D plot = Canvas.data(28 * MM, 0, 88 * MM, 24 * MM);
        double left = plot.getX();
        double scale = plot.getWidth() / 51;
        double[] values = {41, 33, 24, 17};
        double[] before = {44, 38, 51};
        for (int row = 0; row < 4; row++) {
            double y = (row + 0.5) * 6 * MM;
            Color bar = row < 3 ? ChartTheme.OURS : ChartTheme.SECOND_RANK;
            assertThat(canvas.colour(left + scale * values[row] - 1, y)).isEqualTo(bar);
            assertThat(canvas.colour(left + scale * values[row] + 1, y)).isEqualTo(Color.WHITE);
            assertThat(canvas.colour(left + scale * values[row] / 2, y - 0.24 * 6 * MM))
                    .isEqualTo(bar);
            assertThat(canvas.colour(left + scale * values[row] / 2, y - 0.31 * 6 * MM))
                    .isEqualTo(Color.WHITE);
            if (row < 3) {
                assertThat(canvas.colour(left + scale * before[row], y)).isEqualTo(ChartTheme.INK);
            }
        }
        // The figure of the third row has room before its tick, that of the first has not.
        assertThat(canvas.word("24").x()).isCloseTo(left + scale * 24 + 4, within(0.01));
        assertThat(canvas.word("41").x()).isCloseTo(left + scale * 44 + 4, within(0.01));
        assertThat(canvas.texts()).contains("带看后无人回访", "二季度 21");
    }

    @Test
    void aHistogramCountsEachClassAndTurnsOrangeAtThePromise() {
        ClockHistogram chart = new ClockHistogram(
                new ChartFrame("clock-histogram", "答复用时", 81, 34),
                Canvas.THEME,
                new ClockHistogram.Data(
                        List.of(
                                new ClockHistogram.Bin(31, 4),
                                new ClockHistogram.Bin(39, 5),
                                new ClockHistogram.Bin(33, 40),
                                new ClockHistogram.Bin(8, 2),
                                new ClockHistogram.Bin(0, 0),
                                new ClockHistogram.Bin(2, 0)),
                        List.of("0", "2", "4", "24", "36", "48", "+"),
                        3,
                        "24 小时"));
        Canvas canvas = Canvas.of(chart);
        double pitch = (81 * MM - 10) / 6;
        double foot = 34 * MM - 11;
        double height = foot - 11;
        double top = 39 / (1 - 10 / height);
        int[] counts = {31, 39, 33, 8, 0, 2};
        for (int bin : new int[] {0, 1, 2, 3, 5}) {
            double x = 5 + (bin + 0.15) * pitch;
            double end = foot - height * counts[bin] / top;
            assertThat(canvas.colour(x, end + 1)).isEqualTo(bin < 3 ? ChartTheme.PAST_BAR : ChartTheme.LATE_BAR);
            assertThat(canvas.colour(x, end - 1)).isEqualTo(Color.WHITE);
        }
        assertThat(canvas.colour(5 + 3 * pitch, foot - 20)).isEqualTo(ChartTheme.INK);
        assertThat(canvas.texts()).contains("31", "39", "33", "8", "0", "2", "24", "48", "+", "24 小时");
        // Forty cases do not fit as points: one point and their number.
        assertThat(canvas.texts()).contains("40");
        assertThat(canvas.colour(5 + 3.5 * pitch - 2.4, foot - 4)).isEqualTo(ChartTheme.WORSE);
    }

    @Test
    void aStateBarDividesByCountAndLeavesOpenClocksOutlined() {
        StateBar chart = new StateBar(
                new ChartFrame("state-bar", "答复状态", 81, 9),
                Canvas.THEME,
                new StateBar.Data(List.of(
                        new StateBar.Part(StateBar.State.IN_TIME, 20, "按时"),
                        new StateBar.Part(StateBar.State.LATE, 2, "答了但超时"),
                        new StateBar.Part(StateBar.State.LAPSED, 1, "未答且超时"),
                        new StateBar.Part(StateBar.State.OPEN, 1, "未到时，不计入"),
                        new StateBar.Part(StateBar.State.NOT_STARTED, 0, "未答复"))));
        Canvas canvas = Canvas.of(chart);
        double unit = 81 * MM / 24;
        assertThat(canvas.colour(2, 2)).isEqualTo(ChartTheme.OURS);
        assertThat(canvas.colour(19.8 * unit, 2)).isEqualTo(ChartTheme.OURS);
        assertThat(canvas.colour(20.1 * unit, 2)).isEqualTo(ChartTheme.LATE);
        assertThat(canvas.colour(21.6 * unit, 2)).isEqualTo(ChartTheme.LATE);
        assertThat(canvas.colour(22.3 * unit, 2)).isEqualTo(ChartTheme.WORSE);
        assertThat(canvas.colour(23.3 * unit, 2)).isEqualTo(Color.WHITE);
        assertThat(canvas.texts()).containsExactly("20", "2", "1", "1", "按时", "答了但超时", "未答且超时", "未到时，不计入");
    }

    @Test
    void aSparklineFillsItsLastPointAndHollowsTheYearBefore() {
        Sparkline chart = new Sparkline(
                new ChartFrame("sparkline", "近 8 季投诉率", 22, 5),
                Canvas.THEME,
                new Sparkline.Data(Arrays.asList(2.4, 2.3, null, 2.28, 2.31, 2.5, 2.31, 1.86), 1.80, 3));
        Canvas canvas = Canvas.of(chart);
        double pitch = (22 * MM - 6) / 7;
        double foot = 5 * MM - 3;
        double scale = (5 * MM - 6) / (2.5 - 1.8);
        assertThat(canvas.colour(3 + 7 * pitch, foot - (1.86 - 1.8) * scale)).isEqualTo(ChartTheme.OURS);
        assertThat(canvas.colour(3 + 3 * pitch, foot - (2.28 - 1.8) * scale)).isEqualTo(Color.WHITE);
        assertThat(canvas.colour(1.2, foot)).isEqualTo(ChartTheme.INK);
    }

    @Test
    void columnsStandUnderTheControlChartsPoints() {
        ColumnChart chart = new ColumnChart(
                new ChartFrame("columns", "每周投诉件数", 170, 24),
                Canvas.THEME,
                new ColumnChart.Data(
                        List.of(
                                new ColumnChart.Column("W01", 12, false),
                                new ColumnChart.Column("W02", 16, false),
                                new ColumnChart.Column("W03", 0, true),
                                new ColumnChart.Column("W04", 8, true)),
                        23,
                        "W04 8 件"));
        Canvas canvas = Canvas.of(chart);
        double left = 7 * MM + 3.5;
        double pitch = (140 * MM - 7) / 3;
        double foot = 24 * MM - 13;
        double height = foot - 4;
        double top = 16 * 1.08;
        assertThat(canvas.colour(left + pitch, foot - height * 16 / top + 1)).isEqualTo(ChartTheme.COMPARISON);
        assertThat(canvas.colour(left + pitch, foot - height * 16 / top - 1)).isEqualTo(Color.WHITE);
        assertThat(canvas.colour(left + 3 * pitch - 2, foot - height * 8 / top + 1))
                .isEqualTo(ChartTheme.OURS);
        assertThat(canvas.texts()).contains("W01", "W04", "W04 8 件", "0", "10");
    }

    @Test
    void figuresThatCannotBeAreRefusedWithASentence() {
        assertThatThrownBy(() -> new IntervalRows.Row("平台", 3.0, 3.1, 4.0, Mark.NONE))
                .hasMessage("Row 平台 has 3.0 outside its interval 3.1–4.0");
        assertThatThrownBy(() -> new ChartFrame("Pareto Chart", "alt", 10, 10))
                .hasMessage("A chart's name is lower case words joined by hyphens, not: Pareto Chart");
        assertThatThrownBy(() -> new ChartFrame("pareto", " ", 10, 10))
                .hasMessage("Chart pareto needs a text for readers who cannot see it.");
        assertThatThrownBy(() -> new ColumnChart.Column("W01", -1, true))
                .hasMessage("A column starts at 0, and W01 has -1.0");
    }
}
