package daybreak.schemas.metric;

import daybreak.schemas.YamlObject;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few rows in and what comes out, worked out by hand. It is run as a test through the statement that computes the metric.
 *
 * @param asOf the midnight that ends the last day, in the brokerage's zone
 * @param rows of the metric's subject, by column; what a row does not name is null
 * @param exposureRows of the subject by which a rate is measured
 * @param numerator of the total over all rows
 * @param denominator null: the kind of metric has none
 * @param value in the metric's unit, seconds for a duration; null: none, or a median that is not reached
 * @param ninetieth of a duration, the 90th percentile in seconds; null: not reached
 * @param notYetDue rows left out because their window has not passed
 * @param states the further counts, by name
 * @param curve of a curve, its steps
 */
public record MetricExample(
        LocalDateTime asOf,
        List<Map<String, String>> rows,
        List<Map<String, String>> exposureRows,
        double numerator,
        @Nullable Double denominator,
        @Nullable Double value,
        @Nullable Double ninetieth,
        long notYetDue,
        Map<String, Long> states,
        List<Step> curve) {

    public MetricExample {
        rows = List.copyOf(rows);
        exposureRows = List.copyOf(exposureRows);
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        curve = List.copyOf(curve);
    }

    /**
     * A point of a curve.
     *
     * @param seconds the time
     * @param survival the share that is still without the event after it
     */
    public record Step(double seconds, double survival) {}

    /** Reads the key {@code example} of a metric. */
    static MetricExample read(YamlObject metric, Metric.Kind kind, Set<String> states) {
        YamlObject example = metric.objectOrNull("example");
        if (example == null) {
            throw metric.problem("example is missing: a few rows in and the value out");
        }
        example.onlyKnows(Set.of("as_of", "rows", "exposure_rows", "gives"));
        List<Map<String, String>> rows = example.rows("rows");
        if (rows.isEmpty()) {
            throw example.problem("rows is missing: a few rows of the subject");
        }
        List<Map<String, String>> exposureRows = example.rows("exposure_rows");
        if (exposureRows.isEmpty() == (kind == Metric.Kind.RATE)) {
            throw example.problem("exposure_rows go with a rate, and with nothing else");
        }
        YamlObject gives = example.objectOrNull("gives");
        if (gives == null) {
            throw example.problem("gives is missing: what comes out of the rows, worked out by hand");
        }
        gives.onlyKnows(known(kind));
        Map<String, Long> counts = new LinkedHashMap<>();
        YamlObject given = gives.objectOrNull("states");
        if (given != null) {
            given.onlyKnows(states);
            given.names().forEach(state -> counts.put(state, (long) given.integerOr(state, 0)));
        }
        if (!counts.keySet().equals(states)) {
            throw gives.problem("states must give a count of each of " + String.join(", ", states));
        }
        List<Step> curve = new ArrayList<>();
        for (YamlObject step : gives.objects("curve")) {
            step.onlyKnows(Set.of("seconds", "survival"));
            curve.add(new Step(number(step, "seconds"), number(step, "survival")));
        }
        if (curve.isEmpty() == (kind == Metric.Kind.CURVE)) {
            throw gives.problem("curve gives the steps of a curve");
        }
        boolean alwaysHasValue = kind != Metric.Kind.DURATION && kind != Metric.Kind.CURVE;
        return new MetricExample(
                example.time("as_of"),
                rows,
                exposureRows,
                number(gives, "numerator"),
                kind == Metric.Kind.COUNT ? null : number(gives, "denominator"),
                alwaysHasValue ? Double.valueOf(number(gives, "value")) : gives.numberOrNull("value"),
                gives.numberOrNull("ninetieth"),
                gives.integerOr("not_yet_due", 0),
                counts,
                curve);
    }

    private static Set<String> known(Metric.Kind kind) {
        return switch (kind) {
            case SHARE, RATE -> Set.of("numerator", "denominator", "value", "not_yet_due", "states");
            case COUNT -> Set.of("numerator", "value", "states");
            case DURATION -> Set.of("numerator", "denominator", "value", "ninetieth", "states");
            case CURVE -> Set.of("numerator", "denominator", "curve", "states");
        };
    }

    private static double number(YamlObject object, String name) {
        Double number = object.numberOrNull(name);
        if (number == null) {
            throw object.problem(name + " is missing");
        }
        return number;
    }
}
