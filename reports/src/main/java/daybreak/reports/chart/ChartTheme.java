package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.ui.RectangleInsets;

/**
 * The one look of all charts: fonts, colours, strokes and axes.
 *
 * @param regular the face of labels and axes, of any size
 * @param medium the face of labels that carry a verdict
 * @param bold the face of our own figures
 */
public record ChartTheme(Font regular, Font medium, Font bold) {

    static final Color INK = new Color(0x16202B);
    static final Color MUTED = new Color(0x5A6673);
    static final Color FAINT = new Color(0x6A7581);
    static final Color RULE = new Color(0xCFD6DD);
    static final Color GRID = new Color(0xE4E9ED);
    static final Color COMPARISON = new Color(0xA3AFBA);
    static final Color PANEL = new Color(0xF3F5F7);
    static final Color OURS = new Color(0x17406D);
    static final Color SECOND_RANK = new Color(0x8FA3BA);
    static final Color LIMIT = new Color(0x7C8894);
    static final Color BAND = new Color(0xE6EDF4);
    static final Color BETTER = new Color(0x0072B2);
    static final Color WORSE = new Color(0xB34500);
    static final Color LATE = new Color(0xE08A52);
    static final Color LATE_BAR = new Color(0xF3CBB0);
    static final Color PAST_BAR = new Color(0xD9DEE4);

    static final BasicStroke HAIRLINE = new BasicStroke(0.7f);
    static final BasicStroke SOLID = new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    static final BasicStroke LIMIT_DASH = dash(0.7f, 2.5f, 2f);
    static final BasicStroke TARGET_DASH = dash(1.1f, 6f, 3f);
    static final BasicStroke PROMISE = new BasicStroke(1.2f);

    /** The floor for Chinese in print. */
    private static final float AXIS_SIZE = 7f;

    /** Between the base lines of two labels at a line's end; less and they touch. */
    private static final double LABEL_PITCH = 8.6;

    static BasicStroke dash(float width, float on, float off) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {on, off}, 0f);
    }

    Font label() {
        return regular.deriveFont(AXIS_SIZE);
    }

    Font verdict() {
        return medium.deriveFont(AXIS_SIZE);
    }

    Font figure() {
        return bold.deriveFont(AXIS_SIZE + 0.5f);
    }

    /** A chart without decoration. Series paints are to be set after this, since applying a theme wipes them. */
    JFreeChart chart(Plot plot) {
        JFreeChart chart = new JFreeChart(null, label(), plot, false);
        StandardChartTheme theme = new StandardChartTheme("daybreak", false);
        theme.setExtraLargeFont(label());
        theme.setLargeFont(label());
        theme.setRegularFont(label());
        theme.setSmallFont(label());
        theme.setChartBackgroundPaint(Color.WHITE);
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setTickLabelPaint(MUTED);
        theme.setAxisOffset(RectangleInsets.ZERO_INSETS);
        theme.setShadowVisible(false);
        theme.setBarPainter(new StandardBarPainter());
        theme.setXYBarPainter(new StandardXYBarPainter());
        theme.apply(chart);
        // The page shows through: a chart may lie over the rules of a table.
        chart.setBackgroundPaint(null);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.getRenderingHints().put(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (plot instanceof XYPlot xy) {
            xy.setDomainGridlinesVisible(false);
            xy.setRangeGridlinePaint(GRID);
            xy.setRangeGridlineStroke(HAIRLINE);
        }
        if (plot instanceof CategoryPlot category) {
            category.setRangeGridlinesVisible(false);
        }
        return chart;
    }

    /** An axis of which only the numbers show. */
    void bareAxis(ValueAxis axis) {
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(label());
        axis.setTickLabelPaint(MUTED);
        axis.setTickLabelInsets(new RectangleInsets(1, 0, 1, 3));
    }

    /** An axis of which nothing shows. */
    static void hiddenAxis(ValueAxis axis) {
        axis.setVisible(false);
    }

    /** Draws the chart and tells where its data lie. */
    static Rectangle2D draw(JFreeChart chart, Graphics2D g, Rectangle2D area) {
        ChartRenderingInfo info = new ChartRenderingInfo(null);
        chart.draw(g, area, info);
        return info.getPlotInfo().getDataArea();
    }

    /** A step of 1, 2, 2.5, 4 or 5 times a power of ten, with at most four steps to the length. */
    static double step(double length) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(length / 4)));
        for (double factor : new double[] {1, 2, 2.5, 4, 5}) {
            if (length / (factor * magnitude) <= 4 + 1e-9) {
                return factor * magnitude;
            }
        }
        return 10 * magnitude;
    }

    /**
     * Figures with as many decimals as the step has; 0 with none.
     *
     * @param unit follows each figure, such as %
     */
    static NumberTickUnit tickUnit(double step, String unit) {
        NumberFormat format = numbers(step);
        return new NumberTickUnit(step) {
            @Override
            public String valueToString(double value) {
                return (value == 0 ? "0" : format.format(value)) + unit;
            }
        };
    }

    private static NumberFormat numbers(double step) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        int decimals = 0;
        for (double rest = step; decimals < 4 && Math.abs(rest - Math.rint(rest)) > 1e-9; rest *= 10) {
            decimals++;
        }
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format;
    }

    /**
     * The base line of each label, as near to where it belongs as labels that must not touch allow; order is kept.
     *
     * @param wanted where the labels belong, from the top
     * @param top the least base line
     * @param bottom the greatest
     */
    static double[] pushApart(double[] wanted, double top, double bottom) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> wanted[i]));
        // Neighbours that touch become a block around the mean of where its members belong.
        List<double[]> blocks = new ArrayList<>();
        for (int i : order) {
            double[] block = {wanted[i], 1};
            while (!blocks.isEmpty()) {
                double[] above = blocks.get(blocks.size() - 1);
                double room = (above[1] + block[1]) / 2 * LABEL_PITCH;
                if (block[0] - above[0] >= room) {
                    break;
                }
                double members = above[1] + block[1];
                // Each member wants to be at its own place, not at the block's centre shifted by its rank.
                block = new double[] {(above[0] * above[1] + block[0] * block[1]) / members, members};
                blocks.remove(blocks.size() - 1);
            }
            blocks.add(block);
        }
        double[] placed = new double[wanted.length];
        int next = 0;
        double free = top;
        for (double[] block : blocks) {
            double start = block[0] - (block[1] - 1) / 2 * LABEL_PITCH;
            for (int member = 0; member < block[1]; member++) {
                double line = Math.max(free, start + member * LABEL_PITCH);
                placed[order.get(next++)] = line;
                free = line + LABEL_PITCH;
            }
        }
        double limit = bottom;
        for (int i = order.size() - 1; i >= 0; i--) {
            int label = order.get(i);
            placed[label] = Math.min(placed[label], limit);
            limit = placed[label] - LABEL_PITCH;
        }
        return placed;
    }

    static double width(Graphics2D g, Font font, String text) {
        FontMetrics metrics = g.getFontMetrics(font);
        return metrics.stringWidth(text);
    }

    static void text(Graphics2D g, Font font, Color colour, String text, double x, double baseline) {
        g.setFont(font);
        g.setPaint(colour);
        g.drawString(text, (float) x, (float) baseline);
    }

    static void centred(Graphics2D g, Font font, Color colour, String text, double x, double baseline) {
        text(g, font, colour, text, x - width(g, font, text) / 2, baseline);
    }
}
