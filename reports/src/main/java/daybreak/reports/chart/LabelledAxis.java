package daybreak.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** A horizontal axis with words at whole numbers from 0: the first, the last, and between them as many as fit evenly. */
final class LabelledAxis extends NumberAxis {

    private static final double CLEARANCE = 7;

    private final List<String> labels;

    LabelledAxis(ChartTheme theme, List<String> labels) {
        this.labels = List.copyOf(labels);
        setAutoRange(false);
        setAxisLinePaint(ChartTheme.LIMIT);
        setAxisLineStroke(ChartTheme.HAIRLINE);
        setTickMarkPaint(ChartTheme.LIMIT);
        setTickMarkStroke(ChartTheme.HAIRLINE);
        setTickMarkOutsideLength(2f);
        setTickLabelFont(theme.label());
        setTickLabelPaint(ChartTheme.MUTED);
        setTickLabelInsets(new RectangleInsets(1, 0, 0, 0));
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        double widest = labels.stream()
                .mapToDouble(label -> ChartTheme.width(g, getTickLabelFont(), label))
                .max()
                .orElse(0);
        List<NumberTick> ticks = new ArrayList<>();
        for (int position :
                positions(labels.size(), dataArea.getWidth() / getRange().getLength(), widest)) {
            ticks.add(new NumberTick(
                    TickType.MAJOR, position, labels.get(position), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /**
     * Which labels are written.
     *
     * @param pitch points between two neighbouring positions
     * @param widest points that the widest label takes
     */
    static List<Integer> positions(int count, double pitch, double widest) {
        int stride = Math.max(1, (int) Math.ceil((widest + CLEARANCE) / pitch));
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < count - 1; position += stride) {
            if (position == 0 || (count - 1 - position) * pitch >= widest + CLEARANCE) {
                positions.add(position);
            }
        }
        if (count > 0) {
            positions.add(count - 1);
        }
        return positions;
    }
}
