package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "weekly",
        description = "Renders the weekly management review under out/weekly/.",
        footer = {"", "Example:", "  daybreak weekly --week 2026-W47"})
final class WeeklyCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Option(
            names = "--week",
            paramLabel = "yyyy-Www",
            description = "ISO week (default: the newest that has ended by the last night)")
    private @Nullable String week;

    @Override
    public void run() {
        if (week != null && !isWeek(week)) {
            throw CommandException.usage("--week looks like 2026-W47, not " + week);
        }
        String newest = daybreak.askStandingNight((questions, standing) -> lastWhole(standing.to()));
        try (Database database = daybreak.openDatabase()) {
            List<Path> files = daybreak.rooms()
                    .reviews(daybreak.settings(), database, daybreak.progress())
                    .weekly(week == null ? newest : week);
            files.forEach(file -> daybreak.out().println(file));
        }
    }

    private static String lastWhole(LocalDate last) {
        LocalDate day = last.plusDays(1).minusWeeks(1);
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static boolean isWeek(String text) {
        if (!text.matches("\\d{4}-W\\d{2}")) {
            return false;
        }
        int number = Integer.parseInt(text.substring(6));
        long weeks = IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(LocalDate.of(Integer.parseInt(text.substring(0, 4)), 7, 1))
                .getMaximum();
        return number >= 1 && number <= weeks;
    }
}
