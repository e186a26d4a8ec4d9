package daybreak.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.export.NamedValue;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private final Wording chinese = Texts.load("page", "labels", "weekly").in(Language.CHINESE);

    @Test
    void everyChannelAndAttributionIsNamedAsTheExportContractNamesIt() {
        for (NamedValue channel :
                ExportContracts.load().of("leads").column("channel").values()) {
            assertThat(chinese.label("channel", channel.name())).isEqualTo(channel.zh());
        }
        for (NamedValue attribution :
                ExportContracts.load().of("complaints").column("attribution").values()) {
            assertThat(chinese.label("attribution", attribution.name())).isEqualTo(attribution.zh());
        }
    }

    @Test
    void aMemberWithoutLabelIsPrintedAsItIsAndTheUnknownOneIsNamed() {
        assertThat(chinese.label("root_cause", "渗漏未披露")).isEqualTo("渗漏未披露");
        assertThat(chinese.label("store", "(none)")).isEqualTo("（无）");
        assertThat(chinese.label("root_cause", "(none)")).isEqualTo("未查明");
    }
}
