package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/**
 * A point with its interval in each row of a table. Rows are of equal height between a head, which holds the words of the
 * line for all, and the axis below: laid over a table of the same rows, each point stands in its row.
 */
public final class IntervalRows extends FramedChart {

    /** Height below the rows that the axis takes, in millimetres. */
    public static final double AXIS_MM = 5;

    /** Room left and right of the axis: its outer figures reach into it, */
    private static final double SIDE = 5;

    /** and the outer points into this, inside the plot, which clips them. */
    private static final double POINT_ROOM = 5;

    private final Data data;

    public IntervalRows(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /**
     * All figures are in the unit printed.
     *
     * @param label named left of the row where the chart has room for names
     * @param value the figure; null, with low and high, where there are too few to tell
     * @param low lower end of its interval
     * @param high upper end of its interval
     * @param mark whether the row was called against all
     */
    public record Row(
            String label,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            Mark mark) {

        public Row {
            if (value == null) {
                if (low != null || high != null) {
                    throw new IllegalArgumentException("Row " + label + " has an interval without a figure.");
                }
            } else if (low == null || high == null || low > value || value > high) {
                throw new IllegalArgumentException(
                        "Row " + label + " has " + value + " outside its interval " + low + "–" + high);
            }
        }
    }

    /**
     * The figures.
     *
     * @param rows from the top, at least one
     * @param reference the figure of all together, drawn as a dashed line; null without
     * @param referenceLabel its words, figure included; null without
     * @param unit follows the axis's figures, such as %
     * @param headMm height of the head above the rows, in millimetres
     * @param labelsMm room left of the rows for their names, in millimetres; 0 where the table names them
     */
    public record Data(
            List<Row> rows,
            @Nullable Double reference,
            @Nullable String referenceLabel,
            String unit,
            double headMm,
            double labelsMm) {

        public Data {
            rows = List.copyOf(rows);
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("An interval chart needs a row.");
            }
            if ((reference == null) != (referenceLabel == null)) {
                throw new IllegalArgumentException("The line for all and its words go together.");
            }
        }
    }

    private double axisTo() {
        double highest = data.rows().stream()
                .map(Row::high)
                .mapToDouble(high -> high == null ? 0 : high)
                .max()
                .orElse(0);
        if (data.reference() != null) {
            highest = Math.max(highest, data.reference());
        }
        double to = highest > 0 ? highest : 1;
        double step = ChartTheme.step(to);
        return Math.ceil(to / step - 1e-9) * step;
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        double left = area.getX() + data.labelsMm() * MM;
        double head = data.headMm() * MM;
        Rectangle2D plotted = new Rectangle2D.Double(
                left, area.getY() + head, area.getWidth() - data.labelsMm() * MM, area.getHeight() - head);
        Rectangle2D plot = ChartTheme.draw(chart(plotted.getWidth()), g, plotted);
        drawReferenceLabel(g, plot, area);
        if (data.labelsMm() > 0) {
            double rowHeight = plot.getHeight() / data.rows().size();
            for (int i = 0; i < data.rows().size(); i++) {
                Row row = data.rows().get(i);
                ChartTheme.text(
                        g,
                        theme().label(),
                        row.value() == null ? ChartTheme.FAINT : ChartTheme.INK,
                        row.label(),
                        area.getX(),
                        plot.getY() + (i + 0.5) * rowHeight + 2.6);
            }
        }
    }

    private void drawReferenceLabel(Graphics2D g, Rectangle2D plot, Rectangle2D area) {
        if (data.reference() == null || data.referenceLabel() == null || data.headMm() == 0) {
            return;
        }
        double scale = (plot.getWidth() - 2 * POINT_ROOM) / axisTo();
        double x = plot.getX() + POINT_ROOM + scale * data.reference();
        double width = ChartTheme.width(g, theme().verdict(), data.referenceLabel());
        double from = Math.min(Math.max(area.getX(), x - width / 2), area.getMaxX() - width);
        ChartTheme.text(g, theme().verdict(), ChartTheme.INK, data.referenceLabel(), from, plot.getY() - 4);
    }

    private JFreeChart chart(double width) {
        XYPlot plot = new XYPlot();
        JFreeChart chart = theme().chart(plot);
        NumberAxis figures = new NumberAxis();
        theme().bareAxis(figures);
        double to = axisTo();
        double step = ChartTheme.step(to);
        figures.setTickUnit(ChartTheme.tickUnit(step, data.unit()));
        double pad = to * POINT_ROOM / (width - 2 * SIDE - 2 * POINT_ROOM);
        figures.setRange(-pad, to + pad);
        NumberAxis rows = new NumberAxis();
        rows.setInverted(true);
        rows.setRange(-0.5, data.rows().size() - 0.5);
        ChartTheme.hiddenAxis(rows);
        plot.setDomainAxis(figures);
        plot.setRangeAxis(rows);
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(ChartTheme.GRID);
        plot.setDomainGridlineStroke(ChartTheme.HAIRLINE);
        if (data.reference() != null) {
            ValueMarker all = new ValueMarker(data.reference(), ChartTheme.INK, ChartTheme.dash(1f, 3.5f, 2.5f));
            all.setAlpha(1f);
            plot.addDomainMarker(all, Layer.BACKGROUND);
        }
        AxisSpace below = new AxisSpace();
        below.setBottom(AXIS_MM * MM);
        plot.setFixedDomainAxisSpace(below);
        AxisSpace sides = new AxisSpace();
        sides.setLeft(SIDE);
        sides.setRight(SIDE);
        plot.setFixedRangeAxisSpace(sides);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        // One data set a mark: an error bar has one colour for all its series.
        List<Mark> marks = List.of(Mark.values());
        for (int i = 0; i < marks.size(); i++) {
            XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
            points.addSeries(series(marks.get(i)));
            plot.setDataset(i, points);
            plot.setRenderer(i, renderer(marks.get(i)));
        }
        return chart;
    }

    private static XYErrorRenderer renderer(Mark mark) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(true);
        renderer.setDrawYError(false);
        renderer.setCapLength(5);
        renderer.setErrorPaint(mark.colour());
        renderer.setErrorStroke(new BasicStroke(1.2f));
        renderer.setSeriesShape(0, mark.shape(2.9));
        renderer.setSeriesShapesFilled(0, true);
        renderer.setUseFillPaint(true);
        renderer.setSeriesFillPaint(0, mark.colour());
        renderer.setUseOutlinePaint(true);
        renderer.setSeriesOutlinePaint(0, Color.WHITE);
        renderer.setSeriesOutlineStroke(0, new BasicStroke(0.8f));
        renderer.setSeriesPaint(0, mark.colour());
        return renderer;
    }

    private XYIntervalSeries series(Mark mark) {
        XYIntervalSeries series = new XYIntervalSeries(mark.name());
        for (int i = 0; i < data.rows().size(); i++) {
            Row row = data.rows().get(i);
            if (row.mark() == mark && row.value() != null && row.low() != null && row.high() != null) {
                series.add(row.value(), row.low(), row.high(), i, i, i);
            }
        }
        return series;
    }
}
