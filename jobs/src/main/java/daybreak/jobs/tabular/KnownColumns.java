package daybreak.jobs.tabular;

import java.util.List;
import java.util.Set;

/** The names by which a reader knows columns of the table it expects; empty: it expects any table. */
record KnownColumns(Set<String> names) {

    KnownColumns {
        names = Set.copyOf(names);
    }

    boolean isAny() {
        return names.isEmpty();
    }

    /** How many of the names, each once, stand among the cells. */
    int among(List<String> cells) {
        return (int) cells.stream()
                .map(String::strip)
                .filter(names::contains)
                .distinct()
                .count();
    }

    /** The most that one of the first records of a table has. */
    int amongBest(List<TableRecord> records) {
        int best = 0;
        for (TableRecord record : records.subList(0, Math.min(records.size(), HeaderSniffer.LINES_SEARCHED))) {
            best = Math.max(best, among(record.cells()));
        }
        return best;
    }
}
