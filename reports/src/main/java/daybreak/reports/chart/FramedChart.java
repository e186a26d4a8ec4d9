package daybreak.reports.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/** A chart in its frame; what is left to say is how its figures are drawn. */
abstract class FramedChart implements Chart {

    /** Points of 1/72 inch in a millimetre. */
    static final double MM = 72 / 25.4;

    private final ChartFrame frame;
    private final ChartTheme theme;

    FramedChart(ChartFrame frame, ChartTheme theme) {
        this.frame = frame;
        this.theme = theme;
    }

    abstract void drawFigures(Graphics2D g, Rectangle2D area);

    ChartTheme theme() {
        return theme;
    }

    @Override
    public final String name() {
        return frame.name();
    }

    @Override
    public final String alt() {
        return frame.alt();
    }

    @Override
    public final double widthMm() {
        return frame.widthMm();
    }

    @Override
    public final double heightMm() {
        return frame.heightMm();
    }

    @Override
    public final void draw(Graphics2D g, Rectangle2D area) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawFigures(g, area);
    }
}
