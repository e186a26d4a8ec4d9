package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;

import daybreak.jobs.catalog.MartRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quarantine",
        description = "Which rows were refused, why, and what was expected. Without days: those of the last night.",
        footer = {"", "Example:", "  daybreak quarantine --date 2026-11-22 --format csv"})
final class QuarantineCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Mixin
    private final Days days = new Days();

    @Option(names = "--entity", paramLabel = "NAME", description = "only rows of this export, for example leads")
    private @Nullable String entity;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        Sheet sheet = daybreak.askStandingNight((questions, standing) -> {
            Days.Range range = days.or(standing.to());
            Sheet refused = new Sheet(
                    column("day"),
                    column("entity"),
                    column("file"),
                    column("row"),
                    column("column"),
                    column("code"),
                    column("expected"),
                    column("message"));
            for (MartRow row : questions.ask("""
                    SELECT day, entity, file, row_number, column_name, code, expected, message
                    FROM quarantine
                    WHERE day BETWEEN ? AND ? AND (?::text IS NULL OR entity = ?)
                    ORDER BY day, entity, file, row_number, column_name NULLS FIRST, code
                    """, range.from(), range.to(), entity, entity)) {
                refused.add(
                        row.day("day"),
                        row.text("entity"),
                        row.text("file"),
                        row.number("row_number"),
                        row.text("column_name"),
                        row.text("code"),
                        row.text("expected"),
                        row.text("message"));
            }
            return refused;
        });
        output.write(sheet, daybreak);
    }
}
