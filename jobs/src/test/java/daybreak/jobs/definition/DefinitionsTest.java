package daybreak.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.spark.OwnSpark;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Facts;
import daybreak.schemas.subject.Subject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every SQL text under {@code schemas/} is analysed; a misspelt column fails with the file and the column. */
class DefinitionsTest {

    private static final String WISHES = "wishes.sql";

    @RegisterExtension
    private static final OwnSpark SPARK = OwnSpark.plain();

    private final Map<String, String> subjectTexts = new DefinitionFolder("subjects").read("");
    private final Map<String, String> metricTexts = new DefinitionFolder("metrics").read(".yaml");
    private final Map<String, String> alertTexts = new DefinitionFolder("alerts").read(".yaml");

    @Test
    void everyDefinitionThatWeHaveNamesOnlyColumnsThatThereAre() {
        Map<String, Subject> subjects = Subject.load();
        DefinitionAnalysis analysis = new DefinitionAnalysis(SPARK.session(), Facts.load(), subjects)
                .ofFacts()
                .ofSubjects()
                .of(Metrics.load().all())
                .ofRules(AlertRule.load());
        new DefinitionFolder("matching").read(".sql").forEach(analysis::ofMatching);
        assertThat(analysis.problems()).isEmpty();
    }

    @Test
    void aMisspeltColumnOfAMetricIsNamedWithItsFile() {
        assertThat(problemsOfMetrics(changed(
                        metricTexts, "complaint_response_24h.yaml", "success: responded_at", "success: respnded_at")))
                .singleElement()
                .asString()
                .startsWith("metrics/complaint_response_24h.yaml, success: the column respnded_at is unknown;"
                        + " perhaps it is one of responded_at, ");
        assertThat(problemsOfMetrics(
                        changed(metricTexts, "viewing_feedback_1h.yaml", "AND ended_at IS NULL", "AND end_at IS NULL")))
                .singleElement()
                .asString()
                .startsWith("metrics/viewing_feedback_1h.yaml, states, no_end: the column end_at is unknown;");
        assertThat(problemsOfMetrics(changed(metricTexts, "complaint_rate.yaml", "sum(signings)", "sum(signing)")))
                .singleElement()
                .asString()
                .startsWith("metrics/complaint_rate.yaml, per: the column signing is unknown;"
                        + " perhaps it is one of signings, ");
    }

    @Test
    void aConditionThatIsNoneIsNamedWithItsFile() {
        assertThat(problemsOfMetrics(
                        changed(metricTexts, "speed_to_lead.yaml", "end: first_response_at", "end: channel")))
                .containsExactly("metrics/speed_to_lead.yaml, end: must be a timestamp, and is a string.");
        assertThat(problemsOfMetrics(changed(
                        metricTexts,
                        "complaint_response_24h.yaml",
                        "success: responded_at <=",
                        "success: responded_at, ")))
                .singleElement()
                .asString()
                .startsWith("metrics/complaint_response_24h.yaml, success: ");
    }

    @Test
    void aMisspeltColumnOfAnAlertRuleIsNamedWithItsFile() {
        Map<String, String> misspelt = changed(alertTexts, "a-tier-silent.yaml", "tier = 'A'", "teir = 'A'");
        Map<String, Subject> subjects = Subject.load();
        assertThat(new DefinitionAnalysis(SPARK.session(), Facts.load(), subjects)
                        .ofRules(AlertRule.parse(misspelt, subjects))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("alerts/a-tier-silent.yaml, when: the column teir is unknown; perhaps it is one of tier, ");
    }

    @Test
    void aMisspeltColumnOfTheWishesIsNamedWithItsFile() {
        String sql = new DefinitionFolder("matching").readFile(WISHES);
        assertThat(sql).contains("d.rooms_min");
        assertThat(new DefinitionAnalysis(SPARK.session(), Facts.load(), Subject.load())
                        .ofMatching(WISHES, sql.replaceFirst("d\\.rooms_min", "d.room_min"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("matching/wishes.sql: the column d.room_min is unknown;");
    }

    @Test
    void aMisspeltColumnOfASubjectIsNamedWithItsFile() {
        Map<String, String> misspelt = changed(subjectTexts, "complaint.sql", "c.resolved_at", "c.reslved_at");
        assertThat(new DefinitionAnalysis(SPARK.session(), Facts.load(), Subject.parse(misspelt))
                        .ofSubjects()
                        .problems())
                .singleElement()
                .asString()
                .startsWith("subjects/complaint.sql: the column c.reslved_at is unknown;");
    }

    @Test
    void aColumnWithoutWordsAndWordsWithoutAColumnAreNamedWithTheirFile() {
        Map<String, String> silent = changed(subjectTexts, "viewing.yaml", "  listing_id: what\n", "  home: what\n");
        assertThat(new DefinitionAnalysis(SPARK.session(), Facts.load(), Subject.parse(silent))
                        .ofSubjects()
                        .problems())
                .containsExactly(
                        "subjects/viewing.yaml: the column home is none of the SELECT beside it.",
                        "subjects/viewing.yaml: the column listing_id of the SELECT is neither key, nor among"
                                + " dimensions or columns.");
    }

    private static List<String> problemsOfMetrics(Map<String, String> texts) {
        Map<String, Subject> subjects = Subject.load();
        return new DefinitionAnalysis(SPARK.session(), Facts.load(), subjects)
                .of(Metrics.parse(texts, subjects).all())
                .problems();
    }

    private static Map<String, String> changed(Map<String, String> texts, String file, String good, String bad) {
        Map<String, String> changed = new TreeMap<>(texts);
        String text = texts.getOrDefault(file, "");
        assertThat(text).contains(good);
        changed.put(file, text.replace(good, bad));
        return changed;
    }
}
