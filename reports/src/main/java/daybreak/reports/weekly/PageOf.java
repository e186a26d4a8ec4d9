package daybreak.reports.weekly;

import daybreak.reports.chart.Chart;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Section;
import java.util.List;

/**
 * A page of the review.
 *
 * @param pictures its figures that are also pictures of their own
 */
record PageOf(Section section, List<ChartPicture> pictures) {

    PageOf {
        pictures = List.copyOf(pictures);
    }

    /** The drawings of all its figures. */
    List<Chart> charts() {
        return pictures.stream().flatMap(picture -> picture.charts().stream()).toList();
    }
}
