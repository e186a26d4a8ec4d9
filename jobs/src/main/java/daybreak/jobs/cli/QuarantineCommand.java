package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.explain.RefusedRows;
import daybreak.jobs.ingest.RefusalCode;
import daybreak.schemas.export.ExportContracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quarantine",
        description = {
            "Which rows were refused, why, and what was expected. Without days: those of the last night.",
            "",
            "With --export they are written out as they came, personal data in clear, to be corrected: change the cells, leave the"
                    + " columns that begin with daybreak_, and put the files into the folder of a later day before its _COMPLETE"
                    + " (where that lists files, into the list too). The rows arrive with that day, as the newest of their keys;"
                    + " one that is accepted heals the refused one, as healed_on says. A row that was refused for the form of its"
                    + " file (quotes, number of cells, text of another encoding, digits that a workbook lost ...) looks sound"
                    + " once written out: it is refused again until its daybreak_reason is emptied."
        },
        footer = {
            "",
            "Examples:",
            "  daybreak quarantine --date 2026-11-22 --format csv",
            "  daybreak quarantine --from 2026-11-16 --to 2026-11-22 --entity viewings --reason NOT_A_TIME",
            "  daybreak quarantine --date 2026-11-22 --export corrections"
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

    @Option(names = "--open", description = "only rows that were not accepted since")
    private boolean open;

    @Option(
            names = "--export",
            paramLabel = "FILE.csv|FOLDER",
            description =
                    "write the rows that can be corrected there: those of one source file to a file, those of several to a"
                            + " folder")
    private @Nullable Path export;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        CommandException.requireKnown("export", entity, ExportContracts.load().entities());
        CommandException.requireKnown(
                "reason",
                reason,
                Arrays.stream(RefusalCode.values()).map(Enum::name).toList());
        if (export != null) {
            export(daybreak.path(export));
            return;
        }
        Sheet sheet = daybreak.askStandingNight((questions, standing) -> {
            Days.Range range = days.or(standing.to());
            return Sheet.of(
                    questions.ask("""
                    SELECT day, entity, file, row_number AS "row", column_name AS "column", code, expected, message,
                      healed_on
                    FROM quarantine
                    WHERE day BETWEEN ? AND ? AND (?::text IS NULL OR entity = ?)
                      AND (?::text IS NULL OR code = ?) AND (healed_on IS NULL OR NOT ?)
                    ORDER BY day, entity, file, row_number, column_name NULLS FIRST, code
                    """, range.from(), range.to(), entity, entity, reason, reason, open),
                    "day",
                    "entity",
                    "file",
                    "row",
                    "column",
                    "code",
                    "expected",
                    "message",
                    "healed_on");
        });
        output.write(sheet, daybreak);
    }

    private void export(Path target) {
        RefusedRows.Written written;
        try (Database database = daybreak.openToRead()) {
            Days.Range range = database.marts()
                    .read(questions -> days.or(StandingRun.find(questions)
                            .orElseThrow(daybreak::nothingYet)
                            .to()));
            written = daybreak.rooms()
                    .refusedRows(daybreak.settings(), database)
                    .write(new RefusedRows.Selection(range.from(), range.to(), entity, reason), target);
        } catch (RefusedRows.WritingException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
        PrintWriter out = daybreak.out();
        for (RefusedRows.WrittenFile file : written.files()) {
            out.println("wrote " + rows(file.rows()) + " to " + file.path());
        }
        if (written.leftOut() > 0) {
            out.println(
                    "left out " + rows(written.leftOut())
                            + ": accepted since, refused again in a later file, or an event that changed, which never is accepted");
        }
        if (written.files().isEmpty()) {
            out.println("there is no row to correct");
        } else {
            out.println(
                    "The files hold personal data in clear and can be read by you alone; remove them once they are taken in.");
        }
    }

    private static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }
}
