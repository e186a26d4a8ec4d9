package daybreak.reports.page;

import daybreak.reports.chart.Chart;
import daybreak.reports.text.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all pages of a report share: header, footer, style; makes documents of sections.
 *
 * @param report its name
 * @param brokerage whose it is
 * @param periodWords the period in words, right in the header
 * @param footer as-of, run and masking note
 */
public record ReportFrame(
        Templates templates, Wording wording, String report, String brokerage, String periodWords, String footer) {

    /** The whole report. */
    public Document document(List<Section> sections, List<ChartPicture> pictures) {
        String title = report + "·" + periodWords + "·" + brokerage;
        Map<String, Object> model = model(title);
        model.put("subject", report + "·" + periodWords);
        model.put("report", report);
        model.put("brokerage", brokerage);
        model.put("periodWords", periodWords);
        model.put("footer", footer);
        model.put("sections", sections);
        List<Chart> charts = new ArrayList<>();
        charts.add(new DaybreakMark());
        pictures.forEach(picture -> charts.addAll(picture.charts()));
        return new Document(templates.fill("page/frame", wording, model), charts, title);
    }

    /** One figure with its words, on a page of its own. */
    public Document picture(ChartPicture picture) {
        return pictures(List.of(picture));
    }

    /** Figures with their words, each on a page of its own: laid out at once, fonts are read but once. */
    public Document pictures(List<ChartPicture> pictures) {
        Map<String, Object> model = model(report + "·" + periodWords);
        model.put("pictures", pictures);
        model.put(
                "width",
                pictures.stream().mapToDouble(ChartPicture::widthMm).max().orElse(0)
                        + 2 * PageRenderer.PICTURE_MARGIN_MM);
        model.put("margin", PageRenderer.PICTURE_MARGIN_MM);
        model.put("source", brokerage + "·" + periodWords + "·" + footer);
        List<Chart> charts =
                pictures.stream().flatMap(picture -> picture.charts().stream()).toList();
        return new Document(templates.fill("page/picture", wording, model), charts, report + "·" + periodWords);
    }

    private Map<String, Object> model(String title) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", title);
        model.put("lang", wording.language().tag());
        model.put("css", styleSheet());
        return model;
    }

    private static String styleSheet() {
        try (InputStream in = ReportFrame.class.getResourceAsStream("/daybreak/reports/page/page.css")) {
            if (in == null) {
                throw new IllegalStateException("The style sheet of the pages is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The style sheet of the pages cannot be read", e);
        }
    }
}
