package daybreak.sample.bench.pollock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    @TempDir
    Path folder;

    @Test
    void filesTheirCleanTwinsAndTheirWeightsAreUnpacked() throws IOException {
        Path archive = archive(Map.of(
                "./polluted_files/csv/a.csv", "1;2",
                "./polluted_files/clean/a.csv", "\"1\",\"2\"",
                "./pollock_weights.json", "{\"a.csv\": 2.5}"));
        Corpus corpus = Corpus.unpack(archive, folder.resolve("out"));
        assertThat(corpus.polluted().resolve("a.csv")).hasContent("1;2");
        assertThat(corpus.clean().resolve("a.csv")).hasContent("\"1\",\"2\"");
        assertThat(corpus.weights()).isEqualTo(Map.of("a.csv", 2.5));
    }

    @Test
    void anEntryThatLeadsOutOfTheFolderIsNotWritten() throws IOException {
        Path archive = archive(Map.of("../out.csv", "x"));
        assertThatThrownBy(() -> Corpus.unpack(archive, folder.resolve("in")))
                .hasMessageContaining("holds the entry ../out.csv, which leads out of it.");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    private Path archive(Map<String, String> files) throws IOException {
        Path archive = folder.resolve("corpus.tar.xz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZCompressorOutputStream(Files.newOutputStream(archive)))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }
}
