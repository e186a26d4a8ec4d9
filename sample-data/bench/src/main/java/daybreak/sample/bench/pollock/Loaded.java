package daybreak.sample.bench.pollock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the program made of a polluted file.
 *
 * @param rows header and records, as far as it read them; null: it refused the file
 * @param headerRefused why the header, which is among the rows, cannot be used; null: it can
 * @param refused what else was refused, one sentence a record, or the one for the file
 */
public record Loaded(
        @Nullable List<List<String>> rows, @Nullable String headerRefused, List<String> refused) {

    public Loaded {
        refused = List.copyOf(refused);
    }

    /** 0 to 10. */
    public double score(List<List<String>> clean) {
        return rows == null ? 0 : TableScore.of(clean, rows).sum();
    }

    /** Whether all is as in the clean twin. */
    public boolean isRight(List<List<String>> clean) {
        return clean.equals(rows);
    }

    /**
     * Whether something is otherwise than in the clean twin without having been refused: a row that is there and should not be,
     * or more rows missing than were refused.
     */
    public boolean isMisread(List<List<String>> clean) {
        if (rows == null) {
            return false;
        }
        List<List<String>> missing = new ArrayList<>(clean);
        boolean isAllKnown = true;
        for (List<String> row : headerRefused == null ? rows : rows.subList(1, rows.size())) {
            isAllKnown &= missing.remove(row);
        }
        return !isAllKnown || missing.size() > refused.size() + (headerRefused == null ? 0 : 1);
    }

    /** Every reason. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (headerRefused != null) {
            reasons.add(headerRefused);
        }
        reasons.addAll(refused);
        return reasons;
    }
}
