package daybreak.sample.bench.limit;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Parses the files of a range of days, writes them as Parquet on all processors, and does nothing else: no keys are
 * compared, nothing is encrypted or computed. What it cannot parse it leaves out.
 */
public final class ParseAndEncode {

    private static final long WORTH_A_PART = 4L << 20;

    private ParseAndEncode() {}

    /** Folder of exports, folder to write into, first and last day. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path exports = Path.of(arguments[0]);
        Path out = Files.createDirectories(Path.of(arguments[1]));
        LocalDate to = LocalDate.parse(arguments[3]);
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> written = new ArrayList<>();
            for (ExportContract contract : ExportContracts.load().all()) {
                List<Path> files = files(contract, exports, LocalDate.parse(arguments[2]), to);
                int parts = parts(files, threads);
                for (int part = 0; part < parts; part++) {
                    Path parquet = out.resolve(contract.entity() + "-" + part + ".parquet");
                    List<Path> share = files.subList(files.size() * part / parts, files.size() * (part + 1) / parts);
                    written.add(pool.submit(() -> encode(contract, share, parquet)));
                }
            }
            long rows = 0;
            for (Future<Long> each : written) {
                rows += each.get();
            }
            System.out.println(rows + " rows");
        } finally {
            pool.shutdown();
        }
    }

    private static List<Path> files(ExportContract contract, Path exports, LocalDate from, LocalDate to) {
        List<Path> files = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Path file = exports.resolve(day.toString()).resolve(contract.entity() + ".csv");
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        return files;
    }

    private static int parts(List<Path> files, int threads) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return (int) Math.min(threads, Math.min(files.size(), 1 + bytes / WORTH_A_PART));
    }

    private static long encode(ExportContract contract, List<Path> files, Path parquet) throws IOException {
        List<Column> columns = contract.openColumns();
        int[] places = columns.stream()
                .mapToInt(column -> contract.columns().indexOf(column))
                .toArray();
        long rows = 0;
        try (RowWriter writer = new RowWriter(contract, parquet)) {
            for (Path file : files) {
                try (CsvReader<CsvRecord> reader = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(file)) {
                    boolean header = true;
                    for (CsvRecord record : reader) {
                        @Nullable
                        Object[] row = header
                                ? new @Nullable Object[0]
                                : row(
                                        columns,
                                        places,
                                        record,
                                        contract.columns().size());
                        header = false;
                        if (row.length > 0) {
                            writer.write(row);
                            rows++;
                        }
                    }
                }
            }
        }
        return rows;
    }

    /** Empty: not to be parsed. */
    private static @Nullable Object[] row(List<Column> columns, int[] places, CsvRecord record, int width) {
        if (record.getFieldCount() != width) {
            return new @Nullable Object[0];
        }
        @Nullable Object[] row = new @Nullable Object[places.length];
        try {
            for (int i = 0; i < places.length; i++) {
                String cell = record.getField(places[i]);
                row[i] = cell.isEmpty() ? null : value(columns.get(i).type(), cell);
            }
            return row;
        } catch (NumberFormatException | DateTimeException unreadable) {
            return new @Nullable Object[0];
        }
    }

    private static Object value(ColumnType type, String cell) {
        return switch (type) {
            case TEXT, ENUMERATION, LIST, LIST_OF_SECONDS -> cell;
            case INTEGER -> Long.valueOf(cell);
            case DECIMAL, MONEY -> Double.valueOf(cell);
            case BOOLEAN -> Boolean.valueOf(cell);
            case DATE -> (int) LocalDate.parse(cell).toEpochDay();
            case TIME -> micros(cell);
        };
    }

    /** Of {@code yyyy-MM-dd HH:mm:ss}. */
    private static long micros(String cell) {
        if (cell.length() != 19) {
            throw new NumberFormatException("no time: " + cell);
        }
        long days = LocalDate.of(number(cell, 0, 4), number(cell, 5, 7), number(cell, 8, 10))
                .toEpochDay();
        long seconds =
                days * 86_400 + number(cell, 11, 13) * 3_600L + number(cell, 14, 16) * 60L + number(cell, 17, 19);
        return seconds * 1_000_000;
    }

    private static int number(String cell, int from, int to) {
        return Integer.parseInt(cell, from, to, 10);
    }
}
