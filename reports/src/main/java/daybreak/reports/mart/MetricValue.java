package daybreak.reports.mart;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A metric's value for a period and a member of a dimension; the empty dimension and member are the total.
 *
 * @param periodFrom first and, as periodTo, last day of the period
 * @param whole whether all days of the period lie between the first complete folder and the run's last day
 * @param numerator of a share or rate; observed ends of a duration; null if nothing counts
 * @param denominator of a share; exposure of a rate; subjects at risk of a duration
 * @param value share 0–1, rate per its unit, median in seconds; null without denominator or where not reached
 * @param low lower end of the 95 % interval of the value, as high is its upper end
 * @param notYetDue subjects left out because their window has not passed
 * @param states further counts shown apart
 * @param points of a curve, or quantiles of a duration: {@code quantile}, {@code seconds}
 */
public record MetricValue(
        String metric,
        String periodKind,
        String period,
        LocalDate periodFrom,
        LocalDate periodTo,
        boolean whole,
        String dimension,
        String member,
        @Nullable Double numerator,
        @Nullable Double denominator,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        long notYetDue,
        Map<String, Long> states,
        List<Map<String, Double>> points) {

    public MetricValue {
        states = Map.copyOf(states);
        // Not copyOf: a quantile that is not reached has a null.
        points = points.stream()
                .map(point -> Collections.unmodifiableMap(new HashMap<>(point)))
                .toList();
    }

    /** The seconds at a quantile of a duration, empty where it is not reached or not given. */
    public OptionalDouble seconds(double quantile) {
        for (Map<String, Double> point : points) {
            Double at = point.get("quantile");
            Double seconds = point.get("seconds");
            if (at != null && seconds != null && Math.abs(at - quantile) < 1e-9) {
                return OptionalDouble.of(seconds);
            }
        }
        return OptionalDouble.empty();
    }
}
