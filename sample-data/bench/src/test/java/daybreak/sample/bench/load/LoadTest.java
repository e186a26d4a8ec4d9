package daybreak.sample.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.schemas.export.Bounds;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    private static final double SCALE = 0.001;
    private static final int DAYS = 90;
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);
    private static final ExportContracts CONTRACTS = ExportContracts.load();

    @TempDir
    private static Path exports;

    private static LoadSummary summary = new LoadSummary(Map.of(), Map.of(), Map.of());

    @BeforeAll
    static void writeTheLoadOfNinetyDays() throws IOException {
        summary = new Load(CONTRACTS).write(new LoadSettings(SCALE, DAYS, LAST_DAY, exports), (days, rows) -> {});
    }

    @Test
    void everyRecordIsValidByTheContractButThoseThatAreMeantToBeBad() throws IOException {
        Map<String, Long> bad = new HashMap<>();
        Map<String, Long> rows = new HashMap<>();
        for (ExportContract contract : CONTRACTS.all()) {
            for (CsvRecord record : records(contract)) {
                rows.merge(contract.entity(), 1L, Long::sum);
                bad.merge(contract.entity(), isGood(contract, record) ? 0L : 1L, Long::sum);
            }
        }
        assertThat(rows).containsExactlyInAnyOrderEntriesOf(summary.rows());
        assertThat(bad).containsExactlyInAnyOrderEntriesOf(summary.bad());
        assertThat(summary.bad().get("browse_events")).isBetween(30L, 50L);
    }

    @Test
    void theNumbersOfThingsAreThoseOfTheScale() throws IOException {
        assertThat(keys("browse_events")).isEqualTo(20_000);
        assertThat(keys("contacts")).isEqualTo(2_000);
        assertThat(keys("leads")).isEqualTo(300);
        assertThat(keys("viewings")).isEqualTo(400);
        assertThat(keys("clients")).isEqualTo(200);
        assertThat(keys("listings")).isEqualTo(100);
        assertThat(summary.rows().entrySet())
                .as("every entity of the contract")
                .hasSize(21)
                .allSatisfy(entity ->
                        assertThat(entity.getValue()).as(entity.getKey()).isPositive());
    }

    @Test
    void noKeyOfAStateComesTwiceOnADay() throws IOException {
        for (ExportContract contract : CONTRACTS.all()) {
            for (Path day : days()) {
                List<List<String>> keys = new ArrayList<>();
                for (CsvRecord record : records(day.resolve(contract.entity() + ".csv"))) {
                    if (isGood(contract, record)) {
                        keys.add(key(contract, record));
                    }
                }
                int repeated = keys.size() - new HashSet<>(keys).size();
                if (contract.kind() == EntityKind.STATE) {
                    assertThat(repeated).as(day + " " + contract.entity()).isZero();
                }
            }
        }
    }

    @Test
    void everyFolderStatesItsFiles() throws IOException, NoSuchAlgorithmException {
        assertThat(days()).hasSize(DAYS);
        for (Path day : days()) {
            for (String line : Files.readAllLines(day.resolve("_COMPLETE"))) {
                String[] parts = line.split(",", -1);
                Path file = day.resolve(parts[0]);
                assertThat(parts[2]).isEqualTo(sha256(file));
                assertThat(records(file)).hasSize(Integer.parseInt(parts[1]));
            }
        }
    }

    @Test
    void theSameSettingsGiveTheSameBytes(@TempDir Path again) throws IOException {
        new Load(CONTRACTS).write(new LoadSettings(SCALE, DAYS, LAST_DAY, again), (days, rows) -> {});
        for (Path day : days()) {
            assertThat(again.resolve(day.getFileName()).resolve("_COMPLETE"))
                    .hasSameBinaryContentAs(day.resolve("_COMPLETE"));
        }
    }

    private static long keys(String entity) throws IOException {
        ExportContract contract = CONTRACTS.of(entity);
        Set<List<String>> keys = new HashSet<>();
        for (CsvRecord record : records(contract)) {
            if (isGood(contract, record)) {
                keys.add(key(contract, record));
            }
        }
        return keys.size();
    }

    private static List<String> key(ExportContract contract, CsvRecord record) {
        return contract.key().stream()
                .map(name -> record.getField(contract.columns().indexOf(contract.column(name))))
                .toList();
    }

    private static boolean isGood(ExportContract contract, CsvRecord record) {
        if (record.getFieldCount() != contract.columns().size()) {
            return false;
        }
        for (int i = 0; i < contract.columns().size(); i++) {
            if (!isGood(contract.columns().get(i), record.getField(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGood(Column column, String cell) {
        if (cell.isEmpty()) {
            return column.mayBeBlank();
        }
        return switch (column.type()) {
            case TEXT, LIST -> true;
            case LIST_OF_SECONDS -> cell.matches("([^=;]+=\\d+)(;[^=;]+=\\d+)*");
            case ENUMERATION -> column.canonicalValue(cell).isPresent();
            case INTEGER -> cell.matches("\\d+") && within(column, cell);
            case DECIMAL, MONEY -> cell.matches("\\d+(\\.\\d+)?") && within(column, cell);
            case BOOLEAN -> cell.equals("true") || cell.equals("false");
            case DATE -> cell.matches("\\d{4}-\\d{2}-\\d{2}");
            case TIME -> cell.matches("\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3])(:[0-5]\\d){2}");
        };
    }

    private static boolean within(Column column, String cell) {
        assertThat(column.type()).isNotEqualTo(ColumnType.TEXT);
        Bounds bounds = column.bounds();
        return bounds == null || bounds.contains(Double.parseDouble(cell));
    }

    private static List<Path> days() throws IOException {
        try (Stream<Path> folders = Files.list(exports)) {
            return folders.sorted().toList();
        }
    }

    private static List<CsvRecord> records(ExportContract contract) throws IOException {
        List<CsvRecord> records = new ArrayList<>();
        for (Path day : days()) {
            records.addAll(records(day.resolve(contract.entity() + ".csv")));
        }
        return records;
    }

    private static List<CsvRecord> records(Path file) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            return reader.stream().skip(1).toList();
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
