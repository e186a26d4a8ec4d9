package daybreak.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line the size of a word, on its own scale: the last point filled, the same period a year ago hollow, the target
 * dashed.
 */
public final class Sparkline extends FramedChart {

    private static final double MARGIN = 3;
    private static final double RADIUS = 2.2;

    private final Data data;

    public Sparkline(ChartFrame frame, ChartTheme theme, Data data) {
        super(frame, theme);
        this.data = data;
    }

    /**
     * The figures.
     *
     * @param values in order of time; null where a period has no figure, which breaks the line
     * @param target in the same unit; null without target
     * @param yearAgo index of the same period a year ago; null where it is not among the values
     */
    public record Data(
            List<@Nullable Double> values,
            @Nullable Double target,
            @Nullable Integer yearAgo) {

        public Data {
            // Arrays.asList, since List.copyOf takes no null.
            values = Arrays.asList(values.toArray(new Double[0]));
            if (yearAgo != null && (yearAgo < 0 || yearAgo >= values.size())) {
                throw new IllegalArgumentException("There is no point " + yearAgo + " of " + values.size());
            }
        }
    }

    @Override
    void drawFigures(Graphics2D g, Rectangle2D area) {
        List<Double> known = Stream.concat(data.values().stream(), Stream.ofNullable(data.target()))
                .filter(Objects::nonNull)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        double lowest = known.stream().mapToDouble(value -> value).min().orElse(0);
        double highest = known.stream().mapToDouble(value -> value).max().orElse(0);
        double length = highest > lowest ? highest - lowest : 1;
        double foot = area.getMaxY() - MARGIN;
        double scale = (area.getHeight() - 2 * MARGIN) / length;
        double pitch =
                (area.getWidth() - 2 * MARGIN) / Math.max(1, data.values().size() - 1);
        if (data.target() != null) {
            double y = foot - (data.target() - lowest) * scale;
            g.setPaint(ChartTheme.INK);
            g.setStroke(ChartTheme.dash(0.8f, 2.5f, 2f));
            g.draw(new Line2D.Double(area.getX(), y, area.getMaxX(), y));
        }
        Path2D line = new Path2D.Double();
        boolean joined = false;
        for (int i = 0; i < data.values().size(); i++) {
            Double value = data.values().get(i);
            if (value == null) {
                joined = false;
                continue;
            }
            double x = area.getX() + MARGIN + i * pitch;
            double y = foot - (value - lowest) * scale;
            if (joined) {
                line.lineTo(x, y);
            } else {
                // Onto itself: a figure between two unknown ones is a point.
                line.moveTo(x, y);
                line.lineTo(x, y);
            }
            joined = true;
        }
        g.setPaint(ChartTheme.OURS);
        g.setStroke(new BasicStroke(0.9f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(line);
        if (data.yearAgo() != null) {
            point(g, area, data.yearAgo(), pitch, foot, lowest, scale, Color.WHITE);
        }
        point(g, area, data.values().size() - 1, pitch, foot, lowest, scale, ChartTheme.OURS);
    }

    private void point(
            Graphics2D g,
            Rectangle2D area,
            int index,
            double pitch,
            double foot,
            double lowest,
            double scale,
            Color fill) {
        Double value = data.values().get(index);
        if (value == null) {
            return;
        }
        double x = area.getX() + MARGIN + index * pitch;
        double y = foot - (value - lowest) * scale;
        Ellipse2D disc = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        g.setPaint(fill);
        g.fill(disc);
        g.setPaint(ChartTheme.OURS);
        g.setStroke(new BasicStroke(0.8f));
        g.draw(disc);
    }
}
