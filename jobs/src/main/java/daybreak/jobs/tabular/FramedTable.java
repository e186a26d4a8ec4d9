package daybreak.jobs.tabular;

import daybreak.jobs.tabular.HeaderSniffer.Header;
import daybreak.jobs.tabular.Malformation.Kind;
import daybreak.schemas.source.TextForm;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the table out of the records of a file: its header, its records, and how many lines around them are none of it. */
final class FramedTable implements Closeable {

    private static final int MOST_FOOTER_LINES = 32;

    private final RecordReader records;
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

    /**
     * Reads up to the end of the header.
     *
     * @param records closed with this, and if its header cannot be read
     * @param usualWidth cells that most records have; 0: the header says how many
     */
    FramedTable(RecordReader records, Header lines, int usualWidth, TextForm said) throws IOException {
        this.records = records;
        this.preambleLines = lines.from();
        Integer footer = said.footerLines();
        this.saidFooterLines = footer == null ? -1 : footer;
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

    @Nullable
    TableRecord header() {
        return header;
    }

    /** Lines above the header. */
    int preambleLines() {
        return preambleLines;
    }

    /** Lines of the header. */
    int headerLines() {
        return headerLines.size();
    }

    /** Lines below the last record, once {@link #next()} has returned null. */
    int footerLines() {
        return footerLines;
    }

    /** The next record of the table; null at its end. */
    @Nullable
    TableRecord next() throws IOException {
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
        TableRecord header = named == null ? joined(all, records.repeatsWhatSpansLines()) : named;
        boolean isOfAnotherWidth = usualWidth > 0 && header.cells().size() != usualWidth;
        return header.malformation() == null && isOfAnotherWidth
                ? header.malformed(Malformation.of(Kind.CELL_COUNT))
                : header;
    }

    private static TableRecord joined(List<TableRecord> lines, boolean repeated) {
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
                } else if (!cell.isEmpty() && !(repeated && cell.equals(names.get(i)))) {
                    names.set(i, (names.get(i) + " " + cell).strip());
                }
            }
        }
        return new TableRecord(first.line(), names, malformation);
    }
}
