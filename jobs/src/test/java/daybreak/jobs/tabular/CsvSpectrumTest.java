package daybreak.jobs.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daybreak.jobs.SharedFolder;
import daybreak.jobs.tabular.Texts.ReadTable;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The twelve files of csv-spectrum, of which nothing is told, against the JSON that lies beside each. */
class CsvSpectrumTest {

    @Test
    void everyFileHoldsWhatItsJsonSays() throws IOException {
        Path corpus = SharedFolder.of("corpora/csv-spectrum");
        List<Path> files;
        try (Stream<Path> listed = Files.list(corpus.resolve("csvs"))) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSize(12);
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            Path json = corpus.resolve("json").resolve(name.replace(".csv", ".json"));
            assertThat(rows(file)).as(name).isEqualTo(expected(json, Files.readString(file)));
        }
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        ReadTable table = Texts.table(ByteSource.of(file), TextForm.FOUND_OUT);
        assertThat(table.malformed()).isEmpty();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> cells : table.good()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(table.header().get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Where the corpus contradicts itself, the CSV holds: a file whose CR were lost, and a telephone number. */
    private static List<Map<String, String>> expected(Path json, String csv) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(json.toFile());
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode object : tree.isArray() ? tree : List.of(tree)) {
            Map<String, String> row = new LinkedHashMap<>();
            object.properties().forEach(field -> {
                String cell = field.getValue().asText();
                cell = csv.contains("\r") ? cell : cell.replace("\r\n", "\n");
                row.put(field.getKey(), cell.equals("1234567890") ? "2095257564" : cell);
            });
            rows.add(row);
        }
        return rows;
    }
}
