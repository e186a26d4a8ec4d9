package daybreak.jobs.intake;

import daybreak.jobs.statistics.Tails;
import daybreak.schemas.intake.UnusualRules;
import daybreak.schemas.intake.UnusualRules.Consequence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares each new day's files, entity by entity, with those of the complete days before it; earlier new days count among
 * these. Days without a folder are neither judged nor compared with: they are reported as missing.
 */
public record UnusualIntake(UnusualRules rules) {

    /** The files of one entity on one day. */
    private static final class EntityDay {
        private long rows;
        private long refused;
        private @Nullable Set<String> columns;
        private boolean hasColumns = true;
        private final Map<String, Long> unknownValues = new TreeMap<>();

        void add(TakenIn.File file) {
            rows += file.rows();
            refused += file.refused();
            Set<String> there = file.columns();
            if (there == null) {
                hasColumns = false;
            } else if (columns == null) {
                columns = new TreeSet<>(there);
            } else {
                columns.retainAll(there);
            }
        }

        /** Those that all its files had; null: not known. */
        @Nullable
        Set<String> columns() {
            return hasColumns ? columns : null;
        }
    }

    /** The days that one is compared with, of one entity; null on a day without a file of it. */
    private record Before(List<LocalDate> days, List<@Nullable EntityDay> files) {

        long withFile() {
            return files.stream().filter(file -> file != null).count();
        }

        long least() {
            return files.stream().mapToLong(Before::rows).min().orElse(0);
        }

        long most() {
            return files.stream().mapToLong(Before::rows).max().orElse(0);
        }

        long rows() {
            return files.stream().mapToLong(Before::rows).sum();
        }

        private static long rows(@Nullable EntityDay file) {
            return file == null ? 0 : file.rows;
        }

        String span() {
            return "the " + days.size() + " days before";
        }
    }

    /** What is unusual in what is new, by day and entity. */
    public List<IntakeNotice> judge(TakenIn fresh, TakenIn earlier) {
        Map<LocalDate, Map<String, EntityDay>> byDay = new HashMap<>();
        Set<String> entities = new TreeSet<>();
        for (TakenIn some : List.of(earlier, fresh)) {
            for (TakenIn.File file : some.files()) {
                of(byDay, file.day(), file.entity()).add(file);
                entities.add(file.entity());
            }
            for (TakenIn.UnknownValues values : some.unknownValues()) {
                of(byDay, values.day(), values.entity()).unknownValues.merge(values.column(), values.rows(), Long::sum);
            }
        }
        TreeSet<LocalDate> complete = new TreeSet<>(earlier.days());
        complete.addAll(fresh.days());
        List<IntakeNotice> notices = new ArrayList<>();
        for (LocalDate day : fresh.days()) {
            List<LocalDate> days = List.copyOf(complete.subSet(day.minusDays(rules.days()), day));
            if (days.size() < rules.leastDays()) {
                continue;
            }
            for (String entity : entities) {
                List<@Nullable EntityDay> files = new ArrayList<>();
                days.forEach(one -> files.add(byDay.getOrDefault(one, Map.of()).get(entity)));
                EntityDay now = byDay.getOrDefault(day, Map.of()).get(entity);
                judge(day, entity, now, new Before(days, files), notices);
            }
        }
        return notices;
    }

    private static EntityDay of(Map<LocalDate, Map<String, EntityDay>> byDay, LocalDate day, String entity) {
        return byDay.computeIfAbsent(day, one -> new HashMap<>()).computeIfAbsent(entity, one -> new EntityDay());
    }

    private void judge(
            LocalDate day, String entity, @Nullable EntityDay now, Before before, List<IntakeNotice> notices) {
        if (now == null) {
            vanished(day, entity, before, notices);
            return;
        }
        columns(day, entity, now, before, notices);
        fewer(day, entity, now, before, notices);
        refused(day, entity, now, before, notices);
        unknownValues(day, entity, now, before, notices);
    }

    /** A CRM that writes no file where there are no rows may have none; one that writes empty files has left one out. */
    private void vanished(LocalDate day, String entity, Before before, List<IntakeNotice> notices) {
        if (before.withFile() < before.days().size()) {
            return;
        }
        boolean hasEmptyFiles = before.least() == 0;
        if (!hasEmptyFiles && isChanceToHaveAtMost(0, before.least())) {
            return;
        }
        notices.add(notice(
                day,
                entity,
                IntakeNotice.Code.FILE_VANISHED,
                hasEmptyFiles ? Consequence.WARN : rules.fileVanished(),
                null,
                0,
                "there is no file of " + entity + ", while each of " + before.span() + " had one, with " + range(before)
                        + " rows."));
    }

