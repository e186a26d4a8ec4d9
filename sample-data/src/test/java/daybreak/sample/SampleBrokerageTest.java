package daybreak.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.sample.ExportReading.Line;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world of 120 clients and four weeks, written once and read back. */
class SampleBrokerageTest {

    private static final ExportContracts CONTRACTS = ExportContracts.load();
    private static final LocalDate LAST_DAY = SampleSettings.USUAL_LAST_DAY;

    @TempDir
    static Path folder;

    private static ExportReading export;

    @BeforeAll
    static void write() throws IOException {
        write("a", 11, false);
        export = new ExportReading(folder.resolve("a"), CONTRACTS);
    }

    private static SampleSummary write(String name, long seed, boolean dirty) throws IOException {
        SampleSettings settings = SampleSettings.endingOn(LAST_DAY, 28, 120, seed, dirty, folder.resolve(name));
        return new SampleBrokerage(CONTRACTS).write(settings, SampleProgress.silent());
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        write("b", 11, false);
        assertThat(contents(folder.resolve("b"))).isEqualTo(contents(folder.resolve("a")));
    }

    @Test
    void anotherSeedGivesAnotherBrokerage() throws IOException {
        write("c", 12, false);
        assertThat(contents(folder.resolve("c"))).isNotEqualTo(contents(folder.resolve("a")));
    }

