package daybreak.jobs.tabular;

import daybreak.schemas.source.TextForm;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the first lines of a table are its header. Where columns are known by name, it is the line that has most of
 * them, and the lines next to it that have more than half as many. Else it is the first line that has cells of more than one
 * column, unless it looks like the records below it do; the lines after it belong to it as long as they do not, either.
 */
record HeaderSniffer(TextForm said, KnownColumns known) {

    /** Where a header is looked for. */
    static final int LINES_SEARCHED = 64;

    private static final int MOST_HEADER_LINES = 3;
    private static final int RECORDS_LOOKED_AT = 1_000;
    /** A single cell that is a name may stand in any row. */
    private static final int LEAST_NAMES = 2;

    /**
     * The header among the first records.
     *
     * @param from its first line, an index into the records; so many of them are preamble
     * @param lines 0: there is none
     * @param named the line whose names are the columns'; null: all lines together
     */
    record Header(int from, int lines, @Nullable Integer named) {

        static final Header NONE = new Header(0, 0, null);
    }

    Header sniff(List<TableRecord> records) {
        Integer preamble = said.preambleLines();
        Integer lines = said.headerLines();
        if (records.isEmpty()) {
            return Header.NONE;
        }
        Header found = known.isAny() ? byPattern(records) : byName(records);
        int from = preamble == null ? found.from() : Math.min(preamble, records.size() - 1);
        int length = lines == null ? Math.max(found.lines(), preamble == null ? 0 : 1) : lines;
        length = Math.min(length, records.size() - from);
        return from == found.from() && length == found.lines()
                ? found
                : new Header(from, length, named(records, from, length));
    }

    private @Nullable Integer named(List<TableRecord> records, int from, int lines) {
        Integer named = null;
        int most = 0;
        for (int i = from; i < from + lines; i++) {
            int names = known.among(records.get(i).cells());
            if (names > most) {
                named = i;
                most = names;
            }
        }
        return named;
    }

    private Header byName(List<TableRecord> records) {
        int searched = Math.min(records.size(), LINES_SEARCHED);
        Integer best = named(records, 0, searched);
        if (best == null || (best > 0 && known.among(records.get(best).cells()) < LEAST_NAMES)) {
            return new Header(0, 1, 0);
        }
        int most = known.among(records.get(best).cells());
        int from = best;
        while (from > 0 && best - from < MOST_HEADER_LINES - 1 && isHeaderToo(records.get(from - 1), most)) {
            from--;
        }
        int to = best + 1;
        while (to < searched && to - from < MOST_HEADER_LINES && isHeaderToo(records.get(to), most)) {
            to++;
        }
        return new Header(from, to - from, best);
    }

    /** Of a line beside the header. A row of which a cell or two are names of columns is none. */
    private boolean isHeaderToo(TableRecord record, int most) {
        int names = known.among(record.cells());
        long filled = record.cells().stream().filter(cell -> !cell.isBlank()).count();
        return names >= LEAST_NAMES && names * 2 > most && names > filled / 2;
    }

    private static Header byPattern(List<TableRecord> all) {
        List<TableRecord> records = all.subList(0, Math.min(all.size(), RECORDS_LOOKED_AT));
        int width = Sample.width(records);
        int first = 0;
        int searched = Math.min(records.size(), LINES_SEARCHED);
        while (first < searched - 1 && isTitle(records.get(first), width)) {
            first++;
        }
        int lines = 0;
        while (lines < MOST_HEADER_LINES
                && first + lines < searched
                && (lines == 0 || records.get(first + lines).cells().size() == width)
                && isUnlikeColumns(records, first, first + lines, width)) {
            lines++;
        }
        if (lines == 0 && first > 0 && isFilled(records.get(first - 1))) {
            // What stands right above the records and is none of them was meant to be their header.
            return new Header(first - 1, 1, null);
        }
        return lines == 0 ? Header.NONE : new Header(first, lines, null);
    }

    /** Whether the line has one cell at most, while the records have several. */
    private static boolean isTitle(TableRecord record, int width) {
        return width > 1
                && Sample.isSplit(record)
                && record.cells().stream().filter(cell -> !cell.isBlank()).count() < 2;
    }

    private static boolean isFilled(TableRecord record) {
        return record.cells().stream().anyMatch(cell -> !cell.isBlank());
    }

    /**
     * Whether in the columns whose cells look alike, the line's mostly look otherwise. Where no column is of one pattern, the
     * first line is a header, for most tables have one.
     */
    private static boolean isUnlikeColumns(List<TableRecord> records, int first, int index, int width) {
        TableRecord line = records.get(index);
        if (!Sample.isSplit(line)) {
            return index == first;
        }
        int alike = 0;
        int unlike = 0;
        for (int column = 0; column < Math.min(width, line.cells().size()); column++) {
            CellPattern pattern = CellPattern.of(line.cells().get(column));
            CellPattern below = patternBelow(records, first, column, width);
            if (pattern == CellPattern.EMPTY || below == CellPattern.EMPTY || below == CellPattern.TEXT) {
                continue;
            }
            if (pattern == below) {
                alike++;
            } else {
                unlike++;
            }
        }
        return alike + unlike == 0 ? index == first && !looksLikeValues(line) : unlike > alike;
    }

    /** Whether the line alone, with nothing to compare it with, is more likely a record than a header. */
    private static boolean looksLikeValues(TableRecord line) {
        return line.cells().stream()
                .map(CellPattern::of)
                .anyMatch(pattern -> pattern == CellPattern.NUMBER || pattern == CellPattern.TIME);
    }

    /** The pattern of nine tenths of a column's filled cells; {@link CellPattern#TEXT}: there is no such, or none. */
    private static CellPattern patternBelow(List<TableRecord> records, int first, int column, int width) {
        Map<CellPattern, Integer> frequencies = new EnumMap<>(CellPattern.class);
        int filled = 0;
        // A header of several lines is no part of what it is compared with, as far as there are records beside it.
        int from = records.size() - first > 2 * MOST_HEADER_LINES ? first + MOST_HEADER_LINES : first + 1;
        for (TableRecord record : records.subList(Math.min(from, records.size()), records.size())) {
            if (Sample.isSplit(record) && record.cells().size() == width) {
                CellPattern pattern = CellPattern.of(record.cells().get(column));
                if (pattern != CellPattern.EMPTY) {
                    frequencies.merge(pattern, 1, Integer::sum);
                    filled++;
                }
            }
        }
        if (filled == 0) {
            return CellPattern.EMPTY;
        }
        for (Map.Entry<CellPattern, Integer> frequency : frequencies.entrySet()) {
            if (frequency.getValue() * 10 >= filled * 9) {
                return frequency.getKey();
            }
        }
        return CellPattern.TEXT;
    }
}
