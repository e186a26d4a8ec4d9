package daybreak.reports.quarterly;

import daybreak.reports.chart.Chart;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Section;
import java.util.List;

/**
 * A page ready to be laid out.
 *
 * @param pictures its charts with their words; each is also written as a picture
 * @param sparklines drawings the size of a word, which say nothing outside their table
 */
record PrintedPage(Section section, List<ChartPicture> pictures, List<Chart> sparklines) {

    PrintedPage {
        pictures = List.copyOf(pictures);
        sparklines = List.copyOf(sparklines);
    }
}
