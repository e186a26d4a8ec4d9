package daybreak.jobs.tabular;

import daybreak.jobs.tabular.Malformation.Kind;
import daybreak.schemas.source.Escape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits delimited text into records by a dialect: RFC 4180, with any separator, quote and line ending. A record whose quotes
 * are broken, or that never seems to end, costs its first line alone: it is handed out as malformed, and reading goes on with
 * the line after it. Blank lines are no records.
 */
final class DelimitedRecords implements RecordReader {

    /** Characters that are handed out of a single line that is too long. */
    static final int KEPT_OF_TOO_LONG = 1 << 16;

    private static final int ASCII = 128;
    /** A reader has to have room for two halves of a surrogate. */
    private static final int ROOM = 2;

    private final LosslessReader in;
    private final Dialect dialect;
    /** Characters at which the scanning of a cell stops: outside quotes and within. */
    private final boolean[] stopsPlain = new boolean[ASCII];

    private final boolean[] stopsQuoted = new boolean[ASCII];

    private char[] buffer = new char[1 << 16];
    private int limit;
    private boolean ended;
    /** Position in the text of the first character of the buffer. */
    private long passed;

    /** Where in the buffer the present record begins, and the character being looked at. */
    private int start;

    private int at;
    /** The line of the file on which that character stands. */
    private long line = 1;

    private List<String> cells = new ArrayList<>();
    private @Nullable Kind broken;
    private boolean holdsNul;
    /** Cells of the record, without quotes around them, in which there is an odd number of quotes. */
    private int oddCells;

    private boolean endedByLf;
    private boolean endedByCr;
    private boolean endedByCrLf;

    DelimitedRecords(LosslessReader in, Dialect dialect) {
        this.in = in;
        this.dialect = dialect;
        for (char c : new char[] {'\n', '\r', '\0'}) {
            stopsPlain[c] = true;
            stopsQuoted[c] = true;
        }
        stopsPlain[dialect.separator()] = true;
        stopsPlain[dialect.quote()] = true;
        stopsQuoted[dialect.quote()] = true;
        stopsQuoted['\\'] = dialect.escape() == Escape.BACKSLASH;
    }

    @Override
    public @Nullable TableRecord next() throws IOException {
        while (true) {
            start = at;
            if (at == limit && !more()) {
                return null;
            }
            long first = line;
            cells = new ArrayList<>(Math.max(4, cells.size()));
            broken = null;
            holdsNul = false;
            oddCells = 0;
            readRecord();
            if (broken == null && oddCells > 1) {
                // A quote opened in the middle of one cell and closed in another: what is between them may be one cell.
                broken = Kind.QUOTES;
            }
            if (broken != null) {
                return firstLineOf(first, broken);
            }
            if (cells.size() > 1 || !cells.get(0).isBlank()) {
                return new TableRecord(first, cells, malformation());
            }
        }
    }

