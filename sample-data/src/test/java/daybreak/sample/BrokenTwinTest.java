package daybreak.sample;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.sample.flaw.Reason;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The broken twin holds all that the small export holds, and each fault where the expectation says. */
class BrokenTwinTest {

    private static final ExportContracts CONTRACTS = ExportContracts.load();
    private static final Path SMALL = Path.of("exports", "small");
    private static final Path BROKEN = Path.of("exports", "broken");

    private static List<CsvRecord> expected(String file) {
        List<CsvRecord> records = ExportReading.records(BROKEN.resolve(file));
        return records.subList(1, records.size());
    }

    @Test
    void everyReasonOccurs() {
        Map<String, Integer> times = new TreeMap<>();
        expected("EXPECTED.csv").forEach(record -> times.merge(record.getField(5), 1, Integer::sum));
        times.remove("");
        assertThat(times.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void everyEntityHasRefusedRows() {
        assertThat(expected("EXPECTED.csv").stream()
                        .filter(record -> !record.getField(5).isEmpty())
                        .map(record -> record.getField(1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        CONTRACTS.all().stream().map(ExportContract::entity).toList());
    }

    @Test
    void theCountsAgreeWithTheRecordsAndWithTheCompletionFiles() throws IOException {
        Map<String, Integer> refused = new HashMap<>();
        Map<String, Integer> duplicates = new HashMap<>();
        for (CsvRecord record : expected("EXPECTED.csv")) {
            String file = record.getField(0) + "/" + record.getField(2);
            if (!record.getField(5).isEmpty()) {
                refused.merge(file, 1, Integer::sum);
            } else if (record.getField(6).startsWith("duplicate")) {
                duplicates.merge(file, 1, Integer::sum);
            }
        }
        int rows = 0;
        int bad = 0;
        for (CsvRecord count : expected("EXPECTED-COUNTS.csv")) {
            String file = count.getField(0) + "/" + count.getField(1);
            int in = Integer.parseInt(count.getField(3));
            assertThat(Integer.parseInt(count.getField(5))).as(file).isEqualTo(refused.getOrDefault(file, 0));
            assertThat(Integer.parseInt(count.getField(6))).as(file).isEqualTo(duplicates.getOrDefault(file, 0));
            assertThat(Integer.parseInt(count.getField(4))
                            + Integer.parseInt(count.getField(5))
                            + Integer.parseInt(count.getField(6)))
                    .as(file)
                    .isEqualTo(in);
            assertThat(Files.readAllLines(BROKEN.resolve(count.getField(0)).resolve("_COMPLETE")))
                    .as(file)
                    .anyMatch(line -> line.startsWith(count.getField(1) + "," + in + ","));
            rows += in;
            bad += Integer.parseInt(count.getField(5));
        }
        assertThat((double) bad / rows).isGreaterThan(0.01);
    }

    @Test
    void everyGoodRecordOfTheSmallExportIsThere() throws IOException {
        for (Path day : ExportReading.list(SMALL)) {
            for (Path file : ExportReading.list(day)) {
                if (file.toString().endsWith(".csv")) {
                    List<String> twin = lines(BROKEN.resolve(SMALL.relativize(file)));
                    for (String line : lines(file)) {
                        assertThat(twin)
                                .as(file.toString())
                                .anyMatch(other -> other.equals(line)
                                        || other.equals(line + ",仅供内部")
                                        || other.equals(line + ",内部备注"));
                    }
                }
            }
        }
    }

    @Test
    void aBlankKeyStandsWhereItIsSaidTo() throws IOException {
        for (CsvRecord record : expected("EXPECTED.csv")) {
            if (record.getField(5).equals(Reason.KEY_BLANK.name())) {
                assertThat(cell(record)).as(record.getFields().toString()).isEmpty();
            }
        }
    }

    @Test
    void aCellThatHoldsNonsenseStandsWhereItIsSaidTo() throws IOException {
        int found = 0;
        for (CsvRecord record : expected("EXPECTED.csv")) {
            String what = record.getField(6);
            if (what.startsWith("the cell holds ")) {
                assertThat(cell(record))
                        .as(record.getFields().toString())
                        .isEqualTo(what.substring("the cell holds ".length()));
                found++;
            }
        }
        assertThat(found).isEqualTo(181);
    }

    @Test
    void aRecordOfWrongWidthStandsWhereItIsSaidTo() throws IOException {
        for (CsvRecord record : expected("EXPECTED.csv")) {
            if (record.getField(5).equals(Reason.CELL_COUNT.name())) {
                int difference = record.getField(6).contains("fewer") ? -1 : 1;
                List<String> lines = lines(BROKEN.resolve(record.getField(0)).resolve(record.getField(2)));
                assertThat(split(lines, Integer.parseInt(record.getField(3))).size()
                                - split(lines, 1).size())
                        .as(record.getFields().toString())
                        .isEqualTo(difference);
            }
        }
    }

    /** The cell that an expectation points at, found by line and header alone. */
    private static String cell(CsvRecord expected) throws IOException {
        ExportContract contract = CONTRACTS.of(expected.getField(1));
        List<String> lines = lines(BROKEN.resolve(expected.getField(0)).resolve(expected.getField(2)));
        List<String> header = split(lines, 1);
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            boolean known = contract.columns().stream()
                    .anyMatch(column -> column.name().equals(expected.getField(4))
                            && (column.name().equals(name) || name.equals(column.zh())));
            if (known) {
                return split(lines, Integer.parseInt(expected.getField(3))).get(i);
            }
        }
        throw new AssertionError("No header for " + expected.getFields());
    }

    /** The cells of the record that starts on that line, which may take the lines after it too. */
    private static List<String> split(List<String> lines, int line) throws IOException {
        String record = lines.get(line - 1);
        for (int next = line; record.chars().filter(c -> c == '"').count() % 2 == 1; next++) {
            record = record + "\n" + lines.get(next);
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(record)) {
            return reader.stream().findFirst().orElseThrow().getFields();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return List.of(text.replace("\uFEFF", "").split("\r?\n", -1));
    }
}
