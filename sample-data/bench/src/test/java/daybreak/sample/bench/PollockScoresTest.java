package daybreak.sample.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The installed program reads the whole Pollock benchmark as well as the README says, and nothing of it wrongly in silence. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PollockScoresTest {

    @Test
    void noFileIsMisread(@TempDir Path folder) throws Exception {
        InstalledProgram.require();
        PollockScores scores = PollockScores.of(archive(), folder, InstalledProgram.command());

        assertThat(scores.files()).isEqualTo(2290);
        assertThat(scores.misread()).isEmpty();
        // The README gives 9.939 and 9.961.
        assertThat(scores.simple()).isGreaterThanOrEqualTo(9.9385);
        assertThat(scores.weighted()).isGreaterThanOrEqualTo(9.9605);
    }

    private static Path archive() {
        String relative = "shared/corpora/pollock/pollock-full.tar.xz";
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(relative))) {
                return folder.resolve(relative);
            }
        }
        return abort("Skipped: " + relative + " does not lie beside the project.");
    }
}
