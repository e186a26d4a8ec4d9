package daybreak.sample.bench;

import daybreak.sample.bench.duckdb.DuckNight;
import daybreak.sample.bench.limit.ParseAndEncode;
import daybreak.sample.bench.limit.TrivialStatement;
import daybreak.sample.bench.load.Load;
import daybreak.sample.bench.load.LoadSettings;
import daybreak.sample.bench.load.LoadSummary;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does the work with each system, in alternation, on equal loads. Loads and histories are made once and kept under one
 * folder, by scale; each measured night works on a copy of its history.
 */
final class Contest {

    /** The day of the measured nights; a Sunday, so that its week is whole. */
    static final LocalDate NIGHT = LocalDate.of(2026, 11, 22);

    private static final String WEEK = "2026-W47";
    private static final Pattern INGESTED = Pattern.compile("^ingest\\b.*\\bdone\\b");
    private static final Pattern NO_MARK = Pattern.compile("(?!)");

    private final double scale;
    private final Path place;
    private final Installed installed;
    private final PrintStream told;
    private final Measurements measurements = new Measurements();

    /** @param place folder of this scale, in which everything is made */
    Contest(double scale, Path place, Installed installed, PrintStream told) {
        this.scale = scale;
        this.place = place;
        this.installed = installed;
        this.told = told;
    }

    Measurements run(Set<Work> works, Set<Contender> contenders, int runs)
            throws IOException, InterruptedException, SQLException {
        for (int round = 0; round < runs; round++) {
            for (Work work : works) {
                if (work == Work.INGEST_30 && works.contains(Work.BACKFILL_30)) {
                    continue; // the same runs
                }
                List<Contender> order = new ArrayList<>(contenders);
                if (round % 2 == 1) {
                    Collections.reverse(order);
                }
                for (Contender contender : order) {
                    run(work, contender, works, round);
                }
                if (contenders.contains(Contender.DAYBREAK) && contenders.contains(Contender.DUCKDB) && round == 0) {
                    compare(work);
                }
            }
        }
        return measurements;
    }

    private void run(Work work, Contender contender, Set<Work> works, int round)
            throws IOException, InterruptedException {
        Meter.@Nullable Result result = switch (work) {
            case INGEST_30, BACKFILL_30, BACKFILL_90 -> backfill(contender, work.days());
            case NIGHT_30, NIGHT_90, NIGHT_360 -> night(contender, work.days());
            case NOTHING_NEW -> nothingNew(contender);
            case WEEKLY -> weekly(contender);
        };
        if (result == null) {
            return;
        }
        Work named = work;
        if (work.days() == 30 && (work == Work.BACKFILL_30 || work == Work.INGEST_30)) {
            if (works.contains(Work.INGEST_30)) {
                Cost ingest = contender == Contender.LIMIT ? result.cost() : result.untilMark();
                if (ingest == null) {
                    throw new BenchException(contender.label() + " did not say when it had taken the rows in.");
                }
                note(Work.INGEST_30, contender, ingest, round);
            }
            if (work == Work.INGEST_30) {
                return;
            }
            named = Work.BACKFILL_30;
        }
        note(named, contender, result.cost(), round);
    }

    private void note(Work work, Contender contender, Cost cost, int round) {
        measurements.add(work, contender, cost);
        told.printf(
                Locale.ROOT,
                "%d  %-12s %-9s %8.2f s  %8.2f s CPU  %6.0f MB%n",
                round + 1,
                work.label(),
                contender.label(),
                cost.wall(),
                cost.cpu(),
                cost.peak());
    }

    // --- the work -------------------------------------------------------------------------------------------------

    private Meter.Result backfill(Contender contender, int days) throws IOException, InterruptedException {
        Path exports = load(days);
        LocalDate from = NIGHT.minusDays(days);
        LocalDate to = NIGHT.minusDays(1);
        Path home = home(contender, "backfill-" + days);
        Shell.remove(home);
        Meter.Result result = nightly(contender, "backfill-" + days, exports, home, from, to);
        Path history = home(contender, "history-" + days);
        if (contender != Contender.LIMIT && !Files.exists(history)) {
            // Under its name only once it is whole.
            Path copy = home(contender, "history-" + days + ".new");
            Shell.copy(home, copy);
            Files.move(copy, history);
        }
        return result;
    }

    private Meter.Result nightly(
            Contender contender, String name, Path exports, Path home, LocalDate from, LocalDate to)
            throws IOException, InterruptedException {
        List<String> command = switch (contender) {
            case DAYBREAK -> installed.nightly(home, exports, from, to);
            case DUCKDB -> java(DuckNight.class, exports.toString(), home.toString(), from.toString(), to.toString());
            case LIMIT ->
                java(ParseAndEncode.class, exports.toString(), home.toString(), from.toString(), to.toString());
        };
        return measured(contender, name, command, home, INGESTED);
    }

