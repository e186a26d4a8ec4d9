package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/**
 * A control chart of proportions, of counts per exposure or of days between events: points, centre line, limits that step with each point's
 * exposure, and the changes at which limits begin anew. Limits are drawn as given; they are never made from the points
 * shown.
 */
public final class ControlChart extends FramedChart {

    static final double AXIS_WIDTH = 7 * MM;
    static final double AXIS_HEIGHT = 13;
    static final double LABEL_GAP = 4;
    private static final double FLAG_LINE = 9;

    /** Above the plot, so that the topmost figure of the axis is not cut. */
    private static final double HEADROOM = 4;

    private static final double POINT_RADIUS = 1.8;

    /** Room left and right of the outermost points, so that the plot's clip does not cut them. */
    static final double POINT_ROOM = 3.5;

    private static final int LINEAR_SPAN = 50;

    private final Data data;

    public ControlChart(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /**
     * One point. All figures are in the unit printed: a percentage as 3.4.
     *
     * @param label its period as the axis writes it
     * @param value the figure
     * @param centre the centre line at the point
     * @param lower the lower limit at the point
     * @param upper the upper limit at the point
     * @param phase the stretch of points that shares its limits' origin; limits of two phases are not joined
     * @param provisional whether the phase has too few points for firm limits
     * @param mark whether the point is a signal
     */
    public record Point(
            String label,
            double value,
            double centre,
            double lower,
            double upper,
            int phase,
            boolean provisional,
            Mark mark) {

        public Point {
            if (!(lower <= centre && centre <= upper)) {
                throw new IllegalArgumentException(
                        "Point " + label + " has its centre " + centre + " outside " + lower + "–" + upper);
            }
        }
    }

    /**
     * A recorded change of procedure.
     *
     * @param point index of the first point from which it holds
     * @param label what the chart calls it
     * @param rebases whether limits begin anew with it: drawn as a full line, others as a flag on the upper edge
     */
    public record Change(int point, String label, boolean rebases) {}

    /**
     * The words at the right end of the lines, figures included.
     *
     * @param last of the last point
     * @param centre of the centre line
     * @param upper of the upper limit
     * @param lower of the lower limit; null where none is to be named
     * @param target of the target; null without target
     * @param provisional marks limits that are not firm yet
     */
    public record Labels(
            String last,
            String centre,
            String upper,
            @Nullable String lower,
            @Nullable String target,
            String provisional) {}

    /**
     * The figures.
     *
     * @param points in order of time, at least one
     * @param target in the points' unit; null without target
     * @param gutterMm room right of the plot for the labels, in millimetres
     * @param daysBetween whether the figures are days between events: they take a logarithmic axis where they span more
     *     than {@value #LINEAR_SPAN} times
     */
    public record Data(
            List<Point> points,
            @Nullable Double target,
            List<Change> changes,
            Labels labels,
            double gutterMm,
            boolean daysBetween) {

        /** Of proportions or of counts per exposure. */
        public Data(List<Point> points, @Nullable Double target, List<Change> changes, Labels labels, double gutterMm) {
            this(points, target, changes, labels, gutterMm, false);
        }

        public Data {
            points = List.copyOf(points);
            changes = changes.stream()
                    .sorted(Comparator.comparingInt(Change::point))
                    .toList();
            if (points.isEmpty()) {
                throw new IllegalArgumentException("A control chart needs a point.");
            }
            for (Change change : changes) {
                if (change.point() < 0 || change.point() >= points.size()) {
                    throw new IllegalArgumentException(
                            "Change " + change.label() + " lies outside the points: " + change.point());
                }
            }
            if ((target == null) != (labels.target() == null)) {
                throw new IllegalArgumentException("A target and its label go together.");
            }
        }
    }

    /** Whether the value axis is logarithmic, by powers of ten; a caption has to say so. */
    public boolean isLogarithmic() {
        return data.daysBetween() && highest() > LINEAR_SPAN * lowestAboveZero();
    }

    /** A logarithmic axis starts below the shortest time that there was; a limit near 0 would stretch it without end. */
    private double lowestAboveZero() {
        return data.points().stream()
                .mapToDouble(Point::value)
                .filter(days -> days > 0)
                .min()
                .orElse(1);
    }

    /** The figure at which the value axis starts; a caption has to say so when it is not 0. */
    public double axisFrom() {
        if (isLogarithmic()) {
            return Math.pow(10, Math.floor(Math.log10(lowestAboveZero())));
        }
        double lowest = data.points().stream()
                .mapToDouble(point -> Math.min(point.value(), point.lower()))
                .min()
                .orElse(0);
        double highest = highest();
        if (data.target() != null) {
            lowest = Math.min(lowest, data.target());
        }
        if (lowest <= highest / 2) {
            return 0;
        }
        double step = ChartTheme.step((highest - lowest) * 1.3);
        return Math.floor((lowest - step / 4) / step) * step;
    }

    private double highest() {
        double highest = data.points().stream()
                .mapToDouble(point -> Math.max(point.value(), point.upper()))
                .max()
                .orElse(0);
        return data.target() == null ? highest : Math.max(highest, data.target());
    }

    private double axisTo() {
        double from = axisFrom();
        if (isLogarithmic()) {
            return highest() * 1.3;
        }
        double length = highest() - from;
        // An empty quarter: a scale of 0 to 1 says nothing false.
        return from + (length > 0 ? length : 1) * 1.05;
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        List<Flag> flags = flags(g, area);
        double strip = flags.isEmpty()
                ? HEADROOM
                : 3 + FLAG_LINE * (1 + flags.stream().mapToInt(Flag::line).max().orElse(0));
        double gutter = data.gutterMm() * MM;
        Rectangle2D plotted = new Rectangle2D.Double(
                area.getX(), area.getY() + strip - HEADROOM, area.getWidth(), area.getHeight() - strip + HEADROOM);
        double pad = POINT_ROOM / (area.getWidth() - gutter - AXIS_WIDTH - 2 * POINT_ROOM) * Math.max(1, lastIndex());
        Rectangle2D plot = ChartTheme.draw(chart(pad), g, plotted);
        for (Flag flag : flags) {
            drawFlag(g, flag, area.getY(), plot, pad);
        }
        drawProvisional(g, plot, pad);
        drawEndLabels(g, plot);
    }

    private int lastIndex() {
        return data.points().size() - 1;
    }

    private JFreeChart chart(double pad) {
        XYPlot plot = new XYPlot();
        JFreeChart chart = theme().chart(plot);
        LabelledAxis periods = new LabelledAxis(
                theme(), data.points().stream().map(Point::label).toList());
        periods.setRange(-pad, Math.max(1, lastIndex()) + pad);
        NumberAxis values = new NumberAxis();
        theme().bareAxis(values);
        if (isLogarithmic()) {
            values.setTickUnit(new NumberTickUnit(1) {
                @Override
                public String valueToString(double power) {
                    return BigDecimal.valueOf(Math.pow(10, power))
                            .round(new MathContext(1))
                            .stripTrailingZeros()
                            .toPlainString();
                }
            });
        } else {
            values.setTickUnit(ChartTheme.tickUnit(ChartTheme.step(axisTo() - axisFrom()), ""));
        }
        values.setRange(height(axisFrom()), height(axisTo()));
        plot.setDomainAxis(periods);
        plot.setRangeAxis(values);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        // The gutter is the plot's own space: the last period's words reach into it.
        AxisSpace sides = new AxisSpace();
        sides.setLeft(AXIS_WIDTH);
        sides.setRight(data.gutterMm() * MM);
        plot.setFixedRangeAxisSpace(sides);
        AxisSpace below = new AxisSpace();
        below.setTop(HEADROOM);
        below.setBottom(AXIS_HEIGHT);
        plot.setFixedDomainAxisSpace(below);
        // The first data set is drawn last: points lie over lines, lines over the band.
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        addPoints(plot);
        addLines(plot, pad);
        addBand(plot);
        return chart;
    }

    private void addPoints(XYPlot plot) {
        XYSeries series = new XYSeries("points");
        for (int i = 0; i < data.points().size(); i++) {
            series.add(i, height(data.points().get(i).value()));
        }
        plot.setDataset(0, new XYSeriesCollection(series));
        plot.setRenderer(0, new PointRenderer(data.points()));
    }

    private void addLines(XYPlot plot, double pad) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (Phase phase : phases()) {
            XYSeries lower = new XYSeries("lower " + phase.first(), false);
            XYSeries upper = new XYSeries("upper " + phase.first(), false);
            XYSeries centre = new XYSeries("centre " + phase.first(), false);
            for (int i = phase.first(); i <= phase.last(); i++) {
                Point point = data.points().get(i);
                for (double x : new double[] {left(i), right(i)}) {
                    lower.add(x, height(point.lower()));
                    upper.add(x, height(point.upper()));
                    centre.add(x, height(point.centre()));
                }
            }
            BasicStroke limit = phase.provisional() ? ChartTheme.dash(0.7f, 0.8f, 2f) : ChartTheme.LIMIT_DASH;
            add(lines, renderer, lower, ChartTheme.LIMIT, limit);
            add(lines, renderer, upper, ChartTheme.LIMIT, limit);
            add(lines, renderer, centre, ChartTheme.MUTED, ChartTheme.SOLID);
        }
        if (data.target() != null) {
            // A series and not an annotation, which would lie over the points.
            XYSeries target = new XYSeries("target");
            target.add(-pad, height(data.target()));
            target.add(lastIndex() + pad, height(data.target()));
            add(lines, renderer, target, ChartTheme.INK, ChartTheme.TARGET_DASH);
        }
        plot.setDataset(1, lines);
        plot.setRenderer(1, renderer);
    }

