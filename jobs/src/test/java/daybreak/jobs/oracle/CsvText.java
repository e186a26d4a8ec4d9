package daybreak.jobs.oracle;

import java.util.ArrayList;
import java.util.List;

/** RFC 4180, read character by character: nothing in common with the reader that the product uses. */
final class CsvText {

    /**
     * A record.
     *
     * @param line the line of the file on which it starts, from 1
     * @param sound false: text follows a closing quote, a quote is never closed, or a byte is not of the encoding
     */
    record Row(long line, List<String> cells, boolean sound) {}

    private final String content;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private boolean quoted;
    private boolean closed;
    private boolean everQuoted;
    private boolean sound = true;
    private long line = 1;
    private long startedOn = 1;

    private CsvText(String text) {
        content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        separator = separator(content);
    }

    static List<Row> rows(String text) {
        return new CsvText(text).read();
    }

    private List<Row> read() {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quoted && c == '"' && content.startsWith("\"\"", i)) {
                cell.append('"');
                i++;
            } else if (quoted && c == '"') {
                quoted = false;
                closed = true;
            } else if (quoted) {
                cell.append(c);
                line += c == '\n' ? 1 : 0;
            } else if (c == '"' && cell.isEmpty() && !closed) {
                quoted = true;
                everQuoted = true;
            } else if (c == separator) {
                endCell();
            } else if (c == '\n') {
                endRow();
                line++;
                startedOn = line;
            } else if (c != '\r') {
                sound &= !closed;
                cell.append(c);
            }
        }
        sound &= !quoted;
        endRow();
        return rows;
    }

    private void endCell() {
        sound &= cell.indexOf("\uFFFD") < 0;
        cells.add(cell.toString());
        cell.setLength(0);
        closed = false;
    }

    private void endRow() {
        endCell();
        boolean blank = cells.size() == 1 && cells.get(0).isBlank() && !everQuoted;
        if (!blank) {
            rows.add(new Row(startedOn, List.copyOf(cells), sound));
        }
        cells = new ArrayList<>();
        everQuoted = false;
        sound = true;
    }

    private static char separator(String content) {
        String header = content.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {'\t', ';'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
