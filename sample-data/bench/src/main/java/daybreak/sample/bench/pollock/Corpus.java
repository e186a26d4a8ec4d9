package daybreak.sample.bench.pollock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The files of the benchmark, unpacked.
 *
 * @param polluted folder of the polluted files
 * @param clean folder of their clean twins, of the same names: comma-separated, all cells quoted
 * @param weights by name of file, how often its pollution is met in open data
 */
public record Corpus(Path polluted, Path clean, Map<String, Double> weights) {

    private static final String FILES = "polluted_files";
    private static final String WEIGHTS = "pollock_weights.json";

    /**
     * Unpacks a {@code .tar.xz} into an empty folder.
     *
     * @throws IOException if it is none, or lacks what the benchmark consists of
     */
    public static Corpus unpack(Path archive, Path folder) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream entries = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(archive + " holds the entry " + entry.getName() + ", which leads out of it.");
                }
                if (entry.isFile()) {
                    Files.createDirectories(folder.resolve(entry.getName()).resolveSibling("."));
                    Files.copy(entries, target);
                }
            }
        }
        Path files = folder.resolve(FILES);
        Corpus corpus = new Corpus(files.resolve("csv"), files.resolve("clean"), weights(folder.resolve(WEIGHTS)));
        if (!Files.isDirectory(corpus.polluted) || !Files.isDirectory(corpus.clean)) {
            throw new IOException(archive + " holds no " + FILES + "/csv and " + FILES + "/clean.");
        }
        return corpus;
    }

    private static Map<String, Double> weights(Path file) throws IOException {
        Map<String, Double> weights = new TreeMap<>();
        JsonNode all = new ObjectMapper().readTree(file.toFile());
        all.properties()
                .forEach(
                        weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
        return weights;
    }
}
