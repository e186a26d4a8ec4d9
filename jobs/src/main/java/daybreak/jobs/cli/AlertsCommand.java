package daybreak.jobs.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "alerts",
        description = {
            "What was raised, per rule and day, and what became of it. Without days: the last night's.",
            "acted_on: the owner was in touch with the client, or booked a viewing, before the task was due."
        },
        footer = {"", "Example:", "  daybreak alerts --from 2026-11-16 --to 2026-11-22"})
final class AlertsCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Mixin
    private final Days days = new Days();

    @Option(names = "--rule", paramLabel = "NAME", description = "only this rule")
    private @Nullable String rule;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        Sheet sheet = daybreak.askStandingNight((questions, standing) -> {
            Days.Range range = days.or(standing.to());
            return Sheet.of(
                    questions.ask("""
                    SELECT rule, raised_on, count(*) AS raised,
                           count(*) FILTER (WHERE state = 'open') AS open,
                           count(*) FILTER (WHERE state = 'closed') AS closed,
                           count(*) FILTER (WHERE first_contact_at < due_at) AS acted_on,
                           count(DISTINCT owner) AS owners
                    FROM task
                    WHERE raised_on BETWEEN ? AND ? AND (?::text IS NULL OR rule = ?)
                    GROUP BY rule, raised_on
                    ORDER BY rule, raised_on
                    """, range.from(), range.to(), rule, rule),
                    "rule",
                    "raised_on",
                    "raised",
                    "open",
                    "closed",
                    "acted_on",
                    "owners");
        });
        output.write(sheet, daybreak);
    }
}