    private static Map<String, String> contents(Path export) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path day : ExportReading.list(export)) {
            for (Path file : ExportReading.list(day)) {
                contents.put(export.relativize(file).toString(), sha256(file));
            }
        }
        return contents;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyCalendarDayHasAFolderAndEveryEntityComes() {
        assertThat(export.days().stream().map(day -> day.getFileName().toString()))
                .containsExactlyElementsOf(LAST_DAY.minusDays(27)
                        .datesUntil(LAST_DAY.plusDays(1))
                        .map(LocalDate::toString)
                        .toList());
        for (ExportContract contract : CONTRACTS.all()) {
            assertThat(export.rows(contract.entity())).as(contract.entity()).isNotEmpty();
        }
    }

    @Test
    void theCompletionFileNamesEveryFileWithItsRecordsAndHash() throws IOException {
        for (Path day : export.days()) {
            List<String> expected = new ArrayList<>();
            for (Path file : ExportReading.list(day)) {
                String name = file.getFileName().toString();
                if (!name.equals("_COMPLETE")) {
                    expected.add(name + "," + (ExportReading.records(file).size() - 1) + "," + sha256(file));
                }
            }
            assertThat(Files.readAllLines(day.resolve("_COMPLETE")))
                    .as(day.toString())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void everyHeaderIsKnownAndEveryCellKeepsTheContract() {
        for (Path day : export.days()) {
            for (Path file : ExportReading.list(day)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".csv")) {
                    ExportContract contract = CONTRACTS.of(name.replace(".csv", ""));
                    List<CsvRecord> records = ExportReading.records(file);
                    List<Column> columns = records.get(0).getFields().stream()
                            .map(header -> ExportReading.column(contract, header))
                            .toList();
                    assertThat(columns).as(name).doesNotHaveDuplicates();
                    records.stream().skip(1).forEach(record -> checkCells(contract, columns, record));
                }
            }
        }
    }

    private static void checkCells(ExportContract contract, List<Column> columns, CsvRecord record) {
        assertThat(record.getFieldCount()).isEqualTo(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = record.getField(i);
            String where = contract.entity() + "." + column.name() + " of " + record.getFields();
            if (cell.isEmpty()) {
                assertThat(column.mayBeBlank()).as(where).isTrue();
                continue;
            }
            switch (column.type()) {
                case INTEGER -> assertThat(cell).as(where).matches("-?\\d+");
                case DECIMAL, MONEY -> assertThat(cell).as(where).matches("-?\\d+(\\.\\d+)?");
                case BOOLEAN -> assertThat(cell).as(where).isIn("true", "false", "是", "否");
                case DATE -> assertThat(LocalDate.parse(cell)).as(where).isNotNull();
                case TIME ->
                    assertThat(cell)
                            .as(where)
                            .matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?(Z|\\+08:00)?");
                case ENUMERATION ->
                    assertThat(column.canonicalValue(cell)).as(where).isPresent();
                default -> {}
            }
            if (column.type().isNumber() && column.bounds() != null) {
                assertThat(column.bounds().contains(new BigDecimal(cell).doubleValue()))
                        .as(where)
                        .isTrue();
            }
        }
    }

    @Test
    void anEventIsNeverSentAgainWithOtherValues() {
        for (ExportContract contract : CONTRACTS.all()) {
            if (contract.kind() == EntityKind.EVENT) {
                Map<String, Map<String, Object>> first = new HashMap<>();
                for (Line row : export.rows(contract.entity())) {
                    Map<String, Object> values = values(contract, row);
                    Map<String, Object> earlier = first.putIfAbsent(export.key(contract.entity(), row), values);
                    assertThat(values).as(contract.entity()).isEqualTo(earlier == null ? values : earlier);
                }
            }
        }
    }

    private static Map<String, Object> values(ExportContract contract, Line row) {
        Map<String, Object> values = new HashMap<>();
        for (Column column : contract.columns()) {
            if (row.has(column.name())) {
                Object value = switch (column.type()) {
                    case TIME -> row.time(column.name());
                    case BOOLEAN -> row.is(column.name(), "true") || row.is(column.name(), "是");
                    default -> row.get(column.name());
                };
                values.put(column.name(), value);
            }
        }
        return values;
    }

    @Test
    void noRowHappensAfterTheDayOnWhichItArrives() {
        for (ExportContract contract : CONTRACTS.all()) {
            String ownTime = contract.ownTime();
            if (ownTime != null) {
                assertThat(export.rows(contract.entity()))
                        .as(contract.entity())
                        .allSatisfy(row ->
                                assertThat(row.time(ownTime).toLocalDate()).isBeforeOrEqualTo(row.folder()));
            }
        }
    }

    @Test
    void allFormsOfTheContractOccur() throws IOException {
        int marks = 0;
        int chinese = 0;
        int carriageReturns = 0;
        int shuffled = 0;
        for (Path day : export.days()) {
            for (Path file : ExportReading.list(day)) {
                String text = Files.readString(file);
                marks += text.startsWith("\uFEFF") ? 1 : 0;
                String header = text.lines().findFirst().orElse("").replace("\uFEFF", "");
                chinese += header.matches(".*[\\x{4e00}-\\x{9fff}].*") ? 1 : 0;
                carriageReturns += text.contains("\r\n") ? 1 : 0;
                String name = file.getFileName().toString();
                if (name.endsWith(".csv")) {
                    ExportContract contract = CONTRACTS.of(name.replace(".csv", ""));
                    String first = ExportReading.column(contract, header.split(",", -1)[0])
                            .name();
                    shuffled += first.equals(contract.columns().get(0).name()) ? 0 : 1;
                }
            }
        }
        assertThat(List.of(marks, chinese, carriageReturns, shuffled)).containsExactly(68, 112, 70, 60);
    }

    @Test
    void aDirtySampleHoldsAllRowsOfTheCleanOneAndSomeBadOnes() throws IOException {
        SampleSummary dirty = write("d", 11, true);
        SampleSummary clean = write("e", 11, false);
        assertThat(dirty.rows() - clean.rows()).isEqualTo(26);
        for (Path day : export.days()) {
            for (Path file : ExportReading.list(day)) {
                if (file.toString().endsWith(".csv")) {
                    Path twin = folder.resolve("d").resolve(folder.resolve("a").relativize(file));
                    String text = new String(Files.readAllBytes(twin), StandardCharsets.ISO_8859_1);
                    assertThat(text.lines())
                            .containsAll(Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .lines()
                                    .toList());
                }
            }
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() {
        assertThatThrownBy(() -> write("a", 11, false))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is not empty; the sample is only written into an empty folder.");
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatThrownBy(() -> SampleSettings.endingOn(LAST_DAY, 3, 120, 1, false, folder))
                .hasMessage("A sample has 7 to 3660 days, not 3.");
        assertThatThrownBy(() -> SampleSettings.endingOn(LAST_DAY, 28, 5, 1, false, folder))
                .hasMessage("A sample has 40 to 200000 clients, not 5.");
    }
}
