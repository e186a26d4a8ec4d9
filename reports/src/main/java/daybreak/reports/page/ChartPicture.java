package daybreak.reports.page;

import daybreak.reports.chart.Chart;
import java.util.List;

/**
 * A figure of a page that is also written as a picture of its own: a drawing, or a table with drawings in it, with the
 * words that stand over it.
 *
 * @param name unique within the report; also the stem of the picture's file name
 * @param title what it says
 * @param sub measure, unit, population, period, meaning of marks
 * @param body the figure itself, the same on the page and on the picture
 * @param charts the drawings in it
 * @param widthMm width of the body in millimetres
 */
public record ChartPicture(String name, String title, String sub, Markup body, List<Chart> charts, double widthMm) {

    public ChartPicture {
        charts = List.copyOf(charts);
    }

    /** A figure that is one drawing. */
    public ChartPicture(Chart chart, String title, String sub) {
        this(chart.name(), title, sub, place(chart), List.of(chart), chart.widthMm());
    }

    /** The figure in its place on a page. */
    public Markup onPage() {
        return body;
    }

    /** The place of a drawing in a document. */
    public static Markup place(Chart chart) {
        return new Markup("<object type=\"daybreak/chart\" data=\"" + chart.name() + "\" alt=\""
                + Markup.escaped(chart.alt()) + "\" style=\"width:" + chart.widthMm() + "mm;height:" + chart.heightMm()
                + "mm\"></object>");
    }
}
