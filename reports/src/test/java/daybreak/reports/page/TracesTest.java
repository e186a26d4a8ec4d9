package daybreak.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final List<MartRow> ROWS = List.of(new MartRow("headline", Map.of("metric", "complaint_rate")));

    @Test
    void theSameFigureHasTheSameIdInEveryLanguageAndEveryTime() {
        Traces traces = new Traces("weekly", "2026-W47", "20261122-01", Map.of());
        String id = traces.mark("headline", "complaint_rate", ROWS, Map.of("value", 1.23));

        assertThat(traces.mark("headline", "complaint_rate", ROWS, Map.of("value", 1.23)))
                .isEqualTo(id);
        assertThat(traces.all()).hasSize(1);

        Traces again = new Traces(
                "weekly",
                "2026-W47",
                "20261122-02",
                Map.of(id, Traces.figureName("weekly", "2026-W47", "complaint_rate")));
        assertThat(again.mark("headline", "complaint_rate", ROWS, Map.of("value", 1.24)))
                .isEqualTo(id);
    }

    @Test
    void anIdThatStandsForAnotherFigureIsMadeLongerByOneCharacter() {
        String id = new Traces("weekly", "2026-W47", "r", Map.of()).mark("p", "figure", ROWS, Map.of());
        Map<String, String> taken = new HashMap<>(Map.of(id, "weekly/2026-W40/other"));

        String longer = new Traces("weekly", "2026-W47", "r", taken).mark("p", "figure", ROWS, Map.of());

        assertThat(id).hasSize(4).matches("[2346789CDFGHJKMNPQRTVWXY]+");
        assertThat(longer).hasSize(5).startsWith(id);
    }

    @Test
    void aTraceIsWrittenAsTheMartKeepsIt() {
        Traces traces = new Traces("weekly", "2026-W47", "20261122-01", Map.of());
        traces.mark("headline", "complaint_rate", ROWS, Map.of("value", 1.2332990750256938));

        Trace trace = traces.all().get(0);
        assertThat(trace.refersToJson())
                .isEqualTo("[{\"table\":\"headline\",\"key\":{\"metric\":\"complaint_rate\"}}]");
        assertThat(trace.printedJson()).isEqualTo("{\"value\":1.2332990750256938}");
    }
}