    private void columns(LocalDate day, String entity, EntityDay now, Before before, List<IntakeNotice> notices) {
        Set<String> there = now.columns();
        List<Set<String>> known = new ArrayList<>();
        for (EntityDay file : before.files()) {
            Set<String> columns = file == null ? null : file.columns();
            if (columns != null) {
                known.add(columns);
            }
        }
        if (there == null || known.size() < rules.leastDays()) {
            return;
        }
        Set<String> always = new TreeSet<>(known.get(0));
        known.forEach(always::retainAll);
        always.removeAll(there);
        for (String column : always) {
            notices.add(notice(
                    day,
                    entity,
                    IntakeNotice.Code.COLUMN_VANISHED,
                    rules.columnVanished(),
                    column,
                    now.rows,
                    "the column " + column + " of " + entity + " is gone, while the files of all " + known.size()
                            + " days before had it; a column that is absent counts as blank in each of the day's "
                            + IntakeNotice.counted(now.rows, "row", "rows") + "."));
        }
    }

    private void fewer(LocalDate day, String entity, EntityDay now, Before before, List<IntakeNotice> notices) {
        long least = before.least();
        boolean isFew = now.rows < rules.fewerRows().share() * least
                || now.rows < least - rules.fewerRows().spreads() * (before.most() - least);
        if (isFew && !isChanceToHaveAtMost(now.rows, least)) {
            notices.add(notice(
                    day,
                    entity,
                    IntakeNotice.Code.FEWER_ROWS,
                    rules.fewerRows().then(),
                    null,
                    now.rows,
                    entity + " has " + IntakeNotice.counted(now.rows, "row", "rows") + ", while " + before.span()
                            + " had " + range(before) + " each."));
        }
    }

    private void refused(LocalDate day, String entity, EntityDay now, Before before, List<IntakeNotice> notices) {
        long usual = before.files().stream()
                .mapToLong(file -> file == null ? 0 : file.refused)
                .sum();
        if (isMore(rules.moreRefused(), now.refused, now.rows, usual, before.rows())) {
            notices.add(notice(
                    day,
                    entity,
                    IntakeNotice.Code.MORE_REFUSED,
                    rules.moreRefused().then(),
                    null,
                    now.refused,
                    shares(
                            "of " + entity + " " + now.refused + " of " + now.rows + " rows are refused",
                            now.refused,
                            now,
                            usual,
                            before)));
        }
    }

    private void unknownValues(LocalDate day, String entity, EntityDay now, Before before, List<IntakeNotice> notices) {
        now.unknownValues.forEach((column, count) -> {
            long usual = before.files().stream()
                    .mapToLong(file -> file == null ? 0 : file.unknownValues.getOrDefault(column, 0L))
                    .sum();
            if (isMore(rules.moreUnknownValues(), count, now.rows, usual, before.rows())) {
                notices.add(notice(
                        day,
                        entity,
                        IntakeNotice.Code.MORE_UNKNOWN_VALUES,
                        rules.moreUnknownValues().then(),
                        column,
                        count,
                        shares(
                                "of " + entity + " " + count + " of " + now.rows + " rows hold in " + column
                                        + " a value that its contract does not name",
                                count,
                                now,
                                usual,
                                before)));
            }
        });
    }

    /** Whether so few rows may be chance where the least number seen so far is the rule. */
    private boolean isChanceToHaveAtMost(long rows, long least) {
        return least == 0 || Tails.poissonAtMost(rows, (double) least) > rules.chance();
    }

    /** Half a row more of either kind keeps a share of 0 from being taken for a certainty. */
    private boolean isMore(UnusualRules.MoreRows rule, long count, long rows, long usual, long usualRows) {
        if (count < rule.leastRows() || count > rows) {
            return false;
        }
        double share = (usual + 0.5) / (usualRows + 1);
        return (double) count / rows > rule.times() * share
                && Tails.binomialAtLeast(count, rows, Math.min(1, share)) <= rules.chance();
    }

    private static String shares(String now, long count, EntityDay day, long usual, Before before) {
        return String.format(
                Locale.ROOT,
                "%s (%.1f %%), of %s %d of %d (%.1f %%).",
                now,
                100.0 * count / day.rows,
                before.span(),
                usual,
                before.rows(),
                before.rows() == 0 ? 0.0 : 100.0 * usual / before.rows());
    }

    private static String range(Before before) {
        return before.least() == before.most()
                ? String.valueOf(before.least())
                : before.least() + " to " + before.most();
    }

    private static IntakeNotice notice(
            LocalDate day,
            String entity,
            IntakeNotice.Code code,
            Consequence then,
            @Nullable String column,
            long rows,
            String message) {
        return new IntakeNotice(
                day,
                entity,
                null,
                code,
                then == Consequence.STOP ? IntakeNotice.Level.STOP : IntakeNotice.Level.WARNING,
                column,
                null,
                rows,
                null,
                "On " + day + " " + message);
    }
}
