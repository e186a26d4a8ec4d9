package daybreak.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "intake",
        description = {
            "Which files were taken in, what they turned out to be, and what became of their rows: of those accepted also how"
                    + " many a later row of the same folder superseded, came late, or refer to a key that no row had yet.",
            "A file of a folder that had changed (nightly --accept-resend) stands under the day with which it arrived, its folder"
                    + " before its name.",
            "Without days: those of the last night."
        },
        footer = {"", "Example:", "  daybreak intake --date 2026-11-22"})
final class IntakeCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Mixin
    private final Days days = new Days();

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        Sheet sheet = daybreak.askStandingNight((questions, standing) -> {
            Days.Range range = days.or(standing.to());
            return Sheet.of(
                    questions.ask("""
                    SELECT day, entity, file, rows_in, accepted, refused, duplicates, superseded, late, orphans,
                      unknown_columns, form
                    FROM intake_file
                    WHERE day BETWEEN ? AND ?
                    ORDER BY day, entity, file
                    """, range.from(), range.to()),
                    "day",
                    "entity",
                    "file",
                    "rows_in",
                    "accepted",
                    "refused",
                    "duplicates",
                    "superseded",
                    "late",
                    "orphans",
                    "unknown_columns",
                    "form");
        });
        output.write(sheet, daybreak);
    }
}
