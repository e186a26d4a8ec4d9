package daybreak.reports.quarterly;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The complaints of one root cause in a quarter.
 *
 * @param cause its name; {@link #UNKNOWN} for those without
 * @param count complaints opened in the quarter
 * @param before those opened in the quarter before; null where that quarter is not known whole
 * @param compensation yuan; null: none recorded
 * @param attributions complaints by attribution, {@link #UNKNOWN} for those without
 */
record RootCause(
        String cause,
        int count,
        @Nullable Integer before,
        @Nullable Double compensation,
        Map<String, Integer> attributions) {

    /** What the marts call a cause or an attribution that is not stated. */
    static final String UNKNOWN = "(none)";

    /** Most complaints first; of equals the dearer; those without a cause last, since they are nobody's to cure. */
    static final Comparator<RootCause> BY_WEIGHT = Comparator.comparing((RootCause cause) -> !cause.isKnown())
            .thenComparing(Comparator.comparingInt(RootCause::count).reversed())
            .thenComparing(Comparator.comparingDouble(RootCause::cost).reversed())
            .thenComparing(RootCause::cause);

    RootCause {
        attributions = Map.copyOf(new TreeMap<>(attributions));
    }

    boolean isKnown() {
        return !cause.equals(UNKNOWN);
    }

    /** What is recorded, as a weight: 0 where nothing is. */
    private double cost() {
        return compensation == null ? 0 : compensation;
    }

    /** The attribution of most of them; of equals the first by name. */
    String attribution() {
        return attributions.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
