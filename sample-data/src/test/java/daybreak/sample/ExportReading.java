package daybreak.sample;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads an export back by nothing but the written files and the contracts' names. */
final class ExportReading {

    /** A row of a file: its folder, and its cells under canonical names, labels made canonical. */
    record Line(LocalDate folder, Map<String, String> cells) {

        String get(String column) {
            return cells.getOrDefault(column, "");
        }

        /** In Shanghai, whatever form the file has. */
        LocalDateTime time(String column) {
            String cell = get(column).replace(' ', 'T');
            if (cell.endsWith("Z") || cell.contains("+")) {
                return OffsetDateTime.parse(cell)
                        .withOffsetSameInstant(ZoneOffset.ofHours(8))
                        .toLocalDateTime();
            }
            return cell.contains("T")
                    ? LocalDateTime.parse(cell)
                    : LocalDate.parse(cell).atStartOfDay();
        }

        boolean has(String column) {
            return !get(column).isEmpty();
        }

        boolean is(String column, String value) {
            return get(column).equals(value);
        }
    }

    private final Path folder;
    private final ExportContracts contracts;

    ExportReading(Path folder, ExportContracts contracts) {
        this.folder = folder;
        this.contracts = contracts;
    }

    List<Path> days() {
        return list(folder).stream().filter(Files::isDirectory).toList();
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CsvRecord> records(Path file) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows of an entity in the order of their arrival. */
    List<Line> rows(String entity) {
        ExportContract contract = contracts.of(entity);
        List<Line> rows = new ArrayList<>();
        for (Path day : days()) {
            Path file = day.resolve(entity + ".csv");
            if (Files.exists(file)) {
                List<CsvRecord> records = records(file);
                List<Column> columns = records.get(0).getFields().stream()
                        .map(header -> column(contract, header))
                        .toList();
                for (CsvRecord record : records.subList(1, records.size())) {
                    rows.add(new Line(LocalDate.parse(day.getFileName().toString()), cells(columns, record)));
                }
            }
        }
        return rows;
    }

    private static Map<String, String> cells(List<Column> columns, CsvRecord record) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = record.getField(i);
            cells.put(column.name(), column.canonicalValue(cell).orElse(cell));
        }
        return cells;
    }

    static Column column(ExportContract contract, String header) {
        return contract.columns().stream()
                .filter(column -> column.name().equals(header) || header.equals(column.zh()))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("The export " + contract.entity() + " knows no header " + header));
    }

    /** The rows of an entity that stand at the end, by key. */
    Map<String, Line> standing(String entity) {
        Map<String, Line> standing = new LinkedHashMap<>();
        for (Line row : rows(entity)) {
            standing.put(key(entity, row), row);
        }
        return standing;
    }

    String key(String entity, Line row) {
        return String.join(
                "|",
                contracts.of(entity).key().stream()
                        .map(column ->
                                column.equals("valid_from") ? row.time(column).toString() : row.get(column))
                        .toList());
    }
}
