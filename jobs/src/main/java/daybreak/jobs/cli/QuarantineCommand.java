package daybreak.jobs.cli;

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
            return Sheet.of(
                    questions.ask("""
                    SELECT day, entity, file, row_number AS "row", column_name AS "column", code, expected, message
                    FROM quarantine
                    WHERE day BETWEEN ? AND ? AND (?::text IS NULL OR entity = ?)
                    ORDER BY day, entity, file, row_number, column_name NULLS FIRST, code
                    """, range.from(), range.to(), entity, entity),
                    "day",
                    "entity",
                    "file",
                    "row",
                    "column",
                    "code",
                    "expected",
                    "message");
        });
        output.write(sheet, daybreak);
    }
}