    private static void add(
            XYSeriesCollection lines,
            XYLineAndShapeRenderer renderer,
            XYSeries series,
            Color colour,
            BasicStroke stroke) {
        renderer.setSeriesPaint(lines.getSeriesCount(), colour);
        renderer.setSeriesStroke(lines.getSeriesCount(), stroke);
        lines.addSeries(series);
    }

    private void addBand(XYPlot plot) {
        YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer(false, false);
        renderer.setAlpha(1f);
        for (Phase phase : phases()) {
            YIntervalSeries band = new YIntervalSeries("band " + phase.first(), false, true);
            for (int i = phase.first(); i <= phase.last(); i++) {
                Point point = data.points().get(i);
                for (double x : new double[] {left(i), right(i)}) {
                    band.add(x, height(point.centre()), height(point.lower()), height(point.upper()));
                }
            }
            renderer.setSeriesFillPaint(
                    bands.getSeriesCount(), phase.provisional() ? ChartTheme.PANEL : ChartTheme.BAND);
            bands.addSeries(band);
        }
        plot.setDataset(2, bands);
        plot.setRenderer(2, renderer);
    }

    private double left(int point) {
        return point == 0 ? 0 : point - 0.5;
    }

    private double right(int point) {
        return point == lastIndex() && point > 0 ? point : point + 0.5;
    }

