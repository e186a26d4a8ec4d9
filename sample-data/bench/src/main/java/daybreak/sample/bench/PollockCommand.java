package daybreak.sample.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        PollockScores scores = PollockScores.of(
                archive, folder, List.of(Installed.fromProperties().launcher().toString()));
        ObjectNode result = json.createObjectNode();
        result.put("files", scores.files());
        result.put("simple", scores.simple());
        result.put("weighted", scores.weighted());
        result.set("misread", entries(scores.misread()));
        result.set("refused", entries(scores.refused()));
        return result;
    }

    private ArrayNode entries(List<PollockScores.Entry> files) {
        ArrayNode entries = json.createArrayNode();
        for (PollockScores.Entry file : files) {
            ObjectNode entry = entries.addObject();
            entry.put("file", file.name());
            entry.put("score", file.score());
            entry.put("form", file.form());
            ArrayNode reasons = entry.putArray("reasons");
            file.reasons().forEach(reasons::add);
        }
        return entries;
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
