package daybreak.jobs.oracle;

import java.util.ArrayList;
import java.util.List;

/** RFC 4180, read character by character: nothing in common with the reader that the product uses. */
final class CsvText {

    /** A record and the line of the file on which it starts, from 1. */
    record Row(long line, List<String> cells) {}

    private CsvText() {}

    static List<Row> rows(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        char separator = separator(content);
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        long line = 1;
        long startedOn = 1;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < content.length() && content.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                    line += c == '\n' ? 1 : 0;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
                wasQuoted = true;
            } else if (c == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                end(rows, cells, cell, startedOn, wasQuoted);
                cells = new ArrayList<>();
                wasQuoted = false;
                line++;
                startedOn = line;
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        end(rows, cells, cell, startedOn, wasQuoted);
        return rows;
    }

    private static void end(List<Row> rows, List<String> cells, StringBuilder cell, long line, boolean wasQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
        boolean blank = cells.size() == 1 && cells.get(0).isBlank() && !wasQuoted;
        if (!blank) {
            rows.add(new Row(line, List.copyOf(cells)));
        }
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
