package daybreak.reports.weekly;

import daybreak.reports.mart.IntakeFile;
import daybreak.reports.mart.Refusals;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came in during the week.
 *
 * @param days of the week that are taken in, with complete or missing; a day without state is not taken in
 * @param entities all of the contract, in its order
 * @param reasons refused rows by reason, most first
 */
record Intake(Map<LocalDate, String> days, List<Entity> entities, List<Reason> reasons) {

    /**
     * An entity's rows of the week.
     *
     * @param byDay rows in by day, Monday first; null: no file that day
     * @param lastArrival last day that brought rows; null: never
     * @param rhythm how long it was silent before, and is now
     */
    record Entity(
            String entity,
            List<@Nullable Long> byDay,
            long rowsIn,
            long accepted,
            long refused,
            long duplicates,
            long late,
            long orphans,
            @Nullable LocalDate lastArrival,
            Rhythm rhythm) {

        /** Whether it has been silent for longer than its rhythm explains. */
        boolean isStale() {
            return rhythm.isBroken();
        }
    }

    /**
     * An entity's own rhythm: entities that rarely change are silent for long without anything being wrong.
     *
     * @param gaps between days with rows in the year before the last arrival
     * @param longest of them in days; 0 without gaps
     * @param silent days from the last arrival to the week's Sunday; 0 where nothing ever arrived
     */
    record Rhythm(int gaps, long longest, long silent) {

        /** With fewer gaps there is no rhythm to judge by. */
        static final int FEWEST_GAPS = 5;

        private static final int SHORTEST_SILENCE = 2;
        private static final int YEAR = 365;

        /** The rhythm of an entity that brought rows on these days, in order. */
        static Rhythm of(List<LocalDate> arrivals, LocalDate sunday) {
            if (arrivals.isEmpty()) {
                return new Rhythm(0, 0, 0);
            }
            LocalDate last = arrivals.get(arrivals.size() - 1);
            List<LocalDate> year = arrivals.stream()
                    .filter(day -> !day.isBefore(last.minusDays(YEAR)))
                    .toList();
            long longest = 0;
            for (int i = 1; i < year.size(); i++) {
                longest = Math.max(longest, ChronoUnit.DAYS.between(year.get(i - 1), year.get(i)));
            }
            return new Rhythm(year.size() - 1, longest, ChronoUnit.DAYS.between(last, sunday));
        }

        boolean isBroken() {
            // The longest of few gaps is easily exceeded by chance: of n alike gaps the next is the longest one time in
            // n + 1.
            long explained = gaps < CohortComparison.ENOUGH ? 2 * longest : longest;
            return gaps >= FEWEST_GAPS && silent > Math.max(SHORTEST_SILENCE, explained);
        }
    }

    /**
     * Refused rows.
     *
     * @param column empty: the row as a whole
     */
    record Reason(String code, String entity, String column, String expected, long refused) {}

    long rowsIn() {
        return entities.stream().mapToLong(Entity::rowsIn).sum();
    }

    long accepted() {
        return entities.stream().mapToLong(Entity::accepted).sum();
    }

    long refused() {
        return entities.stream().mapToLong(Entity::refused).sum();
    }

    long duplicates() {
        return entities.stream().mapToLong(Entity::duplicates).sum();
    }

    long late() {
        return entities.stream().mapToLong(Entity::late).sum();
    }

    long orphans() {
        return entities.stream().mapToLong(Entity::orphans).sum();
    }

    /** Days of the week without a folder. */
    List<LocalDate> missingDays() {
        return days.entrySet().stream()
                .filter(day -> !day.getValue().equals("complete"))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Entity> stale() {
        return entities.stream().filter(Entity::isStale).toList();
    }

    /** Refused rows by code alone, most first. */
    Map<String, Long> refusedByCode() {
        Map<String, Long> byCode = new LinkedHashMap<>();
        reasons.forEach(reason -> byCode.merge(reason.code(), reason.refused(), Long::sum));
        Map<String, Long> sorted = new LinkedHashMap<>();
        byCode.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    static Intake of(WeeklyMarts marts, List<String> entities) {
        Map<LocalDate, String> days = new LinkedHashMap<>();
        for (LocalDate day = marts.from(); !day.isAfter(marts.to()); day = day.plusDays(1)) {
            String state = marts.days().get(day);
            if (state != null) {
                days.put(day, state);
            }
        }
        List<Entity> rows =
                entities.stream().map(entity -> entity(marts, entity)).toList();
        Map<List<String>, Reason> reasons = new LinkedHashMap<>();
        for (Refusals refusals : marts.refusals()) {
            Reason reason = new Reason(
                    refusals.code(), refusals.entity(), refusals.column(), refusals.expected(), refusals.refused());
            reasons.merge(
                    List.of(reason.code(), reason.entity(), reason.column()),
                    reason,
                    (one, other) -> new Reason(
                            one.code(), one.entity(), one.column(), one.expected(), one.refused() + other.refused()));
        }
        List<Reason> sorted = new ArrayList<>(reasons.values());
        sorted.sort(Comparator.comparingLong((Reason reason) -> -reason.refused())
                .thenComparing(Reason::code)
                .thenComparing(Reason::entity)
                .thenComparing(Reason::column));
        return new Intake(days, rows, List.copyOf(sorted));
    }

    private static Entity entity(WeeklyMarts marts, String entity) {
        List<IntakeFile> week = marts.files().stream()
                .filter(file -> file.entity().equals(entity))
                .toList();
        List<@Nullable Long> byDay = new ArrayList<>();
        for (LocalDate day = marts.from(); !day.isAfter(marts.to()); day = day.plusDays(1)) {
            LocalDate of = day;
            List<IntakeFile> files =
                    week.stream().filter(file -> file.day().equals(of)).toList();
            byDay.add(
                    files.isEmpty()
                            ? null
                            : Long.valueOf(
                                    files.stream().mapToLong(IntakeFile::rowsIn).sum()));
        }
        List<LocalDate> arrivals = marts.arrivals().getOrDefault(entity, List.of());
        return new Entity(
                entity,
                byDay,
                week.stream().mapToLong(IntakeFile::rowsIn).sum(),
                week.stream().mapToLong(IntakeFile::accepted).sum(),
                week.stream().mapToLong(IntakeFile::refused).sum(),
                week.stream().mapToLong(IntakeFile::duplicates).sum(),
                week.stream().mapToLong(IntakeFile::late).sum(),
                week.stream().mapToLong(IntakeFile::orphans).sum(),
                arrivals.isEmpty() ? null : arrivals.get(arrivals.size() - 1),
                Rhythm.of(arrivals, marts.to()));
    }
}
