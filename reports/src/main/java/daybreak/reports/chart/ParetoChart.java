package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/**
 * One bar a row, in the order given, and a black tick where the row stood before. Rows are of equal height over the whole
 * of the chart: laid over a table of the same rows, each bar stands in its row. What the rows add up to is a column of
 * figures in the table, not a second axis.
 */
public final class ParetoChart extends FramedChart {

    /** Share of a row's height that its bar takes. */
    private static final double BAR = 0.54;

    private static final double TEXT_GAP = 4;

    private final Data data;

    public ParetoChart(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /**
     * One row.
     *
     * @param label named left of the bar where the chart has room for names
     * @param value the bar's length, at least 0
     * @param text the words at the bar's end, figure included
     * @param note muted words after them; empty for none
     * @param before where the row stood in the period before; null where that is not known
     * @param leading whether the row is one of those the chart is about; others are of the second rank
     */
    public record Row(
            String label,
            double value,
            String text,
            String note,
            @Nullable Double before,
            boolean leading) {

        public Row {
            if (value < 0 || (before != null && before < 0)) {
                throw new IllegalArgumentException("Bars start at 0, and " + label + " has " + value + ", " + before);
            }
        }
    }

    /**
     * The figures.
     *
     * @param rows from the top, at least one
     * @param labelsMm room left of the bars for their names, in millimetres; 0 where the table names them
     * @param textMm room right of the longest bar for its words, in millimetres
     */
    public record Data(List<Row> rows, double labelsMm, double textMm) {

        public Data {
            rows = List.copyOf(rows);
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("A Pareto chart needs a row.");
            }
        }
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        double left = area.getX() + data.labelsMm() * MM;
        double width = area.getMaxX() - left - data.textMm() * MM;
        Rectangle2D plot =
                ChartTheme.draw(chart(), g, new Rectangle2D.Double(left, area.getY(), width, area.getHeight()));
        double rowHeight = area.getHeight() / data.rows().size();
        double scale = plot.getWidth() / longest();
        for (int i = 0; i < data.rows().size(); i++) {
            Row row = data.rows().get(i);
            double middle = area.getY() + (i + 0.5) * rowHeight;
            if (data.labelsMm() > 0) {
                ChartTheme.text(
                        g,
                        theme().label(),
                        row.leading() ? ChartTheme.INK : ChartTheme.MUTED,
                        row.label(),
                        area.getX(),
                        middle + 2.6);
            }
            double end = plot.getX() + scale * row.value();
            double textWidth = ChartTheme.width(g, theme().figure(), row.text());
            double text = end + TEXT_GAP;
            if (row.before() != null) {
                double tick = plot.getX() + scale * row.before();
                drawTick(g, tick, middle, rowHeight * 0.72);
                if (tick > end - 2 && tick < text + textWidth + 3) {
                    text = tick + TEXT_GAP;
                }
            }
            ChartTheme.text(g, theme().figure(), ChartTheme.INK, row.text(), text, middle + 2.8);
            if (!row.note().isEmpty()) {
                double note = text + textWidth + 4;
                double noteWidth = ChartTheme.width(g, theme().label(), row.note());
                double tick = row.before() == null ? 0 : plot.getX() + scale * row.before();
                if (tick > note - 3 && tick < note + noteWidth + 3) {
                    note = tick + TEXT_GAP;
                }
                ChartTheme.text(g, theme().label(), ChartTheme.MUTED, row.note(), note, middle + 2.8);
            }
        }
    }

    private static void drawTick(Graphics2D g, double x, double middle, double height) {
        Line2D tick = new Line2D.Double(x, middle - height / 2, x, middle + height / 2);
        g.setPaint(Color.WHITE);
        g.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(tick);
        g.setPaint(ChartTheme.INK);
        g.setStroke(new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(tick);
    }

    private double longest() {
        double longest = data.rows().stream()
                .mapToDouble(row -> row.before() == null ? row.value() : Math.max(row.value(), row.before()))
                .max()
                .orElse(0);
        return longest > 0 ? longest : 1;
    }

    private JFreeChart chart() {
        int count = data.rows().size();
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (int i = 0; i < count; i++) {
            // Keyed by place: two causes may carry one name.
            bars.addValue(data.rows().get(i).value(), "bars", Integer.valueOf(i));
        }
        CategoryAxis rows = new CategoryAxis();
        rows.setVisible(false);
        double gap = 1 - BAR;
        rows.setLowerMargin(gap / 2 / count);
        rows.setUpperMargin(gap / 2 / count);
        rows.setCategoryMargin(gap * (count - 1) / count);
        NumberAxis values = new NumberAxis();
        values.setRange(0, longest());
        ChartTheme.hiddenAxis(values);
        RankRenderer renderer = new RankRenderer(data.rows());
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        CategoryPlot plot = new CategoryPlot(bars, rows, values, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        return theme().chart(plot);
    }

    /** Each bar in the colour of its rank. */
    private static final class RankRenderer extends BarRenderer {

        private final List<Row> rows;

        RankRenderer(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public Paint getItemPaint(int row, int column) {
            return rows.get(column).leading() ? ChartTheme.OURS : ChartTheme.SECOND_RANK;
        }
    }
}