    private List<String> java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                installed.java().toString(),
                "-XX:+UseParallelGC",
                "-Xmx1g",
                "-cp",
                installed.bench(),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Meter.Result night(Contender contender, int days) throws IOException, InterruptedException {
        if (contender == Contender.LIMIT) {
            return measured(
                    contender,
                    "night-" + days,
                    List.of(
                            installed.java().toString(),
                            "@" + installed.javaOptions(),
                            "-cp",
                            installed.classes() + ":" + installed.bench(),
                            TrivialStatement.class.getName()),
                    home(contender, "night"),
                    NO_MARK);
        }
        Path exports = load(days);
        Path home = home(contender, "night-" + days);
        Shell.copy(history(contender, days), home);
        return nightly(contender, "night-" + days, exports, home, NIGHT, NIGHT);
    }

    /** The night once more; its home is that of the last night. */
    private Meter.Result nothingNew(Contender contender) throws IOException, InterruptedException {
        if (contender == Contender.LIMIT) {
            return measured(
                    contender,
                    "nothing-new",
                    List.of(installed.java().toString(), "-Xshare:auto", "-version"),
                    home(contender, "nothing"),
                    NO_MARK);
        }
        return nightly(contender, "nothing-new", load(30), homeAfterNight(contender), NIGHT, NIGHT);
    }

    private Path homeAfterNight(Contender contender) throws IOException, InterruptedException {
        Path home = home(contender, "night-30");
        if (!Files.exists(home)) {
            night(contender, 30);
        }
        return home;
    }

    /** Null where the system has none. */
    private Meter.@Nullable Result weekly(Contender contender) throws IOException, InterruptedException {
        if (contender != Contender.DAYBREAK) {
            return null;
        }
        Path home = homeAfterNight(contender);
        Shell.remove(home.resolve("out"));
        return measured(
                contender,
                "weekly",
                List.of(installed.launcher().toString(), "weekly", "--home", home.toString(), "--week", WEEK),
                home,
                NO_MARK);
    }

    private Meter.Result measured(Contender contender, String name, List<String> command, Path home, Pattern mark)
            throws IOException, InterruptedException {
        Path logs = Files.createDirectories(place.resolve("logs"));
        Path log = logs.resolve(contender.label() + "-" + name + ".log");
        Path postmaster = contender == Contender.DAYBREAK ? home.resolve("pg/data/postmaster.pid") : null;
        Meter.Result result = new Meter(command, postmaster, mark, log).measure();
        if (result.exitCode() != 0) {
            throw new BenchException(contender.label() + " failed with exit code " + result.exitCode() + "; it said: "
                    + result.output().lines().reduce("", (earlier, last) -> last) + " (all of it is in " + log + ")");
        }
        return result;
    }

    // --- what is made beforehand ----------------------------------------------------------------------------------

    private Path home(Contender contender, String name) {
        return place.resolve(contender.label()).resolve(name);
    }

    private Path history(Contender contender, int days) throws IOException, InterruptedException {
        Path history = home(contender, "history-" + days);
        if (!Files.exists(history)) {
            told.println("taking in " + days + " days of history with " + contender.label());
            backfill(contender, days);
        }
        return history;
    }

    /** A load of that many days of history and the night after. */
    private Path load(int days) throws IOException {
        Path exports = place.resolve("load-" + days);
        Path whole = place.resolve("load-" + days + ".whole");
        if (!Files.exists(whole)) {
            long begun = System.nanoTime();
            LoadSummary summary = new Load(ExportContracts.load())
                    .write(new LoadSettings(scale, days + 1, NIGHT, exports), (written, rows) -> {});
            double seconds = (System.nanoTime() - begun) / 1e9;
            told.printf(
                    Locale.ROOT,
                    "load of %d days and a night: %,d rows in %.1f s, %,.0f a second%n",
                    days,
                    summary.allRows(),
                    seconds,
                    summary.allRows() / seconds);
            Files.writeString(whole, summary.rows() + "\n");
        }
        return exports;
    }

    // --- equal results --------------------------------------------------------------------------------------------

    private void compare(Work work) throws IOException, InterruptedException, SQLException {
        String home = switch (work) {
            case INGEST_30, BACKFILL_30, BACKFILL_90 -> "backfill-" + work.days();
            case NIGHT_30, NIGHT_90, NIGHT_360 -> "night-" + work.days();
            case NOTHING_NEW, WEEKLY -> "";
        };
        if (home.isEmpty()) {
            return;
        }
        Path copy = place.resolve("compared");
        Shell.copy(home(Contender.DAYBREAK, home).resolve("pg"), copy.resolve("pg"));
        try (MartServer marts = MartServer.start(copy.resolve("pg"), installed.server())) {
            Comparison comparison = Comparison.of(marts.connection(), home(Contender.DUCKDB, home));
            told.println(work.label() + ": " + comparison.summary());
            if (!comparison.differences().isEmpty()) {
                throw new BenchException("After " + work.label() + " daybreak and DuckDB differ in "
                        + comparison.differences().size() + " of " + comparison.compared() + " cells, for example "
                        + String.join(
                                "; ", comparison.differences().stream().limit(5).toList()) + ".");
            }
        } finally {
            Shell.remove(copy);
        }
    }
}
