package daybreak.jobs.tabular;

import daybreak.jobs.tabular.HeaderSniffer.Header;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table in a file of delimited text. Beside the one pass over the records, it is read once for its encoding. */
public final class DelimitedTable implements TableRecords {

    /** Of the first records, how many of a table must have as many cells as most. */
    private static final double LEAST_REGULAR = 0.5;
    /** Of the first records, how many of a table may have broken quotes. */
    private static final double MOST_BROKEN = 0.3;

    private final DelimitedRecords records;
    private final EncodingDetection encoding;
    private final Dialect dialect;
    private final FramedTable table;

    private DelimitedTable(
            ByteSource source, EncodingDetection encoding, Dialect dialect, Header lines, int usualWidth, TextForm said)
            throws IOException {
        this.encoding = encoding;
        this.dialect = dialect;
        this.records =
                new DelimitedRecords(new LosslessReader(source.open(), encoding.encoding(), encoding.bom()), dialect);
        this.table = new FramedTable(records, lines, usualWidth, said);
    }

    /**
     * Opens the table of a file.
     *
     * @param said what is known of its form; the rest is found out
     * @param known names of columns that it is expected to have, by which separator and header are told; none: any table
     * @throws UnreadableTableException if no columns are known and the text is no table in any dialect
     */
    public static DelimitedTable open(ByteSource source, TextForm said, Set<String> known) throws IOException {
        KnownColumns columns = new KnownColumns(known);
        EncodingDetection encoding = EncodingDetection.of(source, said.encoding());
        Sample sample = Sample.of(source, encoding);
        Dialect dialect = new DialectSniffer(said, columns).sniff(sample);
        List<TableRecord> first = sample.records(dialect);
        if (columns.isAny()) {
            requireTable(first, dialect);
        }
        Header lines = new HeaderSniffer(said, columns).sniff(first);
        int usual = Sample.width(first.subList(Math.min(lines.from() + lines.lines(), first.size()), first.size()));
        return new DelimitedTable(source, encoding, dialect, lines, columns.isAny() ? usual : 0, said);
    }

    @Override
    public @Nullable TableRecord header() {
        return table.header();
    }

    @Override
    public @Nullable TableRecord next() throws IOException {
        return table.next();
    }

    @Override
    public Finding finding() {
        return new Finding(
                encoding.encoding(),
                encoding.bom() > 0,
                dialect,
                records.lineEnding(),
                null,
                table.preambleLines(),
                table.headerLines(),
                table.footerLines(),
                List.of());
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private static void requireTable(List<TableRecord> first, Dialect dialect) throws UnreadableTableException {
        if (first.isEmpty()) {
            return;
        }
        long broken = first.stream().filter(record -> !Sample.isSplit(record)).count();
        int width = Sample.width(first);
        int regular = Sample.frequencies(first).getOrDefault(width, 0);
        if (broken > first.size() * MOST_BROKEN || regular < first.size() * LEAST_REGULAR) {
            throw new UnreadableTableException("The file is no table that can be read without guessing: with "
                    + dialect.described() + ", which fits best, " + regular + " of the first " + first.size()
                    + " records have the same number of cells and " + broken
                    + " have broken quotes. Say in the source's mapping what its separator, quote and escape are.");
        }
    }
}
