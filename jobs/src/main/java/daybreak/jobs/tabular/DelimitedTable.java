package daybreak.jobs.tabular;

import daybreak.jobs.tabular.HeaderSniffer.Header;
import daybreak.jobs.tabular.Malformation.Kind;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table in a file of delimited text. Beside the one pass over the records, it is read once for its encoding. */
public final class DelimitedTable implements TableRecords {

    private static final int MOST_FOOTER_LINES = 32;
    /** Of the first records, how many of a table must have as many cells as most. */
    private static final double LEAST_REGULAR = 0.5;
    /** Of the first records, how many of a table may have broken quotes. */
    private static final double MOST_BROKEN = 0.3;

    private final DelimitedRecords records;
    private final EncodingDetection encoding;
    private final Dialect dialect;
    private final List<List<String>> headerLines = new ArrayList<>();
    private final int preambleLines;
    private final int saidFooterLines;
    private final @Nullable TableRecord header;
    /** Cells that a record has to have. */
    private final int width;

    /** Records that are a footer if none follows them. */
    private final Deque<TableRecord> held = new ArrayDeque<>();

    private final Deque<TableRecord> ready = new ArrayDeque<>();
    private boolean isSecondTable;
    private int footerLines;

    private DelimitedTable(
            ByteSource source, EncodingDetection encoding, Dialect dialect, Header lines, int usualWidth, TextForm said)
            throws IOException {
        this.encoding = encoding;
        this.dialect = dialect;
        this.preambleLines = lines.from();
        Integer footer = said.footerLines();
        this.saidFooterLines = footer == null ? -1 : footer;
        this.records =
                new DelimitedRecords(new LosslessReader(source.open(), encoding.encoding(), encoding.bom()), dialect);
        try {
            TableRecord read = readHeader(lines, usualWidth);
            this.header = read;
            this.width = read == null || read.malformation() != null
                    ? usualWidth
                    : read.cells().size();
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
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
        return header;
    }

    @Override
    public @Nullable TableRecord next() throws IOException {
        while (ready.isEmpty()) {
            TableRecord record = records.next();
            if (record == null) {
                footerLines += held.size();
                held.clear();
                return null;
            }
            TableRecord judged = judged(record);
            boolean mayBeFooter = saidFooterLines >= 0
                    ? saidFooterLines > 0
                    : held.size() < MOST_FOOTER_LINES && Footer.is(record, width);
            if (mayBeFooter) {
                held.add(judged);
                if (saidFooterLines >= 0 && held.size() > saidFooterLines) {
                    ready.add(held.remove());
                }
            } else if (held.isEmpty()) {
                return judged;
            } else {
                ready.addAll(held);
                held.clear();
                ready.add(judged);
            }
        }
        return ready.remove();
    }

    @Override
    public Finding finding() {
        return new Finding(
                encoding.encoding(),
                encoding.bom() > 0,
                dialect,
                records.lineEnding(),
                null,
                preambleLines,
                headerLines.size(),
                footerLines);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private TableRecord judged(TableRecord record) {
        if (!isSecondTable && record.cells().size() > 1 && headerLines.contains(record.cells())) {
            isSecondTable = true;
        }
        if (!Sample.isSplit(record)) {
            return record;
        }
        if (isSecondTable) {
            return record.malformed(Malformation.of(Kind.SECOND_TABLE));
        }
        return record.cells().size() == width ? record : record.malformed(Malformation.of(Kind.CELL_COUNT));
    }

    /** @param usualWidth cells that most records have; 0: the header says how many */
    private @Nullable TableRecord readHeader(Header lines, int usualWidth) throws IOException {
        for (int i = 0; i < lines.from(); i++) {
            records.next();
        }
        TableRecord named = null;
        List<TableRecord> all = new ArrayList<>();
        for (int i = lines.from(); i < lines.from() + lines.lines(); i++) {
            TableRecord line = records.next();
            if (line == null) {
                break;
            }
            all.add(line);
            headerLines.add(line.cells());
            Integer wanted = lines.named();
            if (wanted != null && wanted == i) {
                named = line;
            }
        }
        if (all.isEmpty()) {
            return null;
        }
        TableRecord header = named == null ? joined(all) : named;
        boolean isOfAnotherWidth = usualWidth > 0 && header.cells().size() != usualWidth;
        return header.malformation() == null && isOfAnotherWidth
                ? header.malformed(Malformation.of(Kind.CELL_COUNT))
                : header;
    }

    private static TableRecord joined(List<TableRecord> lines) {
        TableRecord first = lines.get(0);
        if (lines.size() == 1) {
            return first;
        }
        Malformation malformation = null;
        List<String> names = new ArrayList<>();
        for (TableRecord line : lines) {
            malformation = malformation == null ? line.malformation() : malformation;
            for (int i = 0; i < line.cells().size(); i++) {
                String cell = line.cells().get(i).strip();
                if (i == names.size()) {
                    names.add(cell);
                } else if (!cell.isEmpty()) {
                    names.set(i, (names.get(i) + " " + cell).strip());
                }
            }
        }
        return new TableRecord(first.line(), names, malformation);
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
