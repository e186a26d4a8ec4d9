package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;

import daybreak.jobs.tabular.ByteSource;
import daybreak.jobs.tabular.DelimitedTable;
import daybreak.jobs.tabular.Malformation;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.jobs.tabular.UndecodableBytes;
import daybreak.jobs.tabular.UnreadableTableException;
import daybreak.schemas.source.TextForm;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Reads tables of which nothing is known, so that the reader can be measured on files that are no exports: what can be read goes
 * into a CSV file a file, what cannot is named by its line.
 */
@Command(
        name = "records",
        hidden = true,
        description = "Reads files of delimited text as a night does, and writes their records as CSV.",
        footer = {"", "Example:", "  daybreak records --from files --out records --format json"})
final class RecordsCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "the files")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path from;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "for their records")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Sheet sheet = new Sheet(
                column("file"), column("form"), column("records"), column("header_refused"), column("refused"));
        Path folder = Files.createDirectories(daybreak.path(out));
        List<Path> files;
        try (Stream<Path> entries = Files.list(daybreak.path(from))) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            try (TableRecords records = DelimitedTable.open(ByteSource.of(file), TextForm.FOUND_OUT, Set.of())) {
                add(sheet, name, records, folder.resolve(name));
            } catch (UnreadableTableException e) {
                sheet.add(name, null, 0L, null, List.of(String.valueOf(e.getMessage())));
            }
        }
        output.write(sheet, daybreak);
        return ExitCode.DONE;
    }

    private static void add(Sheet sheet, String name, TableRecords records, Path to) throws IOException {
        long count = 0;
        List<String> refused = new ArrayList<>();
        TableRecord header = records.header();
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.LF)
                .build(to)) {
            if (header != null) {
                write(writer, header);
            }
            for (TableRecord record = records.next(); record != null; record = records.next()) {
                if (record.malformation() == null) {
                    write(writer, record);
                    count++;
                } else {
                    refused.add(reason(record));
                }
            }
        }
        sheet.add(name, records.finding().described(), count, header == null ? null : reason(header), refused);
    }

    private static void write(CsvWriter writer, TableRecord record) {
        writer.writeRecord(
                record.cells().stream().map(UndecodableBytes::readable).toList());
    }

    private static @Nullable String reason(TableRecord record) {
        Malformation malformation = record.malformation();
        return malformation == null
                ? null
                : "line " + record.line() + ": "
                        + malformation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