    private record Phase(int first, int last, boolean provisional) {}

    private List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= data.points().size(); i++) {
            if (i == data.points().size()
                    || data.points().get(i).phase() != data.points().get(first).phase()) {
                phases.add(new Phase(first, i - 1, data.points().get(first).provisional()));
                first = i;
            }
        }
        return phases;
    }

    /** A change and the line of its words, counted upwards from the plot. */
    private record Flag(Change change, int line) {}

    /** Words that would run into a later change go one line above it, so that no line crosses words. */
    private List<Flag> flags(Graphics2D g, Rectangle2D area) {
        double pitch =
                (area.getWidth() - data.gutterMm() * MM - AXIS_WIDTH - 2 * POINT_ROOM) / Math.max(1, lastIndex());
        List<Flag> flags = new ArrayList<>();
        for (int i = data.changes().size() - 1; i >= 0; i--) {
            Change change = data.changes().get(i);
            double end = (change.point() - 0.5) * pitch + 10 + ChartTheme.width(g, theme().verdict(), change.label());
            int line = flags.stream()
                    .filter(later -> (later.change().point() - 0.5) * pitch < end)
                    .mapToInt(later -> later.line() + 1)
                    .max()
                    .orElse(0);
            flags.add(new Flag(change, line));
        }
        return flags;
    }

    private void drawFlag(Graphics2D g, Flag flag, double top, Rectangle2D plot, double pad) {
        double x = x(plot, pad, left(flag.change().point()));
        double baseline = plot.getY() - 3 - FLAG_LINE * flag.line();
        if (flag.change().rebases()) {
            g.setStroke(ChartTheme.SOLID);
            g.setPaint(ChartTheme.INK);
            g.draw(new Line2D.Double(x, Math.max(top, baseline - 6.5), x, plot.getMaxY()));
            ChartTheme.text(g, theme().verdict(), ChartTheme.INK, flag.change().label(), x + 3, baseline);
        } else {
            Path2D triangle = new Path2D.Double();
            triangle.moveTo(x - 2.4, baseline - 5);
            triangle.lineTo(x + 2.4, baseline - 5);
            triangle.lineTo(x, baseline - 0.6);
            triangle.closePath();
            g.setPaint(ChartTheme.MUTED);
            g.fill(triangle);
            ChartTheme.text(g, theme().label(), ChartTheme.MUTED, flag.change().label(), x + 4.2, baseline);
        }
    }

    private void drawProvisional(Graphics2D g, Rectangle2D plot, double pad) {
        Font font = theme().label();
        double width = ChartTheme.width(g, font, data.labels().provisional());
        for (Phase phase : phases()) {
            if (phase.provisional()) {
                double from = x(plot, pad, left(phase.first()));
                double to = x(plot, pad, right(phase.last()));
                if (to - from > width + 6) {
                    ChartTheme.text(
                            g,
                            font,
                            ChartTheme.FAINT,
                            data.labels().provisional(),
                            from + 3,
                            Math.min(plot.getMaxY() - 3, Math.max(plot.getY() + 7, topOf(phase, plot) + 8.5)));
                }
            }
        }
    }

    private double topOf(Phase phase, Rectangle2D plot) {
        return y(plot, data.points().get(phase.first()).upper());
    }

    private record EndLabel(String text, double value, Font font, Color colour) {}

    private void drawEndLabels(Graphics2D g, Rectangle2D plot) {
        Point last = data.points().get(lastIndex());
        List<EndLabel> labels = new ArrayList<>();
        labels.add(new EndLabel(data.labels().upper(), last.upper(), theme().label(), ChartTheme.MUTED));
        labels.add(new EndLabel(data.labels().centre(), last.centre(), theme().label(), ChartTheme.MUTED));
        labels.add(new EndLabel(
                data.labels().last(),
                last.value(),
                theme().figure(),
                last.mark().colour()));
        if (data.target() != null && data.labels().target() != null) {
            labels.add(new EndLabel(data.labels().target(), data.target(), theme().verdict(), ChartTheme.INK));
        }
        if (data.labels().lower() != null) {
            labels.add(new EndLabel(data.labels().lower(), last.lower(), theme().label(), ChartTheme.MUTED));
        }
        double[] wanted = labels.stream()
                .mapToDouble(label -> y(plot, label.value()) + 2.6)
                .toArray();
        double[] baselines = ChartTheme.pushApart(wanted, plot.getY() + 3, plot.getMaxY() + 2.6);
        for (int i = 0; i < baselines.length; i++) {
            EndLabel label = labels.get(i);
            ChartTheme.text(g, label.font(), label.colour(), label.text(), plot.getMaxX() + LABEL_GAP, baselines[i]);
        }
    }

    private double x(Rectangle2D plot, double pad, double position) {
        return plot.getX() + plot.getWidth() * (position + pad) / (Math.max(1, lastIndex()) + 2 * pad);
    }

    /** Where a figure lies on the value axis: itself, or its power of ten. */
    private double height(double figure) {
        return isLogarithmic() ? Math.log10(Math.max(figure, axisFrom())) : figure;
    }

    private double y(Rectangle2D plot, double value) {
        double from = height(axisFrom());
        return plot.getMaxY() - plot.getHeight() * (height(value) - from) / (height(axisTo()) - from);
    }

    /** Points with a white ring, each in the shape and colour of its mark, joined by a line. */
    private static final class PointRenderer extends XYLineAndShapeRenderer {

        private final List<Point> points;

        PointRenderer(List<Point> points) {
            super(true, true);
            this.points = points;
            setSeriesPaint(0, ChartTheme.OURS);
            setSeriesStroke(0, ChartTheme.SOLID);
            setSeriesOutlinePaint(0, Color.WHITE);
            setSeriesOutlineStroke(0, new BasicStroke(0.7f));
            setUseFillPaint(true);
            setUseOutlinePaint(true);
            setDrawOutlines(true);
        }

        @Override
        public Shape getItemShape(int row, int column) {
            Mark mark = points.get(column).mark();
            return mark.shape(mark == Mark.NONE ? POINT_RADIUS : POINT_RADIUS * 1.5);
        }

        @Override
        public Paint getItemFillPaint(int row, int column) {
            return points.get(column).mark().colour();
        }
    }
}
