package daybreak.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ControlChartTest {

    private static final double[] RATES = {
        0.84, 0.94, 0.76, 0.99, 0.83, 0.79, 0.77, 0.89, 0.79, 0.92, 0.82, 0.91, 0.82, 1.02, 1.11, 1.05, 1.16, 0.89,
                0.79,
        0.98, 0.74, 0.94, 0.82, 1.04, 0.69, 0.89, 0.82, 0.78, 0.94, 0.88, 0.73, 0.98, 0.83, 0.62, 0.68, 0.52, 0.72,
                0.57,
        0.62
    };

    private static final ControlChart.Labels LABELS =
            new ControlChart.Labels("W39 0.62", "均值 0.62", "上限 1.16", "下限 0.08", "目标 0.60", "暂定限");

    private static List<ControlChart.Point> year(boolean provisional) {
        List<ControlChart.Point> points = new ArrayList<>();
        for (int i = 0; i < RATES.length; i++) {
            boolean later = i >= 33;
            double centre = later ? 0.62 : 0.89;
            double room = later ? 0.54 : i == 6 ? 0.91 : 0.65 + 0.01 * (i % 3);
            points.add(new ControlChart.Point(
                    String.format(Locale.ROOT, "W%02d", i + 1),
                    RATES[i],
                    centre,
                    Math.max(0, centre - room),
                    centre + room,
                    later ? 2 : 1,
                    later && provisional,
                    Mark.NONE));
        }
        return points;
    }

    private static final List<ControlChart.Change> CHANGES = List.of(
            new ControlChart.Change(22, "SOP-09", false),
            new ControlChart.Change(28, "SOP-11", false),
            new ControlChart.Change(33, "SOP-14", true),
            new ControlChart.Change(36, "SOP-16", false));

    private static ControlChart wide(boolean provisional) {
        return new ControlChart(
                new ChartFrame(provisional ? "control-wide-provisional" : "control-wide", "u 控制图", 170, 44),
                Canvas.THEME,
                new ControlChart.Data(year(provisional), 0.60, CHANGES, LABELS, 23));
    }

    private static ControlChart small(Mark last) {
        List<ControlChart.Point> points = new ArrayList<>(year(false).subList(13, 38));
        points.add(new ControlChart.Point("W39", 1.23, 0.62, 0.09, 1.16, 2, false, last));
        return new ControlChart(
                new ChartFrame("control-small-" + last.name().toLowerCase(Locale.ROOT), "u 控制图", 88.5, 38),
                Canvas.THEME,
                new ControlChart.Data(
                        points,
                        0.60,
                        List.of(new ControlChart.Change(20, "SOP-14", true), new ControlChart.Change(15, "11", false)),
                        new ControlChart.Labels("W39 1.23", "均值 0.62", "上限 1.16", "下限 0.09", "目标 0.60", "暂定限"),
                        18.5));
    }

    /**
     * Where the wide chart has its data: right of 7 mm of figures, left of the gutter, above 13 points of weeks and below
     * two lines of changes of 9 points each and 3 more.
     */
    private static final Rectangle2D WIDE =
            Canvas.data(7 * FramedChart.MM, 21, 147 * FramedChart.MM, 44 * FramedChart.MM - 13);

    /** Points keep 3.5 points from the sides of the 140 mm. */
    private static double xWide(double week) {
        double pad = 3.5 / (140 * FramedChart.MM - 7) * 38;
        return WIDE.getX() + WIDE.getWidth() * (week + pad) / (38 + 2 * pad);
    }

    /** The axis runs from 0 to 1.05 times the highest limit, that of W07. */
    private static double yWide(double rate) {
        return WIDE.getMaxY() - WIDE.getHeight() * rate / (1.05 * 1.80);
    }

    @Test
    void everyPointStandsAtItsWeekAndItsRate() {
        Canvas canvas = Canvas.of(wide(false));
        for (int week = 1; week <= 39; week++) {
            assertThat(canvas.colour(xWide(week - 1), yWide(RATES[week - 1])))
                    .as("W%02d", week)
                    .isEqualTo(ChartTheme.OURS);
        }
    }

    @Test
    void theBandStepsWithEachWeeksExposureAndEndsAtTheNewPhase() {
        Canvas canvas = Canvas.of(wide(false));
        // W07 had few clients: its limits are wider than its neighbours', from half a week before to half a week after.
        assertThat(canvas.colour(xWide(6 - 0.3), yWide(1.70))).isEqualTo(ChartTheme.BAND);
        assertThat(canvas.colour(xWide(6 + 0.3), yWide(1.70))).isEqualTo(ChartTheme.BAND);
        assertThat(canvas.colour(xWide(6 - 0.7), yWide(1.70))).isEqualTo(java.awt.Color.WHITE);
        // From W34 on the limits are 0.08 to 1.16.
        assertThat(canvas.colour(xWide(32.2), yWide(1.30))).isEqualTo(ChartTheme.BAND);
        assertThat(canvas.colour(xWide(33.2), yWide(1.30))).isEqualTo(java.awt.Color.WHITE);
        assertThat(canvas.colour(xWide(33.2), yWide(1.10))).isEqualTo(ChartTheme.BAND);
        assertThat(canvas.colour(xWide(33.2), yWide(0.04))).isEqualTo(java.awt.Color.WHITE);
    }

    @Test
    void theChangeThatRebasesIsAFullLineBetweenTwoWeeks() {
        Canvas canvas = Canvas.of(wide(false));
        for (double value : new double[] {0.03, 0.3, 1.4, 1.7}) {
            assertThat(canvas.colour(xWide(32.5), yWide(value))).isEqualTo(ChartTheme.INK);
        }
        assertThat(canvas.word("SOP-14").x()).isCloseTo(xWide(32.5) + 3, within(0.01));
        assertThat(canvas.word("SOP-09").x()).isCloseTo(xWide(21.5) + 4.2, within(0.01));
    }

    @Test
    void labelsStandBesideTheirLinesAndNeverTouch() {
        Canvas canvas = Canvas.of(wide(false));
        assertThat(canvas.texts())
                .containsOnlyOnce("W39 0.62", "均值 0.62", "上限 1.16", "下限 0.08", "目标 0.60")
                .contains("W01", "W39", "0", "0.5", "1.0", "1.5")
                .doesNotContain("暂定限");
        assertThat(canvas.word("上限 1.16").y()).isCloseTo(yWide(1.16) + 2.6, within(0.01));
        assertThat(canvas.word("下限 0.08").y()).isCloseTo(yWide(0.08) + 2.6, within(0.01));
        double mean = canvas.word("均值 0.62").y();
        double last = canvas.word("W39 0.62").y();
        double target = canvas.word("目标 0.60").y();
        assertThat(last - mean).isCloseTo(8.6, within(0.01));
        assertThat(target - last).isCloseTo(8.6, within(0.01));
    }

    @Test
    void limitsOfAYoungPhaseAreMarkedProvisional() {
        Canvas canvas = Canvas.of(wide(true));
        assertThat(canvas.texts()).containsOnlyOnce("暂定限");
        assertThat(canvas.colour(xWide(37.2), yWide(1.00))).isEqualTo(ChartTheme.PANEL);
        assertThat(canvas.colour(xWide(30.5), yWide(1.30))).isEqualTo(ChartTheme.BAND);
    }

    @Test
    void onlyASignalHasColourAndShape() {
        Rectangle2D plot = Canvas.data(7 * FramedChart.MM, 12, 70 * FramedChart.MM, 38 * FramedChart.MM - 13);
        double x = plot.getMaxX() - 3.5;
        double y = plot.getMaxY() - plot.getHeight() * 1.23 / (1.05 * 1.56);
        assertThat(Canvas.of(small(Mark.WORSE)).colour(x, y)).isEqualTo(ChartTheme.WORSE);
        assertThat(Canvas.of(small(Mark.BETTER)).colour(x, y)).isEqualTo(ChartTheme.BETTER);
        assertThat(Canvas.of(small(Mark.NONE)).colour(x, y)).isEqualTo(ChartTheme.OURS);
    }

    @Test
    void theAxisStartsAtZeroUnlessTheFiguresLieFarFromIt() {
        assertThat(wide(false).axisFrom()).isEqualTo(0);
        List<ControlChart.Point> high = List.of(
                new ControlChart.Point("W01", 11.2, 11.4, 9.5, 13.3, 1, false, Mark.NONE),
                new ControlChart.Point("W02", 12.9, 11.4, 9.5, 13.3, 1, false, Mark.BETTER));
        ControlChart chart = new ControlChart(
                new ChartFrame("control-high", "p 控制图", 88.5, 38),
                Canvas.THEME,
                new ControlChart.Data(high, 12.0, List.of(), LABELS, 18.5));
        assertThat(chart.axisFrom()).isEqualTo(8);
        assertThat(Canvas.of(chart).texts()).contains("8", "10", "12").doesNotContain("0");
    }

    private static ControlChart daysBetween(double shortest, Mark last) {
        List<ControlChart.Point> points = List.of(
                new ControlChart.Point("01-10", shortest, 9, 0.01, 90, 1, false, Mark.NONE),
                new ControlChart.Point("02-10", 31, 9, 0.01, 90, 1, false, last));
        return new ControlChart(
                new ChartFrame("control-days-" + last.name().toLowerCase(Locale.ROOT), "t 控制图", 88.5, 38),
                Canvas.THEME,
                new ControlChart.Data(
                        points,
                        null,
                        List.of(),
                        new ControlChart.Labels("02-10 31.0", "均值 9.0", "上限 90.0", "下限 0.0", null, "暂定限"),
                        18.5,
                        true));
    }

    /** The axis reaches from 0.1, the power of ten below the shortest time, to 1.3 × 90 days: 3.068 powers of ten. */
    @Test
    void daysThatSpanMoreThanFiftyTimesStandOnPowersOfTen() {
        ControlChart chart = daysBetween(0.2, Mark.BETTER);
        assertThat(chart.isLogarithmic()).isTrue();
        assertThat(chart.axisFrom()).isEqualTo(0.1);
        Canvas canvas = Canvas.of(chart);
        assertThat(canvas.texts()).contains("0.1", "1", "10", "100");
        Rectangle2D plot = Canvas.data(7 * FramedChart.MM, 4, 70 * FramedChart.MM, 38 * FramedChart.MM - 13);
        double x = plot.getMaxX() - 3.5;
        double y = plot.getMaxY() - plot.getHeight() * Math.log10(31 / 0.1) / Math.log10(1.3 * 90 / 0.1);
        assertThat(canvas.colour(x, y)).isEqualTo(ChartTheme.BETTER);
    }

    @Test
    void daysThatSpanLessStandOnAnEvenAxisFromZero() {
        ControlChart chart = daysBetween(1.8, Mark.NONE);
        assertThat(chart.isLogarithmic()).isFalse();
        assertThat(chart.axisFrom()).isEqualTo(0);
        assertThat(daysBetween(1.79, Mark.NONE).isLogarithmic()).isTrue();
    }

    @Test
    void aSinglePointAndAQuarterWithoutComplaintsAreDrawn() {
        ControlChart chart = new ControlChart(
                new ChartFrame("control-single", "u 控制图", 88.5, 38),
                Canvas.THEME,
                new ControlChart.Data(
                        List.of(new ControlChart.Point("W01", 0, 0, 0, 0, 1, true, Mark.NONE)),
                        null,
                        List.of(new ControlChart.Change(0, "SOP-01", true)),
                        new ControlChart.Labels("W01 0.00", "均值 0.00", "上限 0.00", null, null, "暂定限"),
                        18.5));
        assertThat(Canvas.of(chart).texts()).contains("W01", "W01 0.00", "SOP-01");
    }

    @Test
    void changesCloseToEachOtherAreWrittenOnSeparateLines() {
        ControlChart chart = new ControlChart(
                new ChartFrame("control-changes", "u 控制图", 170, 44),
                Canvas.THEME,
                new ControlChart.Data(
                        year(false),
                        0.60,
                        List.of(
                                new ControlChart.Change(33, "SOP-14", true),
                                new ControlChart.Change(34, "SOP-15", true),
                                new ControlChart.Change(38, "SOP-16", true)),
                        LABELS,
                        23));
        Canvas canvas = Canvas.of(chart);
        double line = canvas.word("SOP-16").y();
        // SOP-15 has room to its right but for the line of SOP-16; SOP-14 has to pass above SOP-15.
        assertThat(line - canvas.word("SOP-15").y()).isCloseTo(0, within(0.01));
        assertThat(line - canvas.word("SOP-14").y()).isCloseTo(9, within(0.01));
    }

    @Test
    void aChangeOutsideThePointsIsRefused() {
        assertThatThrownBy(() -> new ControlChart.Data(
                        year(false), 0.6, List.of(new ControlChart.Change(39, "SOP-17", true)), LABELS, 23))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Change SOP-17 lies outside the points: 39");
    }
}
