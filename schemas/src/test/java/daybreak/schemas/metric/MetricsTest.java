package daybreak.schemas.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.subject.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder {@code schemas/metrics}: all that lie there can be read, and one that is not as it must be says so. */
class MetricsTest {

    private static final String FILE = "answered.yaml";

    private static final String METRIC = """
        metric: answered
        title: {zh: 已答复, en: Answered}
        about: {zh: 已答复的线索占比, en: Leads answered}
        subject: lead
        kind: share
        success: first_response_at IS NOT NULL
        states: {silent: first_response_at IS NULL}
        by: [channel]
        unit: {zh: "%", en: "%"}
        better: higher
        chart: p
        chart_by: [channel]
        target: 0.9
        owner: {zh: 运营, en: Operations}
        action: {zh: 答复, en: Answer}
        source: ours
        example:
          as_of: 2026-03-02T00:00:00
          rows:
            - {lead_id: one, created_at: 2026-02-01T00:00:00}
          gives: {numerator: 0, denominator: 1, value: 0, states: {silent: 1}}
        """;

    private final Map<String, Subject> subjects = Subject.load();

    @Test
    void allThatLieInTheFolderCanBeRead() {
        assertThat(Metrics.load().all())
                .hasSizeGreaterThan(
                        new DefinitionFolder("metrics").read(".yaml").size())
                .allSatisfy(metric ->
                        assertThat(metric.file()).startsWith("metrics/").endsWith(".yaml"));
    }

    @Test
    void aMetricIsReadWithItsExample() {
        Metric metric = Metrics.parse(Map.of(FILE, METRIC), subjects).all().get(0);
        assertThat(metric.file()).isEqualTo("metrics/answered.yaml");
        assertThat(metric.where()).isEqualTo("true");
        assertThat(metric.scale()).isEqualTo(1);
        assertThat(metric.example().rows())
                .containsExactly(Map.of("lead_id", "one", "created_at", "2026-02-01T00:00:00"));
        assertThat(metric.example().states()).isEqualTo(Map.of("silent", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric", "title", "about", "subject", "kind", "unit", "better", "owner", "action", "source", "example"
            })
    void failsWithoutA(String key) {
        String without = METRIC.replaceAll("(?m)^" + key + ":.*\\R(?:  .*\\R)*", "");
        assertThat(without).hasSizeLessThan(METRIC.length());
        assertFails(without, "metrics/answered.yaml: " + key + " is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                chart_by: | charts_by: | metrics/answered.yaml: does not know charts_by; it knows about, action, better, by
                en: Answered | "" | metrics/answered.yaml, title: en is missing.
                title: {zh: 已答复, en: Answered} | title: 已答复 | metrics/answered.yaml, title: must be an object of names and values.
                by: [channel] | by: channel | metrics/answered.yaml: by must be a list.
                target: 0.9 | target: high | metrics/answered.yaml: target must be a number.
                better: higher | better: up | metrics/answered.yaml: better must be one of higher, lower, neither, not up.
                kind: share | kind: duration | metrics/answered.yaml
                success: first | success_at: first | does not know success_at
                subject: lead | subject: leads | metrics/answered.yaml: the subject leads is unknown; there are client, client_day
                subject: lead | subject: client | metrics/answered.yaml: the subject client has no period
                by: [channel] | by: [chanel] | metrics/answered.yaml: by names chanel, which is no dimension of the subject lead; it has channel, campaign
                chart_by: [channel] | chart_by: [store] | metrics/answered.yaml: chart_by names store, and the metric is not split by it
                lead_id: one | leed_id: one | metrics/answered.yaml: example names leed_id, which is no column of the subject lead; it has lead_id
                zh: 已答复, en | zh: "${what}", en | metrics/answered.yaml: nothing says what ${what} is; each gives nothing.
                as_of: 2026-03-02T00:00:00 | as_of: March | metrics/answered.yaml, example: as_of must be a time such as 2026-03-02T00:00:00, not March.
                value: 0, states | states | metrics/answered.yaml, example, gives: value is missing.
                states: {silent: 1} | not_yet_due: 0 | metrics/answered.yaml, example, gives: states must give a count of each of silent.
                denominator: 1 | denominator: one | metrics/answered.yaml, example, gives: denominator must be a number.
                """)
    void failsOn(String good, String bad, String sentence) {
        assertThat(METRIC).contains(good);
        assertFails(METRIC.replace(good, bad == null ? "" : bad), sentence);
    }

    @Test
    void failsOnAShareWithoutSuccess() {
        assertFails(
                METRIC.replace("success: first_response_at IS NOT NULL\n", ""),
                "metrics/answered.yaml: a share needs success.");
    }

    @Test
    void failsOnASecondMetricOfTheName() {
        assertThatThrownBy(() -> Metrics.parse(Map.of(FILE, METRIC, "other.yaml", METRIC), subjects))
                .hasMessageContaining("there is a second metric named answered.");
    }

    @Test
    void anotherTitleIsNoNewVersionAndAnotherExpressionIs() {
        String version = version(METRIC);
        assertThat(version(METRIC.replace("en: Answered", "en: Replied"))).isEqualTo(version);
        assertThat(version(METRIC.replace("success: first_response_at", "success: signed_at")))
                .isNotEqualTo(version);
    }

    private String version(String text) {
        return Metrics.parse(Map.of(FILE, text), subjects).all().get(0).version();
    }

    private void assertFails(String text, String sentence) {
        assertThatThrownBy(() -> Metrics.parse(Map.of(FILE, text), subjects))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }
}
