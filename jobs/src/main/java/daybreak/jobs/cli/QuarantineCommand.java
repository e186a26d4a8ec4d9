package daybreak.jobs.cli;

import daybreak.jobs.ingest.RefusalCode;
import daybreak.schemas.export.ExportContracts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quarantine",
        description = "Which rows were refused, why, and what was expected. Without days: those of the last night.",
        footer = {
            "",
            "Examples:",
            "  daybreak quarantine --date 2026-11-22 --format csv",
            "  daybreak quarantine --from 2026-11-16 --to 2026-11-22 --entity viewings --reason NOT_A_TIME"
        })
final class QuarantineCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Mixin
    private final Days days = new Days();

    @Option(names = "--entity", paramLabel = "NAME", description = "only rows of this export, for example leads")
    private @Nullable String entity;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "only rows refused for this reason, for example NOT_A_TIME")
    private @Nullable String reason;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        CommandException.requireKnown("export", entity, ExportContracts.load().entities());
        CommandException.requireKnown(
                "reason",
                reason,
                Arrays.stream(RefusalCode.values()).map(Enum::name).toList());
        Sheet sheet = daybreak.askStandingNight((questions, standing) -> {
            Days.Range range = days.or(standing.to());
            return Sheet.of(
                    questions.ask("""
                    SELECT day, entity, file, row_number AS "row", column_name AS "column", code, expected, message
                    FROM quarantine
                    WHERE day BETWEEN ? AND ? AND (?::text IS NULL OR entity = ?)
                      AND (?::text IS NULL OR code = ?)
                    ORDER BY day, entity, file, row_number, column_name NULLS FIRST, code
                    """, range.from(), range.to(), entity, entity, reason, reason),
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
