package daybreak.sample;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The secrets of the small export, derived without reading it. */
class PlantedSecretsTest {

    private static final PlantedSecrets SECRETS =
            PlantedSecrets.of(ExportContracts.load(), CommittedExports.settings(Path.of("unused")));

    @Test
    void everyPersonalColumnOfTheContractsHoldsSomething() {
        assertThat(SECRETS.columns())
                .containsExactlyInAnyOrderElementsOf(ExportContracts.load().all().stream()
                        .flatMap(contract -> contract.personalColumns().stream()
                                .map(column -> contract.entity() + "." + column.name()))
                        .toList());
    }

    @Test
    void everySecretStandsInTheExport() throws IOException {
        StringBuilder export = new StringBuilder();
        for (Path day : ExportReading.list(Path.of("exports", "small"))) {
            for (Path file : ExportReading.list(day)) {
                export.append(Files.readString(file).replace("\"\"", "\""));
            }
        }
        String text = export.toString();
        assertThat(SECRETS.searchable()).allMatch(text::contains);
    }

    @Test
    void everybodyIsRecognisablyInvented() {
        assertThat(SECRETS.of("clients.name")).hasSize(60).allMatch(name -> name.contains("样例"));
        assertThat(SECRETS.of("clients.phone")).hasSize(60).allMatch(phone -> phone.matches("1001\\d{7}"));
        assertThat(SECRETS.of("clients.id_number")).allMatch(number -> number.startsWith("000000"));
        assertThat(SECRETS.of("listings.owner_phone")).allMatch(phone -> phone.matches("1002\\d{7}"));
        assertThat(SECRETS.of("contacts.note")).allMatch(note -> note.startsWith(PlantedSecrets.TEXT_MARK));
        assertThat(SECRETS.of("demands.commute_lat")).allMatch(degrees -> degrees.matches("30\\.\\d{5}[1-9]"));
        assertThat(SECRETS.of("complaints.text")).allMatch(text -> text.startsWith(PlantedSecrets.TEXT_MARK));
    }
}
