package daybreak.schemas.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder {@code schemas/subjects}: all that lie there can be read, and one that is not as it must be says so. */
class SubjectTest {

    private static final String SUBJECT = """
        subject: offer
        grain: one row per offer
        key: [offer_id]
        daily: true
        period: offered_at
        dimensions:
          outcome: as exported
        columns:
          offered_at: when it was made
        """;

    private static final String SELECT = "SELECT day, as_of, offer_id, offered_at, outcome FROM offers";

    @Test
    void allThatLieInTheFolderCanBeRead() {
        assertThat(Subject.load())
                .hasSize(new DefinitionFolder("subjects").read(".sql").size());
    }

    @Test
    void aSubjectIsReadWithItsSelect() {
        assertThat(Subject.parse(Map.of("offer.yaml", SUBJECT, "offer.sql", SELECT)))
                .hasEntrySatisfying("offer", offer -> {
                    assertThat(offer.sql()).isEqualTo(SELECT);
                    assertThat(offer.columnNames()).containsExactly("offer_id", "outcome", "offered_at");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "grain", "key"})
    void failsWithoutA(String key) {
        assertFails(SUBJECT.replaceAll("(?m)^" + key + ":.*\\R", ""), "subjects/offer.yaml: " + key + " is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                grain: | grains: | subjects/offer.yaml: does not know grains; it knows columns, daily, dimensions, grain, key, period, subject.
                subject: offer | subject: offers | subjects/offer.yaml: the file of the subject offers is named offers.yaml.
                key: [offer_id] | key: offer_id | subjects/offer.yaml: key must be a list.
                daily: true | daily: sometimes | subjects/offer.yaml: daily must be true or false.
                period: offered_at | period: ofered_at | subjects/offer.yaml: period names ofered_at, which is no column of the subject offer; it has offer_id, outcome, offered_at.
                outcome: as exported | offered_at: when | subjects/offer.yaml: the column offered_at is among dimensions and among columns.
                outcome: as exported | "outcome:" | subjects/offer.yaml, dimensions: outcome is missing.
                """)
    void failsOn(String good, String bad, String sentence) {
        assertThat(SUBJECT).contains(good);
        assertFails(SUBJECT.replace(good, bad), sentence);
    }

    @Test
    void failsWithoutItsSelectAndOnASelectAlone() {
        assertThatThrownBy(() -> Subject.parse(Map.of("offer.yaml", SUBJECT)))
                .hasMessage("subjects/offer.yaml: the SELECT offer.sql is missing beside it.");
        assertThatThrownBy(() -> Subject.parse(Map.of("offer.sql", SELECT)))
                .hasMessage("subjects/offer.sql: the YAML that says what its columns mean is missing beside it.");
    }

    private static void assertFails(String text, String sentence) {
        assertThatThrownBy(() -> Subject.parse(Map.of("offer.yaml", text, "offer.sql", SELECT)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }
}
