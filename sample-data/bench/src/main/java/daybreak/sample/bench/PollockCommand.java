package daybreak.sample.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./daybreak bench pollock FILE}: the installed program reads the polluted files, of which it is told nothing, in a process
 * of its own; what it wrote is compared with their clean twins here.
 */
@Command(
        name = "pollock",
        mixinStandardHelpOptions = true,
        description = {
            "Measures on the Pollock benchmark how well delimited text is read whose dialect is not told.",
            "simple and weighted are its two scores, of 10. misread are files of which something is otherwise than in their",
            "clean twins and was not refused; refused are those of which something was, with the reasons."
        },
        footer = {"", "Example:", "  daybreak bench pollock pollock-full.tar.xz --format json"})
final class PollockCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "the benchmark's files, as .tar.xz")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path archive;

    @Option(names = "--format", paramLabel = "table|json", description = "default: table")
    private Bench.Format format = Bench.Format.TABLE;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("daybreak-pollock");
        try {
            ObjectNode result = measured(folder);
            System.out.println(
                    format == Bench.Format.JSON
                            ? json.writerWithDefaultPrettyPrinter().writeValueAsString(result)
                            : table(result));
            return 0;
        } catch (BenchException e) {
            System.err.println("daybreak: " + e.getMessage());
            return 1;
        } finally {
            Shell.remove(folder);
        }
    }

    private ObjectNode measured(Path folder) throws IOException, InterruptedException {
        Corpus corpus = Corpus.unpack(archive, folder.resolve("corpus"));
        Path read = folder.resolve("read");
        JsonNode told = read(corpus.polluted(), read);
        ObjectNode result = json.createObjectNode();
        ArrayNode misread = json.createArrayNode();
        ArrayNode refused = json.createArrayNode();
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
                (loaded.isMisread(clean) ? misread : refused).add(entry(file, score, loaded));
            }
        }
        result.put("files", told.size());
        result.put("simple", simple / told.size());
        result.put("weighted", weighted / weights);
        result.set("misread", misread);
        result.set("refused", refused);
        return result;
    }

    private ObjectNode entry(JsonNode file, double score, Loaded loaded) {
        ObjectNode entry = json.createObjectNode();
        entry.set("file", file.path("file"));
        entry.put("score", score);
        entry.set("form", file.path("form"));
        ArrayNode reasons = entry.putArray("reasons");
        loaded.reasons().forEach(reasons::add);
        return entry;
    }

    private JsonNode read(Path from, Path to) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Installed.fromProperties().launcher().toString(),
                        "records",
                        "--from",
                        from.toString(),
                        "--out",
                        to.toString(),
                        "--format",
                        "json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode told = json.readTree(process.getInputStream());
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

    private static String table(ObjectNode result) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "simple %.4f · weighted %.4f · %d files%n",
                result.path("simple").asDouble(),
                result.path("weighted").asDouble(),
                result.path("files").asInt()));
        for (String list : List.of("misread", "refused")) {
            table.append(String.format(
                    Locale.ROOT, "%s: %d%n", list, result.path(list).size()));
            result.path(list)
                    .forEach(entry -> table.append(String.format(
                            Locale.ROOT,
                            "  %-36s %6.3f  %s%n",
                            entry.path("file").asText(),
                            entry.path("score").asDouble(),
                            first(entry.path("reasons")))));
        }
        return table.toString();
    }

    private static String first(JsonNode reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.get(0).asText() + (reasons.size() > 1 ? ", and " + (reasons.size() - 1) + " more" : "");
    }
}
