package daybreak.sample.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as it is installed, which {@code mvn verify} of all modules packages before these tests. */
final class InstalledProgram {

    private static final Path FOLDER = Path.of(System.getProperty("daybreak.installed", ""));

    private InstalledProgram() {}

    /** Skips the test where the program is not there. */
    static void require() {
        assumeTrue(
                Files.exists(FOLDER.resolve("daybreak.jar")),
                "skipped: the program is not there; mvn verify of all modules packages it before");
    }

    /**
     * The words that start it, as the launcher puts them together, with the memory of this process.
     *
     * @param options of the Java virtual machine besides
     */
    static List<String> command(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("--add-opens"))
                .forEach(command::add);
        command.add("-Djava.library.path="
                + FOLDER.resolve("lib/native/org/apache/comet/linux").resolve(System.getProperty("os.arch")));
        command.add("-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), "daybreak.jobs.cli.Daybreak"));
        return command;
    }

    private static String classPath() throws IOException {
        List<String> entries = new ArrayList<>(List.of("daybreak.jar"));
        entries.addAll(
                List.of(Files.readString(FOLDER.resolve("class-path")).strip().split(":")));
        return String.join(
                File.pathSeparator,
                entries.stream().map(entry -> FOLDER.resolve(entry).toString()).toList());
    }
}
