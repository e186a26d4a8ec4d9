package daybreak.jobs.tabular;

import daybreak.schemas.source.TextEncoding;
import daybreak.schemas.source.TextForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads texts that a test writes down. */
final class Texts {

    private Texts() {}

    static ByteSource source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The records of a text by a dialect. */
    static List<TableRecord> records(String text, Dialect dialect) {
        return records(utf8(text), TextEncoding.UTF_8, dialect);
    }

    static List<TableRecord> records(byte[] bytes, TextEncoding encoding, Dialect dialect) {
        List<TableRecord> all = new ArrayList<>();
        try (DelimitedRecords records =
                new DelimitedRecords(new LosslessReader(new ByteArrayInputStream(bytes), encoding, 0), dialect)) {
            for (TableRecord record = records.next(); record != null; record = records.next()) {
                all.add(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static List<List<String>> cells(String text, Dialect dialect) {
        return records(text, dialect).stream().map(TableRecord::cells).toList();
    }

    /** A table that has been read to its end. */
    record ReadTable(List<String> header, List<TableRecord> records, Finding finding) {

        List<List<String>> good() {
            return records.stream()
                    .filter(record -> record.malformation() == null)
                    .map(TableRecord::cells)
                    .toList();
        }

        /** As {@code 3 CELL_COUNT}. */
        List<String> malformed() {
            List<String> malformed = new ArrayList<>();
            for (TableRecord record : records) {
                Malformation malformation = record.malformation();
                if (malformation != null) {
                    malformed.add(record.line() + " " + malformation.kind());
                }
            }
            return malformed;
        }
    }

    static ReadTable table(byte[] bytes, TextForm said, String... known) throws IOException {
        return table(source(bytes), said, known);
    }

    static ReadTable table(ByteSource source, TextForm said, String... known) throws IOException {
        return table(DelimitedTable.open(source, said, Set.of(known)));
    }

    /** Of a file in any form. */
    static ReadTable table(Path file, TextForm said, String... known) throws IOException {
        return table(new TableFile(said, Set.of(known)).open(file));
    }

    private static ReadTable table(TableRecords opened) throws IOException {
        try (TableRecords table = opened) {
            List<TableRecord> records = new ArrayList<>();
            for (TableRecord record = table.next(); record != null; record = table.next()) {
                records.add(record);
            }
            TableRecord header = table.header();
            return new ReadTable(header == null ? List.of() : header.cells(), records, table.finding());
        }
    }

    static ReadTable table(String text, String... known) throws IOException {
        return table(utf8(text), TextForm.FOUND_OUT, known);
    }
}
