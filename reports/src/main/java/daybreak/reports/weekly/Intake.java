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
import java.util.TreeSet;
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
     * @param stale whether it has been silent for longer than in the four weeks before
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
            boolean stale) {}

    /**
     * Refused rows.
     *
     * @param column empty: the row as a whole
     */
    record Reason(String code, String entity, String column, String expected, long refused) {}

    private static final int SHORTEST_SILENCE = 2;

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
        return entities.stream().filter(Entity::stale).toList();
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
        List<IntakeFile> all = marts.files().stream()
                .filter(file -> file.entity().equals(entity))
                .toList();
        List<IntakeFile> week =
                all.stream().filter(file -> !file.day().isBefore(marts.from())).toList();
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
        LocalDate last = marts.lastArrivals().get(entity);
        return new Entity(
                entity,
                byDay,
                week.stream().mapToLong(IntakeFile::rowsIn).sum(),
                week.stream().mapToLong(IntakeFile::accepted).sum(),
                week.stream().mapToLong(IntakeFile::refused).sum(),
                week.stream().mapToLong(IntakeFile::duplicates).sum(),
                week.stream().mapToLong(IntakeFile::late).sum(),
                week.stream().mapToLong(IntakeFile::orphans).sum(),
                last,
                last != null && isStale(marts, all, last));
    }

    /** Silent for longer than ever in the four weeks before, and for more than two days. */
    private static boolean isStale(WeeklyMarts marts, List<IntakeFile> files, LocalDate last) {
        TreeSet<LocalDate> arrivals = new TreeSet<>();
        files.stream().filter(file -> file.rowsIn() > 0).forEach(file -> arrivals.add(file.day()));
        long longest = 0;
        LocalDate before = marts.from().minusDays(WeeklyMarts.RHYTHM_DAYS);
        for (LocalDate arrival : arrivals) {
            longest = Math.max(longest, ChronoUnit.DAYS.between(before, arrival) - 1);
            before = arrival;
        }
        long silent = ChronoUnit.DAYS.between(last, marts.to());
        return silent > Math.max(SHORTEST_SILENCE, longest);
    }
}
