package daybreak.reports.page;

import daybreak.reports.chart.Chart;

/**
 * A chart with the words that stand over it, as it is also written as a picture of its own.
 *
 * @param chart the drawing
 * @param title what it says
 * @param sub measure, unit, population, period, meaning of marks
 */
public record ChartPicture(Chart chart, String title, String sub) {

    /** The chart in its place on a page. */
    public Markup onPage() {
        return new Markup("<object type=\"daybreak/chart\" data=\"" + chart.name() + "\" alt=\""
                + Markup.escaped(chart.alt()) + "\" style=\"" + style() + "\"></object>");
    }

    String style() {
        return "width:" + chart.widthMm() + "mm;height:" + chart.heightMm() + "mm";
    }
}
