package daybreak.reports.page;

import daybreak.reports.chart.Chart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document ready to be laid out.
 *
 * @param xhtml the whole document; a chart is {@code <object type="daybreak/chart" data="its name">}
 * @param charts the charts that it names
 * @param title of the document, as readers' programs show it
 */
public record Document(String xhtml, List<Chart> charts, String title) {

    public Document {
        charts = List.copyOf(charts);
        Map<String, Chart> names = new LinkedHashMap<>();
        for (Chart chart : charts) {
            if (names.put(chart.name(), chart) != null) {
                throw new IllegalArgumentException("Two charts of one document are named " + chart.name());
            }
            if (chart.alt().isBlank()) {
                throw new IllegalArgumentException("The chart " + chart.name() + " has no alternative text");
            }
        }
    }

    /** The chart of a name, null if there is none. */
    @Nullable
    Chart chart(String name) {
        return charts.stream()
                .filter(chart -> chart.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
