package daybreak.sample.bench.pollock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a table was loaded, by the ten measures of the benchmark: success, and of header, records and cells precision, recall
 * and their harmonic mean, each from 0 to 1. Cells are compared as they are, where the benchmark's own evaluation first
 * normalises numbers, dates and letter case of header and records.
 */
public record TableScore(Agreement header, Agreement records, Agreement cells) {

    private static final int SUCCESS = 1;

    /** The score of a table that was not loaded is 0; of one that was, its measures and one for success. */
    public double sum() {
        return SUCCESS + header.sum() + records.sum() + cells.sum();
    }

    /** Of a loaded table beside the clean one; of both the first row is the header. */
    public static TableScore of(List<List<String>> clean, List<List<String>> loaded) {
        if (clean.isEmpty()) {
            return new TableScore(Agreement.FULL, Agreement.FULL, Agreement.FULL);
        }
        return new TableScore(
                Agreement.of(clean.get(0), loaded.isEmpty() ? List.of() : loaded.get(0)),
                Agreement.of(records(clean), records(loaded)),
                Agreement.of(cells(clean), cells(loaded)));
    }

    private static List<String> records(List<List<String>> rows) {
        return rows.stream().skip(1).map(row -> String.join("", row)).toList();
    }

    private static List<String> cells(List<List<String>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }

    /** Of two multisets: the share of the clean one that was loaded, of the loaded one that is clean, and their mean. */
    record Agreement(double precision, double recall) {

        static final Agreement FULL = new Agreement(1, 1);
        private static final Agreement NONE = new Agreement(0, 0);

        static Agreement of(List<String> clean, List<String> loaded) {
            if (clean.isEmpty()) {
                return FULL;
            }
            Map<String, Integer> missing = new HashMap<>();
            clean.forEach(item -> missing.merge(item, 1, Integer::sum));
            int common = 0;
            for (String item : loaded) {
                int left = missing.getOrDefault(item, 0);
                if (left > 0) {
                    missing.put(item, left - 1);
                    common++;
                }
            }
            return common == 0 ? NONE : new Agreement((double) common / clean.size(), (double) common / loaded.size());
        }

        double sum() {
            double mean = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            return precision + recall + mean;
        }
    }
}
