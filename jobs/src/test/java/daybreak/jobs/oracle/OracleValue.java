package daybreak.jobs.oracle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure of the oracle.
 *
 * @param metric name of the metric
 * @param periodKind week, month, quarter or all
 * @param period 2026-W47, 2026-10, 2026-Q3 or all
 * @param dimension empty for the total
 * @param member canonical value, "(none)" where there is none, empty for the total
 * @param numerator successes; events; ends observed; a count itself
 * @param denominator subjects that count; exposure; subjects watched; null for a count
 * @param notYetDue left out because their window has not passed
 * @param value share of 1; rate per the metric's unit; median in seconds; null without denominator or if not reached
 * @param more median and p90 in seconds, counts of further states, the steps of a curve as {@code survival@seconds},
 *     {@code at_risk@seconds}, {@code events@seconds} and {@code censored@seconds}
 */
public record OracleValue(
        String metric,
        String periodKind,
        String period,
        String dimension,
        String member,
        double numerator,
        @Nullable Double denominator,
        long notYetDue,
        @Nullable Double value,
        Map<String, Double> more) {}
