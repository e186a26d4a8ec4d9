package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
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
 * One column a period, from 0. Laid below a control chart of the same periods, width and gutter, its columns stand under
 * the chart's points.
 */
public final class ColumnChart extends FramedChart {

    private static final double HALF_COLUMN = 0.36;

    private final Data data;

    public ColumnChart(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /**
     * One period.
     *
     * @param label its period as the axis writes it
     * @param value the column's height, at least 0
     * @param current whether it belongs to the report's period; earlier ones are grey
     */
    public record Column(String label, double value, boolean current) {

        public Column {
            if (value < 0) {
                throw new IllegalArgumentException("A column starts at 0, and " + label + " has " + value);
            }
        }
    }

    /**
     * The figures.
     *
     * @param columns in order of time, at least one
     * @param gutterMm room right of the plot, in millimetres; the last column's words stand there
     * @param last the words of the last column, figure included
     */
    public record Data(List<Column> columns, double gutterMm, String last) {

        public Data {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("A column chart needs a column.");
            }
        }
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        int lastIndex = data.columns().size() - 1;
        double highest =
                data.columns().stream().mapToDouble(Column::value).max().orElse(0);
        double top = highest > 0 ? highest * 1.08 : 1;
        Rectangle2D plotted =
                new Rectangle2D.Double(area.getX(), area.getY() + 4, area.getWidth(), area.getHeight() - 4);
        double inner =
                plotted.getWidth() - data.gutterMm() * MM - ControlChart.AXIS_WIDTH - 2 * ControlChart.POINT_ROOM;
        double pad = ControlChart.POINT_ROOM / inner * Math.max(1, lastIndex);
        Rectangle2D plot = ChartTheme.draw(chart(pad, lastIndex, top), g, plotted);
        Column last = data.columns().get(lastIndex);
        ChartTheme.text(
                g,
                theme().figure(),
                last.current() ? ChartTheme.OURS : ChartTheme.MUTED,
                data.last(),
                plot.getMaxX() + ControlChart.LABEL_GAP,
                Math.min(plot.getMaxY(), plot.getMaxY() - plot.getHeight() * last.value() / top + 5));
        g.setStroke(new BasicStroke(0.7f));
        g.setPaint(ChartTheme.LIMIT);
        g.draw(new Line2D.Double(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
    }

    private JFreeChart chart(double pad, int lastIndex, double top) {
        XYPlot plot = new XYPlot();
        JFreeChart chart = theme().chart(plot);
        LabelledAxis periods = new LabelledAxis(
                theme(), data.columns().stream().map(Column::label).toList());
        periods.setRange(-pad, Math.max(1, lastIndex) + pad);
        NumberAxis values = new NumberAxis();
        theme().bareAxis(values);
        // Whole numbers are counted: no step below 1.
        double step = Math.max(1, ChartTheme.step(top * 1.5));
        values.setTickUnit(ChartTheme.tickUnit(step, ""));
        values.setRange(0, top);
        plot.setDomainAxis(periods);
        plot.setRangeAxis(values);
        plot.setFixedRangeAxisSpace(sides());
        AxisSpace below = new AxisSpace();
        below.setBottom(ControlChart.AXIS_HEIGHT);
        plot.setFixedDomainAxisSpace(below);
        XYIntervalSeriesCollection columns = new XYIntervalSeriesCollection();
        columns.addSeries(series("current", true));
        columns.addSeries(series("earlier", false));
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, ChartTheme.OURS);
        renderer.setSeriesPaint(1, ChartTheme.COMPARISON);
        plot.setDataset(columns);
        plot.setRenderer(renderer);
        return chart;
    }

    private AxisSpace sides() {
        AxisSpace sides = new AxisSpace();
        sides.setLeft(ControlChart.AXIS_WIDTH);
        sides.setRight(data.gutterMm() * MM);
        return sides;
    }

    private XYIntervalSeries series(String name, boolean current) {
        XYIntervalSeries series = new XYIntervalSeries(name);
        int lastIndex = data.columns().size() - 1;
        for (int i = 0; i <= lastIndex; i++) {
            Column column = data.columns().get(i);
            if (column.current() == current) {
                // The outermost columns end at their point, as the band above does.
                double from = i == 0 ? 0 : i - HALF_COLUMN;
                double to = i == lastIndex && i > 0 ? i : i + HALF_COLUMN;
                series.add(i, from, to, column.value(), 0, column.value());
            }
        }
        return series;
    }
}
