package daybreak.schemas.alert;

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

/** The folder {@code schemas/alerts}: all rules that lie there can be read, and one that is not as it must be says so. */
class AlertRuleTest {

    private static final String FILE = "quiet-client.yaml";

    private static final String RULE = """
        alert: quiet-client
        order: 10
        title: {zh: 久未联系, en: Not heard of}
        subject: client
        when: silent_hours > 240
        severity: 2
        evidence: [silent_hours]
        task: {zh: "已 {silent_hours} 小时", en: "For {silent_hours} hours"}
        owner: {zh: 运营, en: Operations}
        example:
          as_of: 2026-03-02T00:00:00
          raises:
            - {client_id: a, silent_hours: 241}
          quiet:
            - {client_id: b, silent_hours: 240}
          says: {zh: "已 241 小时", en: For 241 hours}
        """;

    private final Map<String, Subject> subjects = Subject.load();

    @Test
    void allThatLieInTheFolderCanBeReadAndRankBySeverity() {
        assertThat(AlertRule.load())
                .hasSizeGreaterThanOrEqualTo(
                        new DefinitionFolder("alerts").read(".yaml").size())
                .isSortedAccordingTo((one, other) -> Integer.compare(one.severity(), other.severity()))
                .allSatisfy(
                        rule -> assertThat(rule.file()).startsWith("alerts/").endsWith(".yaml"));
    }

    @Test
    void aRuleIsReadWithItsExample() {
        AlertRule rule = AlertRule.parse(Map.of(FILE, RULE), subjects).get(0);
        assertThat(rule.dueHours()).isEqualTo(24);
        assertThat(rule.example().raises()).containsExactly(Map.of("client_id", "a", "silent_hours", "241"));
        assertThat(rule.example().says().en()).isEqualTo("For 241 hours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert", "title", "subject", "when", "task", "owner", "example"})
    void failsWithoutA(String key) {
        String without = RULE.replaceAll("(?m)^" + key + ":.*\\R(?:  .*\\R)*", "");
        assertThat(without).hasSizeLessThan(RULE.length());
        assertFails(without, "alerts/quiet-client.yaml: " + key + " is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                order: | rank: | alerts/quiet-client.yaml: does not know rank; it knows about, alert, due_hours
                severity: 2 | severity: high | alerts/quiet-client.yaml: severity must be a whole number.
                evidence: [silent_hours] | evidence: silent_hours | alerts/quiet-client.yaml: evidence must be a list.
                en: Not heard of | "" | alerts/quiet-client.yaml, title: en is missing.
                subject: client | subject: clients | alerts/quiet-client.yaml: the subject clients is unknown
                subject: client | subject: lead | alerts/quiet-client.yaml: an alert rule needs a daily subject, and lead is none.
                evidence: [silent_hours] | evidence: [silent_days] | alerts/quiet-client.yaml: evidence names silent_days, which is no column of the subject client; it has client_id, created_at
                {silent_hours} hours | {Silent_hours} hours | alerts/quiet-client.yaml: task has {Silent_hours}, and only evidence goes in braces: silent_hours.
                {silent_hours} 小时 | {tier} 小时 | alerts/quiet-client.yaml: task has {tier}, and only evidence goes in braces: silent_hours.
                {silent_hours} hours | {silent hours | alerts/quiet-client.yaml: task has {, and only evidence goes in braces: silent_hours.
                client_id: b | client: b | alerts/quiet-client.yaml: example names client, which is no column of the subject client
                raises: | raise: | alerts/quiet-client.yaml, example: does not know raise; it knows as_of, quiet, raises, says.
                """)
    void failsOn(String good, String bad, String sentence) {
        assertThat(RULE).contains(good);
        assertFails(RULE.replace(good, bad == null ? "" : bad), sentence);
    }

    @Test
    void failsOnASecondRuleOfTheName() {
        assertThatThrownBy(() -> AlertRule.parse(Map.of(FILE, RULE, "other.yaml", RULE), subjects))
                .hasMessageContaining("there is a second rule quiet-client.");
    }

    private void assertFails(String text, String sentence) {
        assertThatThrownBy(() -> AlertRule.parse(Map.of(FILE, text), subjects))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }
}
