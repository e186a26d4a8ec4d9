package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.spark.NativeExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void withoutAnythingTheDefaultsHold() {
        Settings settings = read(Map.of(), Map.of());

        assertThat(settings.home()).isEqualTo(directory.resolve("var"));
        assertThat(settings.database().url()).isNull();
        assertThat(settings.master()).isEqualTo("local[*]");
        assertThat(settings.language()).isEqualTo(Language.CHINESE);
        assertThat(settings.nativeExecution()).isEqualTo(NativeExecution.AUTO);
        assertThat(settings.brokerage()).isEqualTo("brokerage");
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Files.writeString(directory.resolve("daybreak.yaml"), """
                brokerage: from-file
                lang: en
                native: "off"
                targets: {complaint_rate: 2}
                """);

        Settings settings = read(
                Map.of("brokerage", "from-flag"),
                Map.of("DAYBREAK_BROKERAGE", "from-environment", "DAYBREAK_NATIVE", "auto"));

        assertThat(settings.brokerage()).isEqualTo("from-flag");
        assertThat(settings.nativeExecution()).isEqualTo(NativeExecution.AUTO);
        assertThat(settings.language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void theFileMayLieInTheHome() throws IOException {
        Files.createDirectories(directory.resolve("elsewhere"));
        Files.writeString(directory.resolve("elsewhere/daybreak.yaml"), "zone: Europe/Berlin\n");

        assertThat(read(Map.of("home", "elsewhere"), Map.of()).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void aMistakeIsNamedWithThePlaceItCameFrom() throws IOException {
        assertUsage(Map.of("lang", "fr"), Map.of(), "--lang must be zh-CN or en, not fr");
        assertUsage(Map.of(), Map.of("DAYBREAK_NATIVE", "on"), "DAYBREAK_NATIVE must be auto or off, not on");
        assertUsage(Map.of("db_port", "many"), Map.of(), "--db-port must be a port number, not many");
        assertUsage(
                Map.of("db", "postgres://host"),
                Map.of(),
                "the database URL must start with jdbc:postgresql:, for example"
                        + " jdbc:postgresql://host:5432/daybreak");
        assertUsage(
                Map.of("master", "yarn"),
                Map.of(),
                "the Spark master must look like local[*] or spark://host:7077, not yarn");
        assertUsage(
                Map.of("master", "spark://host:7077"),
                Map.of(),
                "the workers of spark://host:7077 cannot reach the embedded database, which listens on this machine"
                        + " alone: give a PostgreSQL server with --db");
        Path file = Files.writeString(directory.resolve("daybreak.yaml"), "brokrage: x\n");
        assertUsage(
                Map.of(),
                Map.of(),
                file + " sets brokrage, which is no setting; did you mean brokerage, home or zone?");
    }

    @Test
    void secretsAreNotPrinted() {
        Settings settings = read(
                Map.of("db", "jdbc:postgresql://host/daybreak"),
                Map.of("DAYBREAK_DB_USER", "keeper", "DAYBREAK_DB_PASSWORD", "secret"));

        assertThat(settings.database().password()).isEqualTo("secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    private void assertUsage(Map<String, String> flags, Map<String, String> environment, String message) {
        assertThatThrownBy(() -> read(flags, environment))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage(message);
    }

    private Settings read(Map<String, String> flags, Map<String, String> environment) {
        return new SettingsReader(directory, environment).read(flags);
    }
}
