package daybreak.schemas.metric;

import daybreak.schemas.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric: a few SQL expressions over one subject.
 *
 * @param file that defines it, from {@code schemas/}
 * @param name as the marts and the command line know it
 * @param title a few words
 * @param about what is counted, in one sentence
 * @param subject whose rows it is computed over
 * @param kind how it is computed
 * @param where which rows belong to it at all; {@code true} for all
 * @param counts of those, which count by now; the others are reported as not yet due
 * @param success of those that count, which are in the numerator; of a count, an aggregate
 * @param distinct the column whose distinct values are counted instead of rows; null: rows
 * @param start of a duration or curve, when the clock starts
 * @param end of a duration or curve, when it stops; null in a row: still running, censored at {@code as_of}
 * @param exposure of a rate, its denominator
 * @param states further counts shown apart, by name
 * @param by dimensions it can be split by; of a rate, those that split numerator and denominator
 * @param byNumerator dimensions of a rate that split its numerator alone
 * @param unit in which a value is printed
 * @param scale factor from the raw ratio to {@code value}: 1 for a share, 100 for a rate per 100
 * @param better which direction is good
 * @param chart whether its weekly values sit on a control chart
 * @param chartBy dimensions whose members have a chart each
 * @param headline whether it is one of the headline rates
 * @param target null: none set
 * @param owner who answers for it
 * @param action what the playbook says to do when it is weak
 * @param source where the formula comes from
 * @param example rows in and the value out, run as a test
 * @param version changes when the definition does
 */
public record Metric(
        String file,
        String name,
        Text title,
        Text about,
        String subject,
        Kind kind,
        String where,
        String counts,
        @Nullable String success,
        @Nullable String distinct,
        @Nullable String start,
        @Nullable String end,
        @Nullable Exposure exposure,
        Map<String, String> states,
        List<String> by,
        List<String> byNumerator,
        Text unit,
        double scale,
        Better better,
        @Nullable Chart chart,
        List<String> chartBy,
        boolean headline,
        @Nullable Double target,
        Text owner,
        Text action,
        String source,
        MetricExample example,
        String version) {

    public Metric {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        by = List.copyOf(by);
        byNumerator = List.copyOf(byNumerator);
        chartBy = List.copyOf(chartBy);
    }

    /** The SQL of the {@link Aggregate} in it: of a count its value, of a rate its exposure; of others there is none. */
    public Optional<String> amount() {
        return switch (kind) {
            case COUNT -> Optional.ofNullable(success);
            case RATE -> Optional.ofNullable(exposure).map(Exposure::value);
            case SHARE, DURATION, CURVE -> Optional.empty();
        };
    }

    /** The dimensions under which it has values. */
    public Set<String> dimensions() {
        Set<String> names = new LinkedHashSet<>(by);
        names.addAll(byNumerator);
        return names;
    }

    /** How a metric is computed. */
    public enum Kind {
        /** Successes ÷ rows that count, with a Wilson interval. */
        SHARE,
        /** Events ÷ exposure, with an exact Poisson interval. */
        RATE,
        /** A time that may still be running: Kaplan–Meier quantiles. */
        DURATION,
        /** The Kaplan–Meier curve itself, over one window ending at {@code as_of}. */
        CURVE,
        /** A sum or count without denominator. */
        COUNT
    }

    /** Which direction is good. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    /** Which control chart suits. */
    public enum Chart {
        P,
        U
    }

    /**
     * The denominator of a rate.
     *
     * @param subject over whose rows it is summed
     * @param value an aggregate expression over them
     */
    public record Exposure(String subject, String value) {}
}
