package daybreak.jobs.tabular;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet, cells as text in the forms that exports have. A row that is blank but for what is merged into it from
 * above is none. Cells that the sheet leaves out are blank, up to the width of the table.
 */
final class SheetRecords implements RecordReader {

    /** As XLSX has it. */
    private static final int MOST_COLUMNS = 1 << 14;

    private static final int LETTERS = 26;
    private static final String ONLY_NUMBERS = "n";

    private final Workbook workbook;
    private final XmlPart part;
    private final int width;
    private final PriorityQueue<MergedCells> ahead;
    /** Of merged cells that reach down to the present row, what stands in their first row, by column. */
    private final Map<Integer, Filling> filling = new HashMap<>();

    private boolean isOver;
    private long row;
    private long hiddenRows;
    private long filledCells;
    private List<String> cells = new ArrayList<>();
    private Map<Integer, CellFault> faults = Map.of();

    private record Filling(
            MergedCells merged, String text, @Nullable CellFault fault) {}

    /**
     * @param width cells that a row has at least; 0: as many as are filled
     * @param merged those of several rows
     */
    SheetRecords(Workbook workbook, int width, List<MergedCells> merged) throws IOException {
        this.workbook = workbook;
        this.width = width;
        this.ahead = new PriorityQueue<>(merged);
        this.part = XmlPart.open(workbook.archive(), workbook.part());
    }

    /** Merged cells are filled. */
    @Override
    public boolean repeatsWhatSpansLines() {
        return true;
    }

    @Override
    public @Nullable TableRecord next() throws IOException {
        while (nextRow()) {
            boolean isHidden = part.isSet("hidden");
            readCells();
            boolean isBlank = cells.stream().allMatch(String::isBlank);
            fill(isBlank);
            if (!isBlank) {
                hiddenRows += isHidden ? 1 : 0;
                boolean holdsNul = cells.stream().anyMatch(cell -> cell.indexOf('\0') >= 0);
                return new TableRecord(
                        row, cells, holdsNul ? Malformation.of(Malformation.Kind.NUL) : null, Map.copyOf(faults));
            }
        }
        return null;
    }

    /** The cells merged over several rows, which stand below the rows in the file; rows not yet read are passed over. */
    List<MergedCells> merged() throws IOException {
        List<MergedCells> merged = new ArrayList<>();
        while (part.next()) {
            String reference = part.begins("mergeCell") ? part.attribute("ref") : null;
            MergedCells cells = reference == null ? null : MergedCells.parse(reference);
            if (cells != null && cells.lastRow() > cells.firstRow()) {
                merged.add(cells);
                MergedCells.requireNotTooMany(merged.size());
            }
        }
        return merged;
    }

    /** Rows handed out that the sheet hides. */
    long hiddenRows() {
        return hiddenRows;
    }

    /** Blank cells handed out with what is merged into them. */
    long filledCells() {
        return filledCells;
    }

    @Override
    public void close() throws IOException {
        part.close();
    }

    private boolean nextRow() throws IOException {
        while (!isOver && part.next()) {
            if (part.begins("row")) {
                String number = part.attribute("r");
                row = number != null && number.matches("\\d{1,9}") ? Long.parseLong(number) : row + 1;
                return true;
            }
            isOver = part.ends("sheetData");
        }
        return false;
    }

    private void readCells() throws IOException {
        cells = new ArrayList<>(width);
        faults = new HashMap<>();
        int column = 0;
        int filled = 0;
        while (part.next() && !part.ends("row")) {
            if (!part.begins("c")) {
                continue;
            }
            String reference = part.attribute("r");
            column = reference == null ? column : column(reference);
            if (column >= MOST_COLUMNS) {
                throw new UnreadableTableException(
                        "A row of the workbook has more cells than any workbook; open it in Excel and save it again.");
            }
            while (cells.size() <= column) {
                cells.add("");
            }
            String text = readCell(column);
            cells.set(column, text);
            filled = text.isBlank() && !faults.containsKey(column) ? filled : Math.max(filled, column + 1);
            column++;
        }
        while (cells.size() > Math.max(filled, width)) {
            cells.remove(cells.size() - 1);
        }
        while (cells.size() < width) {
            cells.add("");
        }
    }

    /** The cell at whose beginning the part stands; then it stands at its end. */
    private String readCell(int column) throws IOException {
        String kind = part.attribute("t");
        String type = kind == null ? ONLY_NUMBERS : kind;
        CellFormat format = workbook.format(part.attribute("s"));
        String value = null;
        boolean isFormula = false;
        while (!part.ends("c") && part.next()) {
            if (part.begins("v")) {
                value = part.text();
            } else if (part.begins("is")) {
                value = SheetText.read(part, "is");
            } else if (part.begins("f")) {
                isFormula = true;
                part.text();
            }
        }
        if (value == null) {
            if (isFormula) {
                faults.put(column, CellFault.NOT_CALCULATED);
            }
            return "";
        }
        return switch (type) {
            case "s" -> shared(value.strip(), column);
            case "str" -> SheetText.unescaped(value);
            case "b" -> value.strip().equals("1") ? "true" : value.strip().equals("0") ? "false" : value;
            case "e" -> {
                faults.put(column, CellFault.ERROR);
                yield value;
            }
            case ONLY_NUMBERS -> number(value.strip(), format, column);
            default -> value;
        };
    }

    private String shared(String number, int column) {
        String text = workbook.string(number);
        if (text == null) {
            faults.put(column, CellFault.ERROR);
            return "";
        }
        return text;
    }

    private String number(String value, CellFormat format, int column) {
        if (format.isDate()) {
            return SheetNumber.date(value, workbook.is1904());
        }
        if (SheetNumber.isRounded(value)) {
            faults.put(column, CellFault.ROUNDED);
        }
        return SheetNumber.plain(value, format.digits());
    }

    /** Takes note of what is merged down from the row, and gives it what is merged down into it. */
    private void fill(boolean isBlank) {
        for (MergedCells next = ahead.peek(); next != null && next.firstRow() <= row; next = ahead.peek()) {
            ahead.remove();
            int column = next.column();
            if (next.firstRow() == row && column < cells.size()) {
                filling.put(column, new Filling(next, cells.get(column), faults.get(column)));
            }
        }
        for (Iterator<Filling> each = filling.values().iterator(); each.hasNext(); ) {
            Filling filling = each.next();
            int column = filling.merged().column();
            if (filling.merged().lastRow() < row) {
                each.remove();
            } else if (!isBlank
                    && column < cells.size()
                    && cells.get(column).isBlank()
                    && !filling.text().isBlank()) {
                cells.set(column, filling.text());
                if (filling.fault() != null) {
                    faults.put(column, filling.fault());
                }
                filledCells++;
            }
        }
    }

    /** Counted from 0, of a reference such as {@code AB12}. */
    static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && column <= MOST_COLUMNS; i++) {
            char c = reference.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column = column * LETTERS + (c - 'A' + 1);
            } else {
                break;
            }
        }
        return Math.max(0, column - 1);
    }
}
