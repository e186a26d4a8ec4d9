package daybreak.reports.chart;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Whether a figure has been called, and which way. Shape and colour both say it, so that it survives a grey copy. */
public enum Mark {
    /** Nothing was called: a round point in the colour of our own figures. */
    NONE(ChartTheme.OURS),
    /** Called better: a blue square. */
    BETTER(ChartTheme.BETTER),
    /** Called worse: an orange diamond. */
    WORSE(ChartTheme.WORSE);

    private final Color colour;

    Mark(Color colour) {
        this.colour = colour;
    }

    Color colour() {
        return colour;
    }

    /** The point around the origin; a square and a diamond look as large as a disc of the same radius. */
    Shape shape(double radius) {
        return switch (this) {
            case NONE -> new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
            case BETTER -> {
                double half = radius * 0.97;
                yield new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
            }
            case WORSE -> {
                double half = radius * 1.32;
                Path2D diamond = new Path2D.Double();
                diamond.moveTo(0, -half);
                diamond.lineTo(half, 0);
                diamond.lineTo(0, half);
                diamond.lineTo(-half, 0);
                diamond.closePath();
                yield diamond;
            }
        };
    }
}
