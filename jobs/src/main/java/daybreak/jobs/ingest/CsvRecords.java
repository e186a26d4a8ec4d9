package daybreak.jobs.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file by RFC 4180. A record whose quotes are broken does not end the reading: it is handed out as
 * malformed, its first line alone, and reading goes on with the line after it.
 */
final class CsvRecords implements Closeable {

    /**
     * A record of the file.
     *
     * @param line on which it starts, from 1
     * @param malformed its quotes are broken; its cells are then the one line as it is
     */
    record CsvLine(long line, List<String> cells, boolean malformed) {}

    private final Path file;
    private final char separator;
    private CsvReader<CsvRecord> reader;
    private CloseableIterator<CsvRecord> records;
    /** Lines of the file before those that the present reader sees. */
    private long skipped;
    /** The first line of the file on which the next record may start. */
    private long next = 1;

    CsvRecords(Path file, char separator) throws IOException {
        this.file = file;
        this.separator = separator;
        this.reader = reader(new Utf8Reader(Files.newInputStream(file)));
        this.records = reader.iterator();
    }

    /** The next record that is no blank line; null at the end. */
    @Nullable
    CsvLine next() throws IOException {
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                long line = skipped + record.getStartingLineNumber();
                List<String> cells = record.getFields();
                next = line + lines(cells);
                if (cells.size() > 1 || !cells.get(0).isBlank()) {
                    return new CsvLine(line, cells, false);
                }
            }
            return null;
        } catch (CsvParseException e) {
            return malformed();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private CsvReader<CsvRecord> reader(Reader characters) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(characters);
    }

    /** Opens the file anew behind the first line of the broken record, passing over blank lines before it. */
    private CsvLine malformed() throws IOException {
        reader.close();
        BufferedReader lines = new BufferedReader(new Utf8Reader(Files.newInputStream(file)), 1 << 16);
        for (long line = 1; line < next; line++) {
            lines.readLine();
        }
        String broken = lines.readLine();
        while (broken != null && broken.isEmpty()) {
            next++;
            broken = lines.readLine();
        }
        CsvLine malformed = new CsvLine(next, List.of(broken == null ? "" : broken), true);
        skipped = next;
        next++;
        reader = reader(lines);
        records = reader.iterator();
        return malformed;
    }

    private static long lines(List<String> cells) {
        long lines = 1;
        for (String cell : cells) {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                if (c == '\n' || (c == '\r' && (i + 1 == cell.length() || cell.charAt(i + 1) != '\n'))) {
                    lines++;
                }
            }
        }
        return lines;
    }
}
