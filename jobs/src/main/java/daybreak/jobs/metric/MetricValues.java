package daybreak.jobs.metric;

import daybreak.jobs.metric.SubjectFold.Place;
import daybreak.jobs.statistics.Interval;
import daybreak.jobs.statistics.KaplanMeier;
import daybreak.jobs.statistics.PoissonInterval;
import daybreak.jobs.statistics.WilsonInterval;
import daybreak.schemas.metric.Metric;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * From what was counted for one metric in one period to its values with their intervals. The parts come ordered by
 * dimension and member, the total first.
 *
 * @param definitions of the metrics, by their numbers
 * @param firstDay of the first export: a period that began before it is not whole
 * @param day the last day, D
 */
record MetricValues(List<Definition> definitions, LocalDate firstDay, LocalDate day)
        implements FlatMapGroupsFunction<Long, Row, Row>, Serializable {

    MetricValues {
        definitions = List.copyOf(definitions);
    }

    /**
     * What the values of a metric depend on.
     *
     * @param eventsAlone dimensions that split the events of a rate and not its exposure: each member has the total's
     * @param states names of the further counts
     */
    record Definition(
            String metric, Metric.Kind kind, double scale, String version, Set<String> eventsAlone, List<String> states)
            implements Serializable {

        Definition {
            eventsAlone = Set.copyOf(eventsAlone);
            states = List.copyOf(states);
        }
    }

    @Override
    public Iterator<Row> call(Long key, Iterator<Row> parts) {
        Place place = Place.of(key);
        Definition definition = definitions.get(place.metric());
        List<Row> values = new ArrayList<>();
        Counted counted = null;
        double totalExposure = 0;
        while (parts.hasNext()) {
            Row part = parts.next();
            String dimension = part.getString(1);
            String member = part.getString(2);
            if (counted == null || !counted.isOf(dimension, member)) {
                if (counted != null) {
                    values.add(value(definition, place, counted, totalExposure));
                }
                counted = new Counted(dimension, member, definition.states().size());
            }
            counted.add(part);
            if (dimension.isEmpty()) {
                totalExposure = counted.exposure;
            }
        }
        if (counted != null) {
            values.add(value(definition, place, counted, totalExposure));
        }
        return values.iterator();
    }

    /** One cell's parts, added up. */
    private static final class Counted {

        private final String dimension;
        private final String member;
        private final long[] states;
        private long[] lifetimes = new long[0];
        private long successes;
        private long counted;
        private long waiting;
        private double amount;
        private double exposure;

        Counted(String dimension, String member, int states) {
            this.dimension = dimension;
            this.member = member;
            this.states = new long[states];
        }

        boolean isOf(String otherDimension, String otherMember) {
            return dimension.equals(otherDimension) && member.equals(otherMember);
        }

        void add(Row part) {
            if (part.getBoolean(3)) {
                exposure += part.getDouble(7);
                return;
            }
            successes += part.getLong(4);
            counted += part.getLong(5);
            waiting += part.getLong(6);
            amount += part.getDouble(7);
            long[] more = Longs.of(part.getAs(8));
            for (int i = 0; i < more.length; i++) {
                states[i] += more[i];
            }
            lifetimes = Longs.joined(lifetimes, part.getAs(9));
        }
    }

    private Row value(Definition definition, Place place, Counted counted, double totalExposure) {
        Double numerator = null;
        Double denominator = null;
        Double value = null;
        Interval interval = null;
        String points = null;
        switch (definition.kind()) {
            case SHARE -> {
                numerator = (double) counted.successes;
                denominator = (double) counted.counted;
                if (denominator > 0) {
                    value = numerator / denominator;
                    interval = WilsonInterval.of(numerator, denominator);
                }
            }
            case RATE -> {
                numerator = (double) counted.counted;
                denominator = definition.eventsAlone().contains(counted.dimension) ? totalExposure : counted.exposure;
                if (denominator > 0) {
                    value = definition.scale() * numerator / denominator;
                    interval = PoissonInterval.of(numerator, denominator).times(definition.scale());
                }
            }
            case COUNT -> {
                numerator = counted.amount;
                value = numerator;
            }
            case DURATION -> {
                numerator = (double) counted.successes;
                denominator = (double) counted.counted;
                KaplanMeier curve = KaplanMeier.of(counted.lifetimes);
                value = boxed(curve.quantile(0.5));
                interval = curve.quantileInterval(0.5).orElse(null);
                points = "[{\"quantile\":0.5,\"seconds\":" + value + "},{\"quantile\":0.9,\"seconds\":"
                        + boxed(curve.quantile(0.9)) + "}]";
            }
            case CURVE -> {
                numerator = (double) counted.successes;
                denominator = (double) counted.counted;
                points = points(KaplanMeier.of(counted.lifetimes));
            }
        }
        boolean all = place.kind() == PeriodKind.ALL;
        LocalDate from = all ? firstDay : place.from();
        LocalDate to = all ? day : place.kind().to(from);
        return RowFactory.create(
                definition.metric(),
                place.kind().word(),
                place.kind().label(from),
                Date.valueOf(from),
                Date.valueOf(to),
                !from.isBefore(firstDay) && !to.isAfter(day),
                counted.dimension,
                counted.member,
                numerator,
                denominator,
                value,
                interval == null ? null : finite(interval.low()),
                interval == null ? null : finite(interval.high()),
                counted.waiting,
                states(definition, counted),
                points,
                definition.version());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    private static String states(Definition definition, Counted counted) {
        TreeMap<String, Long> byName = new TreeMap<>();
        for (int i = 0; i < counted.states.length; i++) {
            byName.put(definition.states().get(i), counted.states[i]);
        }
        StringJoiner json = new StringJoiner(",", "{", "}");
        byName.forEach((name, count) -> json.add("\"" + name + "\":" + count));
        return json.toString();
    }

    private static String points(KaplanMeier curve) {
        StringJoiner json = new StringJoiner(",", "[", "]");
        for (KaplanMeier.Step step : curve.steps()) {
            json.add("{\"seconds\":" + step.seconds() + ",\"survival\":" + step.survival() + ",\"low\":"
                    + finite(step.low())
                    + ",\"high\":" + finite(step.high()) + ",\"at_risk\":" + step.atRisk() + ",\"events\":"
                    + step.events()
                    + ",\"censored\":" + step.censored() + "}");
        }
        return json.toString();
    }
}
