package daybreak.jobs.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One day, or a range of days. */
final class Days {

    @Option(names = "--date", paramLabel = "D", description = "one day, as 2026-11-22")
    private @Nullable LocalDate date;

    @Option(names = "--from", paramLabel = "D", description = "first day, included")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "D", description = "last day, included")
    private @Nullable LocalDate to;

    /** First and last day, both included. */
    record Range(LocalDate from, LocalDate to) {}

    /** The days asked for, or those of a day if none are. */
    Range or(LocalDate standing) {
        if (date == null && from == null && to == null) {
            return new Range(standing, standing);
        }
        return given();
    }

    /**
     * The days asked for.
     *
     * @throws CommandException (usage) if they are none, or contradict each other
     */
    Range given() {
        if (date != null && (from != null || to != null)) {
            throw CommandException.usage("give either --date D, or --from D and --to D");
        }
        if (date != null) {
            return new Range(date, date);
        }
        if (from == null || to == null) {
            throw CommandException.usage("give --date D, or both --from D and --to D; days look like 2026-11-22");
        }
        if (to.isBefore(from)) {
            throw CommandException.usage("the last day, " + to + ", lies before the first, " + from);
        }
        return new Range(from, to);
    }
}