    /** Of the records handed out so far; null: there was no end of a line. */
    @Nullable
    LineEnding lineEnding() {
        if (endedByLf ? endedByCr || endedByCrLf : endedByCr && endedByCrLf) {
            return LineEnding.MIXED;
        }
        return endedByLf ? LineEnding.LF : endedByCr ? LineEnding.CR : endedByCrLf ? LineEnding.CRLF : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable Malformation malformation() {
        long undecodable = in.firstUndecodable(passed + start, passed + at);
        if (undecodable >= 0) {
            return Malformation.undecodable(undecodable);
        }
        return holdsNul ? Malformation.of(Kind.NUL) : null;
    }

    /** Reads cells up to the end of the record and what ends it. */
    private void readRecord() throws IOException {
        boolean another = true;
        while (another) {
            if (dialect.skipInitialSpace()) {
                while (isAt(' ')) {
                    at++;
                }
            }
            String cell = isAt(dialect.quote()) ? quoted() : plain();
            if (broken != null) {
                return;
            }
            cells.add(cell);
            if (cells.size() > Malformation.MOST_CELLS) {
                broken = Kind.TOO_LONG;
                return;
            }
            another = isAt(dialect.separator());
            if (another) {
                at++;
            } else {
                endLine(true);
            }
        }
    }

    /** A cell without quotes around it. A quote within it is text, as in {@code 5" pipe}. */
    private String plain() throws IOException {
        int from = at - start;
        int quotes = 0;
        do {
            char[] text = buffer;
            boolean[] stops = stopsPlain;
            int end = limit;
            int i = at;
            while (i < end && (text[i] >= ASCII || !stops[text[i]])) {
                i++;
            }
            at = i;
            if (i < end) {
                if (text[i] == '\0') {
                    holdsNul = true;
                } else if (text[i] == dialect.quote()) {
                    quotes++;
                } else {
                    break;
                }
                at++;
            }
        } while (at < limit || more());
        oddCells += quotes % 2;
        return text(start + from, at);
    }

    private String quoted() throws IOException {
        at++;
        int from = at - start;
        StringBuilder unescaped = null;
        while (at < limit || more()) {
            char[] text = buffer;
            boolean[] stops = stopsQuoted;
            int end = limit;
            int i = at;
            while (i < end && (text[i] >= ASCII || !stops[text[i]])) {
                i++;
            }
            at = i;
            if (i == end) {
                continue;
            }
            char c = text[i];
            if (c == '\n' || c == '\r') {
                endLine(false);
            } else if (c == '\0') {
                holdsNul = true;
                at++;
            } else {
                // A quote or a backslash; what it means shows in the character after it.
                at++;
                boolean isQuote = c == dialect.quote();
                if (isAt(dialect.quote()) || (!isQuote && isAt('\\'))) {
                    unescaped = unescaped == null ? new StringBuilder() : unescaped;
                    unescaped.append(buffer, start + from, at - 1 - start - from);
                    from = at - start;
                    at++;
                } else if (isQuote) {
                    int length = at - 1 - start - from;
                    if (!isAt(dialect.separator()) && !isAtEndOfLine() && broken == null) {
                        broken = Kind.QUOTES;
                    }
                    return unescaped == null
                            ? text(start + from, start + from + length)
                            : unescaped.append(buffer, start + from, length).toString();
                }
            }
        }
        broken = broken == null ? Kind.QUOTES : broken;
        return "";
    }

    private String text(int from, int to) {
        return from == to ? "" : new String(buffer, from, to - from);
    }

    private boolean isAt(char c) throws IOException {
        return (at < limit || more()) && buffer[at] == c;
    }

    private boolean isAtEndOfLine() throws IOException {
        return (at == limit && !more()) || buffer[at] == '\n' || buffer[at] == '\r';
    }

    /** Passes over LF, CR or CRLF, if one stands here. */
    private void endLine(boolean isEndOfRecord) throws IOException {
        boolean cr = isAt('\r');
        if (cr) {
            at++;
        }
        boolean lf = isAt('\n');
        if (lf) {
            at++;
        }
        if (cr || lf) {
            line++;
        }
        if (isEndOfRecord) {
            endedByCrLf |= cr && lf;
            endedByCr |= cr && !lf;
            endedByLf |= lf && !cr;
        }
    }

    /**
     * Reads on, keeping what lies from the start of the record on.
     *
     * @return false: the text ends here, or the record is too long, as {@link #broken} then says
     */
    private boolean more() throws IOException {
        if (ended || broken == Kind.TOO_LONG) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            passed += start;
            at -= start;
            limit -= start;
            start = 0;
        }
        if (buffer.length - limit < ROOM) {
            if (buffer.length == Malformation.MOST_CHARACTERS) {
                broken = Kind.TOO_LONG;
                return false;
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        ended = read < 0;
        limit += Math.max(read, 0);
        return !ended;
    }

    /** Goes back to the first line of the broken record, which is all that it costs. */
    private TableRecord firstLineOf(long first, Kind kind) throws IOException {
        at = start;
        line = first;
        broken = null;
        while (isWithinLine()) {
            at++;
        }
        String kept = text(start, at);
        while (broken == Kind.TOO_LONG) {
            // A single line of that length: what is left of it is passed over piece by piece.
            start = at;
            broken = null;
            while (isWithinLine()) {
                at++;
            }
        }
        start = at;
        endLine(true);
        if (kind == Kind.TOO_LONG && kept.length() > KEPT_OF_TOO_LONG) {
            kept = kept.substring(0, KEPT_OF_TOO_LONG);
        }
        return new TableRecord(first, List.of(kept), Malformation.of(kind));
    }

    private boolean isWithinLine() throws IOException {
        return (at < limit || more()) && buffer[at] != '\n' && buffer[at] != '\r';
    }
}
