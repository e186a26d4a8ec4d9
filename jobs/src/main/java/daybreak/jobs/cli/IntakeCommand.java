package daybreak.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "intake",
        description = {
            "Which files were taken in, what they turned out to be, and what became of their rows: of those accepted also how"
                    + " many a later row of the same folder superseded, came late, or refer to a key that no row had yet.",
            "With --notices: what was odd about rows that were accepted all the same (note), and what was unusual against the"
                    + " days before (warning).",
            "A file of a folder that had changed (nightly --accept-resend) stands under the day with which it arrived, its folder"
                    + " before its name.",
            "Without days: those of the last night."
        },
        footer = {
            "",
            "Examples:",
            "  daybreak intake --date 2026-11-22",
            "  daybreak intake --notices --from 2026-11-16 --to 2026-11-22"
        })
final class IntakeCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Mixin
    private final Days days = new Days();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--notices", description = "what is to be said of the files, in place of what became of their rows")
    private boolean notices;

    @Option(
            names = "--orphans",
            description =
                    "what refers to something unknown as of the last night, in place of what became of the rows of a day")
    private boolean orphans;

    @Override
    public void run() {
        if (notices && orphans) {
            throw CommandException.usage("--notices and --orphans are two questions; ask one at a time");
        }
        output.write(notices ? notices() : orphans ? orphans() : files(), daybreak);
    }

    private Sheet orphans() {
        return daybreak.askStandingNight((questions, standing) ->
                Sheet.of(questions.ask("""
                SELECT entity, column_name AS "column", referred, rows, keys, since FROM orphan_reference ORDER BY entity, column_name
                """), "entity", "column", "referred", "rows", "keys", "since"));
    }

    private Sheet notices() {
        return daybreak.askStandingNight((questions, standing) -> {
            Days.Range range = days.or(standing.to());
            return Sheet.of(
                    questions.ask("""
                    SELECT day, level, code, entity, file, column_name AS "column", item, rows, first_row, message
                    FROM intake_notice
                    WHERE day BETWEEN ? AND ?
                    ORDER BY day, level DESC, entity, file, code, column_name, item
                    """, range.from(), range.to()),
                    "day",
                    "level",
                    "code",
                    "entity",
                    "file",
                    "column",
                    "item",
                    "rows",
                    "first_row",
                    "message");
        });
    }

    private Sheet files() {
        return daybreak.askStandingNight((questions, standing) -> {
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
    }
}
