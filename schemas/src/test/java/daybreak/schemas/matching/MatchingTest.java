package daybreak.schemas.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.schemas.DefinitionException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchingTest {

    @Test
    void theWeightsAreThoseOfTheDefinitionOfTheMatchScore() {
        Matching matching = Matching.load();
        assertThat(matching.weights()).isEqualTo(new Matching.Weights(30, 20, 15, 10, 10, 5, 10));
        assertThat(matching.offered()).isEqualTo(3);
        assertThat(matching.leastScore()).isEqualTo(60);
    }

    @Test
    void aWeightThatIsMissingOrUnknownIsNamed() {
        assertThatThrownBy(() -> parse("weights: {price: 30}\noffered: 3\nleast_score: 60\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("matching/match_score.yaml, weights")
                .hasMessageContaining("district must be a number of at least 0");
        assertThatThrownBy(() -> parse("weights: {prise: 30}\noffered: 3\nleast_score: 60\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("does not know prise");
    }

    private static Matching parse(String score) {
        return Matching.parse(Map.of("match_score.yaml", score, "wishes.sql", "", "homes.sql", ""));
    }
}
