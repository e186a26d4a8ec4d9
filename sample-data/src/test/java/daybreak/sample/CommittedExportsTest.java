package daybreak.sample;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the repository is what the generator writes today. */
class CommittedExportsTest {

    private static final Path COMMITTED = Path.of("exports");
    private static final String ADVICE =
            "The generator or a contract has changed: delete sample-data/exports, write it anew with"
                    + " CommittedExports.main, look at the difference, and work out again what rests on it";

    @TempDir
    Path folder;

    @Test
    void theSmallExportIsWrittenByteForByte() throws IOException {
        new CommittedExports(ExportContracts.load()).writeSmall(folder);
        assertSame(COMMITTED.resolve("small"));
    }

    @Test
    void theBrokenTwinIsWrittenByteForByte() throws IOException {
        new CommittedExports(ExportContracts.load()).writeBroken(folder);
        assertSame(COMMITTED.resolve("broken"));
    }

    private void assertSame(Path committed) throws IOException {
        List<Path> written = files(folder);
        assertThat(files(committed)).as(ADVICE).isEqualTo(written);
        for (Path file : written) {
            assertThat(Files.mismatch(committed.resolve(file), folder.resolve(file)))
                    .as(ADVICE + ": " + file)
                    .isEqualTo(-1);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }
}
