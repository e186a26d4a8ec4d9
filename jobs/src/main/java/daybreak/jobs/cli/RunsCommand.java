package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;

import daybreak.jobs.catalog.MartRow;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "runs",
        description = "What has run, the newest first.",
        footer = {"", "Example:", "  daybreak runs --format json"})
final class RunsCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        Sheet sheet = daybreak.askMarts(questions -> {
            Sheet runs = new Sheet(
                    column("run"),
                    column("from"),
                    column("to"),
                    column("started_at"),
                    column("ended_at"),
                    column("status"),
                    column("files"),
                    column("rows_in"),
                    column("accepted"),
                    column("refused"),
                    column("duplicates"),
                    column("late"));
            for (MartRow row : questions.ask("SELECT * FROM run ORDER BY started_at DESC, run DESC")) {
                ZoneId zone = ZoneId.of(row.requiredText("zone"));
                runs.add(
                        row.text("run"),
                        row.day("from_day"),
                        row.day("to_day"),
                        StandingRun.at(row.instant("started_at"), zone),
                        StandingRun.at(row.instant("ended_at"), zone),
                        row.text("status"),
                        row.number("files"),
                        row.number("rows_in"),
                        row.number("accepted"),
                        row.number("refused"),
                        row.number("duplicates"),
                        row.number("late"));
            }
            return runs;
        });
        output.write(sheet, daybreak);
    }
}
