package daybreak.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * A drawing of fixed size, placed on a page and also written as a picture of its own. It holds everything it shows:
 * the same chart draws the same figure into a PDF (as vectors and searchable text) and into a PNG.
 */
public interface Chart {

    /** The name of the chart, unique within a report; also the stem of its picture's file name. Lower case and hyphens. */
    String name();

    /** What the chart says, with its numbers, for readers who cannot see it. Never blank: PDF/UA asks for it. */
    String alt();

    /**
     * Draws the chart.
     *
     * @param g where to draw; fonts are those of the page
     * @param area where the chart lies, in units of 1/72 inch
     */
    void draw(Graphics2D g, Rectangle2D area);

    /** Width on the page in millimetres. */
    double widthMm();

    /** Height on the page in millimetres. */
    double heightMm();
}
