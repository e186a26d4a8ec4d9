package daybreak.reports.page;

import java.nio.file.Path;
import java.util.List;

/**
 * What rendering a report left behind.
 *
 * @param files written, PDFs first
 * @param traces of the figures printed, to be kept in the mart of that name; reports write no database
 */
public record RenderedReport(List<Path> files, List<Trace> traces) {

    public RenderedReport {
        files = List.copyOf(files);
        traces = List.copyOf(traces);
    }
}
