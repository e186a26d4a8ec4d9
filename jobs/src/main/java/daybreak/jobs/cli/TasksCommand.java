package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;
import static daybreak.jobs.cli.Sheet.hidden;

import com.fasterxml.jackson.databind.JsonNode;
import daybreak.jobs.catalog.MartRow;
import daybreak.jobs.cli.Sheet.Shown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "tasks",
        description = "What is to be done, by whom, until when, and why: as it stood at the end of a day.",
        footer = {"", "Example:", "  daybreak tasks --date 2026-11-22 --owner A007 --lang en"})
final class TasksCommand implements Runnable {

    private enum State {
        OPEN,
        CLOSED,
        ALL
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Option(names = "--date", paramLabel = "D", description = "as it stood at the end of D (default: the last night's)")
    private @Nullable LocalDate date;

    @Option(names = "--state", paramLabel = "open|closed|all", description = "default: open")
    private State state = State.OPEN;

    @Option(names = "--owner", paramLabel = "AGENT_ID", description = "only this consultant's")
    private @Nullable String owner;

    @Option(names = "--store", paramLabel = "STORE_ID", description = "only this store's")
    private @Nullable String store;

    @Option(names = "--rule", paramLabel = "NAME", description = "only those of this alert rule")
    private @Nullable String rule;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        Language language = daybreak.settings().language();
        Sheet sheet = daybreak.askStandingNight((questions, standing) -> {
            LocalDate day = date == null ? standing.to() : date;
            Sheet tasks = new Sheet(
                    column("task_id"),
                    column("rule"),
                    column("subject"),
                    column("owner"),
                    column("store"),
                    column("raised_on"),
                    column("due_at"),
                    column("state"),
                    column("closed_on"),
                    language == Language.CHINESE ? column("reason.zh") : hidden("reason.zh"),
                    language == Language.ENGLISH ? column("reason.en") : hidden("reason.en"),
                    column("listings"));
            for (MartRow row : questions.ask(
                    """
                    SELECT task_id, rule, subject, owner, store, raised_on, due_at,
                           CASE WHEN closed_on <= ? THEN closed_on END AS closed_on, reason_zh, reason_en, listings
                    FROM task
                    WHERE raised_on <= ?
                      AND (? = 'ALL' OR (coalesce(closed_on <= ?, false)) = (? = 'CLOSED'))
                      AND (?::text IS NULL OR owner = ?)
                      AND (?::text IS NULL OR store = ?)
                      AND (?::text IS NULL OR rule = ?)
                    ORDER BY owner NULLS LAST, severity, day_rank, raised_on, rule, task_id
                    """, day, day, state.name(), day, state.name(), owner, owner, store, store, rule, rule)) {
                JsonNode subject = SheetWriter.parse(row.requiredText("subject"));
                tasks.add(
                        row.text("task_id"),
                        row.text("rule"),
                        new Shown(subject, words(subject)),
                        row.text("owner"),
                        row.text("store"),
                        row.day("raised_on"),
                        standing.local(row.instant("due_at")),
                        row.day("closed_on") == null ? "open" : "closed",
                        row.day("closed_on"),
                        row.text("reason_zh"),
                        row.text("reason_en"),
                        row.texts("listings"));
            }
            return tasks;
        });
        output.write(sheet, daybreak);
    }

    /** {@code {"client_id":"C1","district":"D"}} as {@code C1 D}. */
    private static String words(JsonNode subject) {
        List<String> values = new ArrayList<>();
        subject.properties().forEach(entry -> values.add(entry.getValue().asText()));
        return String.join(" ", values);
    }
}
