package daybreak.reports.page;

import daybreak.reports.chart.Chart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** The mark in the header: a sun half risen over a line. */
final class DaybreakMark implements Chart {

    private static final Color OURS = new Color(0x17406D);
    private static final int RAYS = 5;

    @Override
    public String name() {
        return "daybreak-mark";
    }

    @Override
    public String alt() {
        return "Daybreak";
    }

    @Override
    public void draw(Graphics2D g, Rectangle2D area) {
        g.setColor(OURS);
        double middle = area.getCenterX();
        double horizon = area.getMaxY() - 1;
        double radius = area.getWidth() * 0.27;
        g.fill(new Rectangle2D.Double(area.getX(), horizon - 0.45, area.getWidth(), 0.9));
        g.fill(new Arc2D.Double(middle - radius, horizon - radius - 0.9, 2 * radius, 2 * radius, 0, 180, Arc2D.CHORD));
        g.setStroke(new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int ray = 0; ray < RAYS; ray++) {
            double angle = Math.PI * (0.1 + 0.8 * ray / (RAYS - 1));
            double x = Math.cos(angle);
            double y = Math.sin(angle);
            double from = radius * 1.35;
            double to = radius * 1.7;
            g.draw(new Line2D.Double(
                    middle + x * from, horizon - 0.9 - y * from, middle + x * to, horizon - 0.9 - y * to));
        }
    }

    @Override
    public double widthMm() {
        return 4.4;
    }

    @Override
    public double heightMm() {
        return 3.2;
    }
}
