package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.nightly.NightOutcome;
import daybreak.jobs.nightly.NightRequest;
import daybreak.schemas.source.SourceMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "nightly",
        description = {
            "Takes in the exports of a day, or of a range of days, and publishes the marts as of the last.",
            "After a failure or Ctrl-C the same command again goes on.",
            "A folder does not change once it was taken in. Where one of the range did, the night stops; with --accept-resend"
                    + " its changed rows arrive with the last day of the range, which must be new."
        },
        footer = {
            "",
            "Examples:",
            "  daybreak nightly --exports /data/exports --date 2026-11-22",
            "  daybreak nightly --exports /data/exports --from 2026-05-23 --to 2026-11-22",
            "  daybreak nightly --exports /data/exports --from 2026-11-20 --to 2026-11-23 --accept-resend"
        })
final class NightlyCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Option(
            names = "--exports",
            required = true,
            paramLabel = "DIR",
            description = "folder with one folder a business day, or one delivery without dated folders")
    private Path exports = Path.of("");

    @Mixin
    private final Days days = new Days();

    @Option(
            names = "--source",
            paramLabel = "NAME|FILE.yaml",
            description = "source mapping of the CRM, or a file that holds one (default: the contract itself)")
    private @Nullable String source;

    @Option(
            names = "--accept-resend",
            description =
                    "take in what changed in folders that were taken in before, from --from on: rows that are as they were"
                            + " count as duplicates, the others arrive with the last day; rows of a file that is gone stand")
    private boolean acceptResend;

    @Option(
            names = "--allow-refused",
            paramLabel = "SHARE",
            description = "share of refused rows above which the exit code is 3 (default: 0.01)")
    private double allowRefused = 0.01;

    @Option(
            names = "--accept-unusual",
            description = "take files in that differ so much from those of the days before that the night would stop")
    private boolean acceptUnusual;

    @Override
    public Integer call() {
        Days.Range range = days.given();
        Path folder = daybreak.path(exports);
        if (!Files.isDirectory(folder)) {
            throw CommandException.usage("there is no folder " + folder + " to read exports from");
        }
        if (!(allowRefused >= 0 && allowRefused <= 1)) {
            throw CommandException.usage("--allow-refused is a share between 0 and 1, not " + allowRefused);
        }
        NightRequest request = new NightRequest(
                folder,
                range.from(),
                range.to(),
                mapping(),
                new NightRequest.Accepted(acceptResend, acceptUnusual),
                allowRefused);
        Interruption interruption = Interruption.announce(daybreak);
        try (Database database = daybreak.openDatabase()) {
            NightOutcome outcome = daybreak.rooms()
                    .nights(daybreak.settings(), database, daybreak.progress())
                    .run(request);
            return report(outcome, daybreak);
        } finally {
            interruption.ended();
        }
    }

    /** The name of a known source as it was given, the path of a mapping as an absolute one. */
    private @Nullable String mapping() {
        if (source == null || !SourceMapping.isPath(source)) {
            return source;
        }
        Path file = daybreak.path(Path.of(source));
        if (!Files.isRegularFile(file)) {
            throw CommandException.usage("there is no mapping " + file);
        }
        return file.toString();
    }

    /** Prints what came of a night, and returns the exit code that says so. */
    static int report(NightOutcome outcome, Daybreak daybreak) {
        if (outcome.status() == NightOutcome.Status.FAILED) {
            throw CommandException.failed(outcome.message());
        }
        daybreak.out().println(outcome.message());
        outcome.warnings().forEach(warning -> daybreak.out().println("  " + warning));
        return outcome.status() == NightOutcome.Status.PUBLISHED_ABOVE_ALLOWED
                ? ExitCode.PUBLISHED_ABOVE_ALLOWED
                : ExitCode.DONE;
    }
}
