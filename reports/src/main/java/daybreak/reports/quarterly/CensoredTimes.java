package daybreak.reports.quarterly;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Times of which some are still running, and their quantiles by Kaplan and Meier (1958): the smallest time at which the
 * share still running is at most 1 − p, without interpolation. At equal times ends precede censorings.
 *
 * @param times in no order
 */
record CensoredTimes(List<Time> times) {

    private static final double TOLERANCE = 1e-12;

    CensoredTimes {
        times = List.copyOf(times);
    }

    /**
     * One time.
     *
     * @param seconds from start to end, or to the moment of looking
     * @param ended whether it has ended
     */
    record Time(double seconds, boolean ended) {

        /**
         * The time from one moment to another.
         *
         * @param end null: still running
         * @param asOf the moment of looking
         */
        static Time between(ZonedDateTime start, @Nullable ZonedDateTime end, ZonedDateTime asOf) {
            Duration length = Duration.between(start, end == null ? asOf : end);
            // A plan made before the answer took no time after it.
            double seconds = Math.max(0, length.toSeconds() + length.toNanosPart() / 1e9);
            return new Time(seconds, end != null);
        }
    }

    /** Seconds at a quantile; empty where so many have not ended yet. */
    OptionalDouble quantile(double share) {
        List<Time> sorted = new ArrayList<>(times);
        sorted.sort(Comparator.comparingDouble(Time::seconds).thenComparing(time -> time.ended() ? 0 : 1));
        double running = 1;
        for (int i = 0; i < sorted.size(); ) {
            double seconds = sorted.get(i).seconds();
            int atRisk = sorted.size() - i;
            int ends = 0;
            for (; i < sorted.size() && sorted.get(i).seconds() == seconds; i++) {
                ends += sorted.get(i).ended() ? 1 : 0;
            }
            running *= 1 - (double) ends / atRisk;
            if (ends > 0 && running <= 1 - share + TOLERANCE) {
                return OptionalDouble.of(seconds);
            }
        }
        return OptionalDouble.empty();
    }
}
