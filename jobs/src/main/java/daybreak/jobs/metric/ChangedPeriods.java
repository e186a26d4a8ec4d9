package daybreak.jobs.metric;

import daybreak.jobs.metric.SubjectFold.Place;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The periods whose values a night computes: of each metric those in which a row changed, or that became whole. What it does
 * not compute stays as it is. The whole history is a period like others, and some row of it nearly always changes.
 */
public final class ChangedPeriods implements Serializable {

    private static final long serialVersionUID = 1;

    /** Nothing is known of the night before, or it computed otherwise. */
    public static final ChangedPeriods ALL = new ChangedPeriods(null);

    /** Numbers of {@link Place}, in their order; null: all there are. */
    private final long @Nullable [] places;

    private ChangedPeriods(@Nullable Collection<Long> places) {
        this.places = places == null
                ? null
                : places.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** One of them, as the marts name it. */
    public record Period(String metric, String periodKind, String period) {}

    /**
     * What changed from one night to another of the same definitions and first day.
     *
     * @param lastDay of the night before
     * @param before the rows of that night
     * @param day of this night; where it does not come after the other, all is computed
     * @param now the rows of this night
     */
    public static ChangedPeriods since(
            LocalDate lastDay, List<MetricInput> before, LocalDate day, List<MetricInput> now, Metrics metrics) {
        if (!day.isAfter(lastDay)) {
            return ALL;
        }
        Map<String, Set<LocalDate>> counted = new HashMap<>();
        Map<String, Set<LocalDate>> timed = new HashMap<>();
        Map<Key, MetricInput> known = byKey(before);
        Map<Key, MetricInput> fresh = byKey(now);
        Set<Key> keys = new HashSet<>(known.keySet());
        keys.addAll(fresh.keySet());
        for (Key key : keys) {
            MetricInput one = known.get(key);
            MetricInput other = fresh.get(key);
            if (one == null || other == null || one.rows() != other.rows() || one.counted() != other.counted()) {
                add(counted, key);
                add(timed, key);
            } else if (one.timed() != other.timed()) {
                add(timed, key);
            }
        }
        Set<Long> places = new HashSet<>();
        for (int number = 0; number < metrics.all().size(); number++) {
            Metric metric = metrics.all().get(number);
            Set<LocalDate> days = new HashSet<>(
                    (metric.kind() == Metric.Kind.DURATION ? timed : counted).getOrDefault(metric.subject(), Set.of()));
            Metric.Exposure exposure = metric.exposure();
            if (exposure != null) {
                days.addAll(counted.getOrDefault(exposure.subject(), Set.of()));
            }
            places.add(Place.packed(number, PeriodKind.ALL, 0));
            for (PeriodKind kind : PeriodKind.PARTIAL) {
                for (LocalDate changed : days) {
                    places.add(Place.packed(number, kind, epochDay(kind.from(changed))));
                }
                for (LocalDate passed = lastDay.plusDays(1); !passed.isAfter(day); passed = passed.plusDays(1)) {
                    // A period that ends now is whole from now on, whether or not a row of it changed.
                    if (kind.to(kind.from(passed)).equals(passed)) {
                        places.add(Place.packed(number, kind, epochDay(kind.from(passed))));
                    }
                }
            }
        }
        return new ChangedPeriods(places);
    }

    private record Key(String subject, LocalDate day) {}

    private static Map<Key, MetricInput> byKey(List<MetricInput> inputs) {
        Map<Key, MetricInput> byKey = new HashMap<>();
        inputs.forEach(input -> byKey.put(new Key(input.subject(), input.day()), input));
        return byKey;
    }

    private static void add(Map<String, Set<LocalDate>> days, Key key) {
        days.computeIfAbsent(key.subject(), any -> new HashSet<>()).add(key.day());
    }

    private static int epochDay(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }

    /**
     * Whether a metric's value for a period is computed.
     *
     * @param metric its number among all metrics
     * @param from the period's first day since 1970-01-01; 0 for the whole
     */
    boolean contains(int metric, PeriodKind kind, int from) {
        return places == null || Arrays.binarySearch(places, Place.packed(metric, kind, from)) >= 0;
    }

    /** Whether all there are; {@link #periods} then cannot name them. */
    public boolean isAll() {
        return places == null;
    }

    /** All of them, in no order. */
    public List<Period> periods(Metrics metrics) {
        List<Period> periods = new ArrayList<>();
        for (long packed : Objects.requireNonNull(places, "all periods cannot be named")) {
            Place place = Place.of(packed);
            periods.add(new Period(
                    metrics.all().get(place.metric()).name(),
                    place.kind().word(),
                    place.kind().label(place.from())));
        }
        return periods;
    }
}
