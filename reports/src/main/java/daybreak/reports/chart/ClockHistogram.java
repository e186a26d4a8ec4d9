package daybreak.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * How long a promised step took: one bar a class of times, all bars of equal width though the classes are not (the
 * caption has to say so), a black line at the promise, the late side in orange, and the cases of the latest period as
 * points at the foot of the bars.
 */
public final class ClockHistogram extends FramedChart {

    private static final double AXIS_HEIGHT = 11;
    private static final double GAP = 0.03;
    private static final double POINT_RADIUS = 1.75;
    private static final double POINT_PITCH = 4.8;
    private static final int POINT_LINES = 3;

    private final Data data;

    public ClockHistogram(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /**
     * One class of times.
     *
     * @param count the bar's cases
     * @param latest those of the latest period, shown as points; 0 where none are to be shown
     */
    public record Bin(int count, int latest) {

        public Bin {
            if (count < 0 || latest < 0) {
                throw new IllegalArgumentException(
                        "A class of times has no fewer than 0 cases: " + count + ", " + latest);
            }
        }
    }

    /**
     * The figures.
     *
     * @param bins from short to long
     * @param edges what the axis writes at each end of a class: one more than bins
     * @param promise index of the edge at which the promise lies; classes from it on are late
     * @param promiseLabel the words at the promise's line
     */
    public record Data(List<Bin> bins, List<String> edges, int promise, String promiseLabel) {

        public Data {
            bins = List.copyOf(bins);
            edges = List.copyOf(edges);
            if (bins.isEmpty() || edges.size() != bins.size() + 1) {
                throw new IllegalArgumentException(
                        "A histogram of " + bins.size() + " classes has as many edges and one, not " + edges.size());
            }
            if (promise < 0 || promise >= edges.size()) {
                throw new IllegalArgumentException("The promise lies at one of the edges, not at " + promise);
            }
        }
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        double strip = 11;
        Rectangle2D plotted =
                new Rectangle2D.Double(area.getX(), area.getY() + strip, area.getWidth(), area.getHeight() - strip);
        int highest = data.bins().stream().mapToInt(Bin::count).max().orElse(0);
        // Room above the highest bar for its figure.
        double top = highest == 0 ? 1 : highest / (1 - 10 / (plotted.getHeight() - AXIS_HEIGHT));
        Rectangle2D plot = ChartTheme.draw(chart(top), g, plotted);
        double pitch = plot.getWidth() / data.bins().size();
        for (int i = 0; i < data.bins().size(); i++) {
            Bin bin = data.bins().get(i);
            boolean late = i >= data.promise();
            double middle = plot.getX() + (i + 0.5) * pitch;
            double barTop = plot.getMaxY() - plot.getHeight() * bin.count() / top;
            ChartTheme.centred(
                    g,
                    theme().label(),
                    late && bin.count() > 0 ? ChartTheme.WORSE : ChartTheme.MUTED,
                    Integer.toString(bin.count()),
                    middle,
                    Math.min(barTop - 2.5, lowestFigure(bin, plot)));
            drawLatest(g, bin.latest(), late ? Mark.WORSE : Mark.NONE, middle, plot.getMaxY(), pitch);
        }
        for (int i = 0; i < data.edges().size(); i++) {
            ChartTheme.centred(
                    g,
                    theme().label(),
                    ChartTheme.MUTED,
                    data.edges().get(i),
                    plot.getX() + i * pitch,
                    plot.getMaxY() + 9.5);
        }
        drawPromise(g, plot, area, pitch);
    }

    /** A figure stands above the points of its class even where the bar is lower than they are. */
    private static double lowestFigure(Bin bin, Rectangle2D plot) {
        return bin.latest() == 0 ? plot.getMaxY() - 2.5 : plot.getMaxY() - 2.5 - POINT_PITCH * 1.3;
    }

    private void drawPromise(Graphics2D g, Rectangle2D plot, Rectangle2D area, double pitch) {
        double x = plot.getX() + data.promise() * pitch;
        g.setPaint(ChartTheme.INK);
        g.setStroke(ChartTheme.PROMISE);
        g.draw(new Line2D.Double(x, area.getY() + 1, x, plot.getMaxY() + 2));
        double width = ChartTheme.width(g, theme().figure(), data.promiseLabel());
        boolean fits = x + 3 + width <= area.getMaxX();
        ChartTheme.text(
                g,
                theme().figure(),
                ChartTheme.INK,
                data.promiseLabel(),
                fits ? x + 3 : x - 3 - width,
                area.getY() + 8);
    }

    /** Rows of points from the foot up; too many for the room are one point and their number. */
    private void drawLatest(Graphics2D g, int count, Mark mark, double middle, double foot, double pitch) {
        int perLine = Math.max(1, (int) ((pitch - 3) / POINT_PITCH));
        if (count > perLine * POINT_LINES) {
            String figure = Integer.toString(count);
            double width = POINT_PITCH + ChartTheme.width(g, theme().figure(), figure);
            point(g, mark, middle - width / 2 + POINT_RADIUS, foot - 4);
            ChartTheme.text(g, theme().figure(), mark.colour(), figure, middle - width / 2 + POINT_PITCH, foot - 1.4);
            return;
        }
        for (int placed = 0, line = 0; placed < count; line++) {
            int here = Math.min(perLine, count - placed);
            for (int i = 0; i < here; i++) {
                point(g, mark, middle + (i - (here - 1) / 2.0) * POINT_PITCH, foot - 4 - line * POINT_PITCH);
            }
            placed += here;
        }
    }

    private static void point(Graphics2D g, Mark mark, double x, double y) {
        g.setPaint(Color.WHITE);
        g.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(mark.shape(POINT_RADIUS + 0.5)));
        g.setPaint(mark.colour());
        g.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(mark.shape(POINT_RADIUS)));
    }

    private JFreeChart chart(double top) {
        XYPlot plot = new XYPlot();
        JFreeChart chart = theme().chart(plot);
        NumberAxis classes = new NumberAxis();
        classes.setRange(0, data.bins().size());
        // Its font is asked for even where it writes nothing, and a page has no other fonts than its own.
        theme().bareAxis(classes);
        classes.setAxisLineVisible(true);
        classes.setTickLabelsVisible(false);
        classes.setAxisLinePaint(ChartTheme.LIMIT);
        NumberAxis counts = new NumberAxis();
        counts.setRange(0, top);
        ChartTheme.hiddenAxis(counts);
        plot.setDomainAxis(classes);
        plot.setRangeAxis(counts);
        plot.setRangeGridlinesVisible(false);
        AxisSpace below = new AxisSpace();
        below.setBottom(AXIS_HEIGHT);
        plot.setFixedDomainAxisSpace(below);
        AxisSpace sides = new AxisSpace();
        sides.setLeft(5);
        sides.setRight(5);
        plot.setFixedRangeAxisSpace(sides);
        XYIntervalSeries inTime = new XYIntervalSeries("in time");
        XYIntervalSeries late = new XYIntervalSeries("late");
        for (int i = 0; i < data.bins().size(); i++) {
            int count = data.bins().get(i).count();
            (i < data.promise() ? inTime : late).add(i + 0.5, i + GAP, i + 1 - GAP, count, 0, count);
        }
        XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
        bars.addSeries(inTime);
        bars.addSeries(late);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, ChartTheme.PAST_BAR);
        renderer.setSeriesPaint(1, ChartTheme.LATE_BAR);
        plot.setDataset(bars);
        plot.setRenderer(renderer);
        return chart;
    }
}
