package daybreak.sample.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daybreak.sample.bench.pollock.Corpus;
import daybreak.sample.bench.pollock.Loaded;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the program made of the Pollock benchmark's files.
 *
 * @param simple mean score of a file, of 10
 * @param weighted the same, each file with the weight that the benchmark gives its pollution
 * @param misread of which something is otherwise than in their clean twins and was not refused
 * @param refused of which something was refused
 */
record PollockScores(int files, double simple, double weighted, List<Entry> misread, List<Entry> refused) {

    /**
     * A file that was not read as its clean twin.
     *
     * @param form as which it was read; null: as none
     * @param reasons for what was refused of it
     */
    record Entry(String name, double score, @Nullable String form, List<String> reasons) {}

    /**
     * Has the program read all files.
     *
     * @param archive the benchmark
     * @param folder for its files and for what the program writes
     * @param program the words that start it
     * @throws BenchException if it does not read them to the end
     */
    static PollockScores of(Path archive, Path folder, List<String> program) throws IOException, InterruptedException {
        Corpus corpus = Corpus.unpack(archive, folder.resolve("corpus"));
        Path read = folder.resolve("read");
        JsonNode told = read(corpus.polluted(), read, program);
        List<Entry> misread = new ArrayList<>();
        List<Entry> refused = new ArrayList<>();
        double simple = 0;
        double weighted = 0;
        double weights = 0;
        for (JsonNode file : told) {
            String name = file.path("file").asText();
            Loaded loaded = loaded(file, read.resolve(name));
            List<List<String>> clean = rows(corpus.clean().resolve(name));
            double score = loaded.score(clean);
            double weight = corpus.weights().getOrDefault(name, 0.0);
            simple += score;
            weighted += score * weight;
            weights += weight;
            if (!loaded.isRight(clean)) {
                (loaded.isMisread(clean) ? misread : refused)
                        .add(new Entry(name, score, file.path("form").textValue(), loaded.reasons()));
            }
        }
        return new PollockScores(
                told.size(), simple / told.size(), weighted / weights, List.copyOf(misread), List.copyOf(refused));
    }

    private static JsonNode read(Path from, Path to, List<String> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("records", "--from", from.toString(), "--out", to.toString(), "--format", "json"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode told = new ObjectMapper().readTree(process.getInputStream());
        int code = process.waitFor();
        if (code != 0) {
            throw new BenchException("The program ended with exit code " + code + " instead of reading the files.");
        }
        try (Stream<Path> files = Files.list(from)) {
            long all = files.count();
            if (told.size() != all) {
                throw new BenchException("Of " + all + " files the program told of " + told.size() + ".");
            }
        }
        return told;
    }

    private static Loaded loaded(JsonNode file, Path read) throws IOException {
        List<String> refused = new ArrayList<>();
        file.path("refused").forEach(reason -> refused.add(reason.asText()));
        boolean isRead = file.path("form").isTextual();
        JsonNode header = file.path("header_refused");
        return new Loaded(isRead ? rows(read) : null, header.isTextual() ? header.asText() : null, refused);
    }

    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            for (CsvRecord record : reader) {
                rows.add(List.copyOf(record.getFields()));
            }
        }
        return rows;
    }
}
