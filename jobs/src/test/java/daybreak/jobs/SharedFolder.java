package daybreak.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real data that lies beside a checkout; tests that read it are skipped where it is not there. */
public final class SharedFolder {

    private SharedFolder() {}

    /** A file or folder below {@code shared/}, which lies beside the project root or beside one of its parents. */
    public static Path of(String relative) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolve("shared").resolve(relative);
            if (Files.exists(candidate)) {
                return candidate;
            }
            folder = folder.getParent();
        }
        return Assumptions.abort("Skipped: shared/" + relative + " does not lie beside the project.");
    }
}
