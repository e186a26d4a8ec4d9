package daybreak.reports.chart;

/**
 * What every chart is besides its figures.
 *
 * @param name unique within a report; lower case and hyphens, since it names the chart's picture too
 * @param alt what the chart says, with its numbers
 * @param widthMm width on the page in millimetres
 * @param heightMm height on the page in millimetres
 */
public record ChartFrame(String name, String alt, double widthMm, double heightMm) {

    public ChartFrame {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("A chart's name is lower case words joined by hyphens, not: " + name);
        }
        if (alt.isBlank()) {
            throw new IllegalArgumentException("Chart " + name + " needs a text for readers who cannot see it.");
        }
        if (!(widthMm > 0 && heightMm > 0)) {
            throw new IllegalArgumentException("Chart " + name + " needs a size, not " + widthMm + " × " + heightMm);
        }
    }
}
