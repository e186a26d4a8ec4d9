package daybreak.schemas.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.intake.UnusualRules.Consequence;
import daybreak.schemas.intake.UnusualRules.FewerRows;
import daybreak.schemas.intake.UnusualRules.MoreRows;
import org.junit.jupiter.api.Test;

class UnusualRulesTest {

    private static final String TEXT = new DefinitionFolder("intake").readFile("unusual.yaml");

    @Test
    void theCommittedRulesAreThoseStated() {
        assertThat(UnusualRules.load())
                .isEqualTo(new UnusualRules(
                        28,
                        7,
                        0.0001,
                        Consequence.STOP,
                        Consequence.STOP,
                        new FewerRows(Consequence.STOP, 0.5, 2),
                        new MoreRows(Consequence.WARN, 2, 5),
                        new MoreRows(Consequence.WARN, 2, 5)));
    }

    @Test
    void whatCannotBeIsNamed() {
        assertThatThrownBy(() -> UnusualRules.parse(TEXT.replace("least_days: 7", "least_days: 29")))
                .hasMessageContaining("intake/unusual.yaml")
                .hasMessageContaining("least_days must lie between 1 and days");
        assertThatThrownBy(() -> UnusualRules.parse(TEXT.replace("chance: 0.0001", "chance: 1")))
                .hasMessageContaining("chance must lie between 0 and 1");
        assertThatThrownBy(() -> UnusualRules.parse(TEXT.replace("{then: warn, times: 2", "{then: shout, times: 2")))
                .hasMessageContaining("then must be one of stop, warn, not shout");
        assertThatThrownBy(() -> UnusualRules.parse(TEXT.replace("spreads: 2", "spread: 2")))
                .hasMessageContaining("does not know spread;");
    }
}
