package daybreak.jobs.tabular;

import daybreak.jobs.tabular.HeaderSniffer.Header;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table in a sheet of a workbook. The sheet is passed over twice: which cells are merged stands below its rows. It is read
 * with the JDK's own parser, as no reader of workbooks tells all that has to be told of a row: that it is hidden, that a number
 * lost digits, that a formula was never calculated.
 */
final class SheetTable implements TableRecords {

    /** Rows from which the header is told. */
    private static final int SAMPLED = 1_000;

    private final Workbook workbook;
    private final SheetRecords records;
    private final FramedTable table;

    private SheetTable(Workbook workbook, SheetRecords records, Header lines, int usualWidth, TextForm said)
            throws IOException {
        this.workbook = workbook;
        this.records = records;
        this.table = new FramedTable(records, lines, usualWidth, said);
    }

    /**
     * Opens the table of the sheet that the mapping names, or the first that is not hidden.
     *
     * @param archive the workbook; closing it is the caller's
     * @param known names of columns that it is expected to have; none: any table
     * @throws UnreadableTableException if there is no such sheet, or one of several was to be chosen and has no known column
     */
    static SheetTable open(ZipArchive archive, TextForm said, Set<String> known) throws IOException {
        Workbook workbook = Workbook.open(archive, said.sheet());
        KnownColumns columns = new KnownColumns(known);
        List<TableRecord> first = new ArrayList<>();
        List<MergedCells> merged;
        try (SheetRecords rows = new SheetRecords(workbook, 0, List.of())) {
            for (TableRecord row = rows.next(); row != null && first.size() < SAMPLED; row = rows.next()) {
                first.add(row);
            }
            merged = rows.merged();
        }
        if (said.sheet() == null && workbook.sheets().size() > 1 && !columns.isAny() && columns.amongBest(first) == 0) {
            throw new UnreadableTableException("The sheet " + workbook.sheet()
                    + ", the first of the workbook, has none of the columns expected; say in the source's mapping which it is of "
                    + String.join(", ", workbook.sheets()) + ".");
        }
        int widest = first.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<TableRecord> even = first.stream().map(row -> widened(row, widest)).toList();
        Header lines = new HeaderSniffer(said, columns).sniff(even);
        int to = Math.min(lines.from() + lines.lines(), first.size());
        int width = lines.lines() == 0
                ? widest
                : first.subList(lines.from(), to).stream()
                        .mapToInt(row -> row.cells().size())
                        .max()
                        .orElse(0);
        return new SheetTable(
                workbook, new SheetRecords(workbook, width, merged), lines, lines.lines() == 0 ? widest : 0, said);
    }

    private static TableRecord widened(TableRecord row, int width) {
        List<String> cells = new ArrayList<>(row.cells());
        while (cells.size() < width) {
            cells.add("");
        }
        return new TableRecord(row.line(), cells, row.malformation());
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
                null,
                false,
                null,
                null,
                new SheetFinding(workbook.sheet(), records.hiddenRows(), records.filledCells(), workbook.is1904()),
                table.preambleLines(),
                table.headerLines(),
                table.footerLines(),
                List.of());
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
