package daybreak.jobs.tabular;

import daybreak.schemas.source.Escape;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells the dialect of delimited text: of all that the text could be written in, the one by which a record has the most names
 * of known columns as cells; among equals the one by which the records look most like a table.
 *
 * <p>How much they do is the product of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns", Data Mining and Knowledge Discovery 33 (2019): of a pattern score, high where many records have the same and a
 * large number of cells, and of the share of cells that hold one thing. Here cells hold one thing if they hold neither a
 * separator nor a quote.
 */
record DialectSniffer(TextForm said, KnownColumns known) {

    private static final char[] SEPARATORS = {',', '\t', ';', '|'};
    private static final char[] QUOTES = {'"', '\''};
    private static final String OF_SEVERAL_THINGS = ",\t;|\"'";
    /** What a single column is worth; little, as every text is one. */
    private static final double SINGLE_COLUMN = 0.001;

    Dialect sniff(Sample sample) throws IOException {
        List<Dialect> candidates = candidates(sample.text());
        Dialect best = candidates.get(0);
        if (candidates.size() == 1) {
            return best;
        }
        int mostNames = -1;
        double highest = -1;
        for (Dialect candidate : candidates) {
            List<TableRecord> records = sample.records(candidate);
            int names = known.amongBest(records);
            double score = score(records);
            if (names > mostNames || (names == mostNames && score > highest)) {
                best = candidate;
                mostNames = names;
                highest = score;
            }
        }
        return best;
    }

    /** Those that the mapping allows and of which the text has a trace; the most usual first. Never none. */
    private List<Dialect> candidates(String text) {
        List<Dialect> candidates = new ArrayList<>();
        for (char separator : SEPARATORS) {
            Character only = said.separator();
            boolean isTraced = separator == SEPARATORS[0] || text.indexOf(separator) >= 0;
            if (only == null ? isTraced : only == separator) {
                addQuotes(candidates, separator, text);
            }
        }
        return candidates;
    }

    private void addQuotes(List<Dialect> candidates, char separator, String text) {
        for (char quote : QUOTES) {
            Character only = said.quote();
            boolean isTraced = quote == QUOTES[0] || isAtCellStart(text, separator, quote);
            if (only == null ? isTraced : only == quote) {
                addEscapes(candidates, separator, quote, text);
            }
        }
    }

    private void addEscapes(List<Dialect> candidates, char separator, char quote, String text) {
        for (Escape escape : Escape.values()) {
            Escape only = said.escape();
            boolean isTraced = escape == Escape.DOUBLED || text.contains("\\" + quote);
            if (only == null ? isTraced : only == escape) {
                candidates.add(new Dialect(separator, quote, escape, false));
                if (text.contains(separator + " " + quote)) {
                    candidates.add(new Dialect(separator, quote, escape, true));
                }
            }
        }
    }

    private static boolean isAtCellStart(String text, char separator, char quote) {
        for (int i = text.indexOf(quote); i >= 0; i = text.indexOf(quote, i + 1)) {
            char before = i == 0 ? '\n' : text.charAt(i - 1);
            if (before == separator
                    || before == '\n'
                    || before == '\r'
                    || (before == ' ' && i > 1 && text.charAt(i - 2) == separator)) {
                return true;
            }
        }
        return false;
    }

    private static double score(List<TableRecord> records) {
        Map<Integer, Integer> frequencies = Sample.frequencies(records);
        if (frequencies.isEmpty()) {
            return 0;
        }
        boolean isBrokenSomewhere = records.stream().anyMatch(record -> !Sample.isSplit(record));
        double pattern = 0;
        for (Map.Entry<Integer, Integer> frequency : frequencies.entrySet()) {
            int cells = frequency.getKey();
            pattern += frequency.getValue() * Math.max(SINGLE_COLUMN, cells - 1.0) / cells;
        }
        pattern /= frequencies.size() + (isBrokenSomewhere ? 1 : 0);
        return pattern * shareOfOneThing(records);
    }

    private static double shareOfOneThing(List<TableRecord> records) {
        long cells = 0;
        long ofOneThing = 0;
        for (TableRecord record : records) {
            for (String cell : record.cells()) {
                cells++;
                ofOneThing += holdsOneThing(cell) ? 1 : 0;
            }
        }
        return (double) ofOneThing / cells;
    }

    private static boolean holdsOneThing(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (OF_SEVERAL_THINGS.indexOf(cell.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
