package daybreak.sample.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in a file between two line ends: a record, or a blank line. */
public final class Entry {

    private final @Nullable Snapshot row;
    private final @Nullable List<String> cells;
    private final byte[] bytes;
    private final @Nullable Object mark;

    private Entry(@Nullable Snapshot row, @Nullable List<String> cells, byte[] bytes, @Nullable Object mark) {
        this.row = row;
        this.cells = cells;
        this.bytes = bytes;
        this.mark = mark;
    }

    /** The row that the record holds; null if it holds none that would be taken in, or is a blank line. */
    public @Nullable Snapshot row() {
        return row;
    }

    /** The flaw that the record carries; null: none. */
    public @Nullable Object mark() {
        return mark;
    }

    /** As written, without the line end. */
    byte[] bytes() {
        return bytes;
    }

    static Entry of(Snapshot row, List<String> cells) {
        return new Entry(row, cells, bytes(cells), null);
    }

    /** A record that carries a flaw. */
    public static Entry flawed(@Nullable Snapshot row, List<String> cells, Object mark) {
        return new Entry(row, cells, bytes(cells), mark);
    }

    /** Bytes that are no well-formed record, or none at all. */
    public static Entry raw(byte[] bytes, Object mark) {
        return new Entry(null, null, bytes, mark);
    }

    public boolean isBlankLine() {
        return bytes.length == 0;
    }

    Entry withCells(List<String> added) {
        List<String> before = cells;
        if (before == null || added.isEmpty()) {
            return this;
        }
        List<String> more = new ArrayList<>(before);
        more.addAll(added);
        return new Entry(row, List.copyOf(more), bytes(more), mark);
    }

    /** Lines that the entry takes. */
    int lines() {
        int lines = 1;
        for (byte each : bytes) {
            if (each == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** RFC 4180. */
    public static byte[] bytes(List<String> cells) {
        return cells.stream()
                .map(Entry::quoted)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
