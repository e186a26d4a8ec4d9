package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;
import static daybreak.jobs.cli.Sheet.hidden;

import daybreak.jobs.catalog.MartRow;
import daybreak.jobs.catalog.Marts;
import daybreak.jobs.cli.Sheet.Column;
import daybreak.jobs.cli.Sheet.Shown;
import daybreak.schemas.Nearest;
import daybreak.schemas.metric.Metrics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "metric",
        description = {
            "The values of a metric, with numerator, denominator and 95 %% interval.",
            "Periods that touch the days from --from to --to are shown; without these, all."
        },
        footer = {
            "",
            "Example:",
            "  daybreak metric lead_conversion_30d --period week --from 2026-10-01 --to 2026-10-31 --by channel"
        })
final class MetricCommand implements Runnable {

    private enum PeriodKind {
        WEEK,
        MONTH,
        QUARTER,
        ALL
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Parameters(paramLabel = "NAME", description = "name of the metric, for example complaint_rate")
    private String name = "";

    @Option(names = "--period", paramLabel = "week|month|quarter|all", description = "default: week")
    private PeriodKind period = PeriodKind.WEEK;

    @Option(names = "--from", paramLabel = "D", description = "first day, included")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "D", description = "last day, included")
    private @Nullable LocalDate to;

    @Option(names = "--by", paramLabel = "DIM", description = "one row a member of this dimension instead of the total")
    private @Nullable String by;

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        if (from != null && to != null && to.isBefore(from)) {
            throw CommandException.usage("the last day, " + to + ", lies before the first, " + from);
        }
        output.write(daybreak.askStandingNight(this::values), daybreak);
    }

    private Sheet values(Marts.Questions questions, StandingRun standing) {
        requireKnown(questions);
        List<MartRow> rows = questions.ask(
                """
                SELECT period, dimension, member, value, numerator, denominator, low, high, not_yet_due, points, version, run
                FROM metric_value
                WHERE metric = ? AND period_kind = ? AND dimension = ?
                  AND (?::date IS NULL OR period_to >= ?) AND (?::date IS NULL OR period_from <= ?)
                ORDER BY period_from, member
                """, name, period.name().toLowerCase(Locale.ROOT), by == null ? "" : by, from, from, to, to);
        boolean points = rows.stream().anyMatch(row -> row.text("points") != null);
        Sheet sheet = new Sheet(columns(points).toArray(new Column[0]));
        MetricFigure figure = new MetricFigure(Metrics.load().find(name).orElse(null));
        for (MartRow row : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(name);
            values.add(row.text("period"));
            values.add(by);
            values.add(by == null ? null : row.text("member"));
            values.add(shown(figure, row.decimal("value")));
            values.add(row.decimal("numerator"));
            values.add(row.decimal("denominator"));
            values.add(shown(figure, row.decimal("low")));
            values.add(shown(figure, row.decimal("high")));
            values.add(row.number("not_yet_due"));
            values.add(figure.unit());
            values.add(standing.asOf());
            values.add(row.text("version"));
            values.add(row.text("run"));
            if (points) {
                String curve = row.text("points");
                values.add(curve == null ? null : SheetWriter.parse(curve));
            }
            sheet.add(values.toArray());
        }
        return sheet;
    }

    private List<Column> columns(boolean points) {
        List<Column> columns = new ArrayList<>(List.of(
                hidden("metric"),
                column("period"),
                hidden("by"),
                by == null ? hidden("member") : column("member"),
                column("value"),
                column("numerator"),
                column("denominator"),
                column("low"),
                column("high"),
                column("not_yet_due"),
                hidden("unit"),
                hidden("as_of"),
                hidden("version"),
                hidden("run")));
        if (points) {
            columns.add(hidden("points"));
        }
        return columns;
    }

    private void requireKnown(Marts.Questions questions) {
        List<String> metrics = questions.ask("SELECT DISTINCT metric FROM metric_value").stream()
                .map(row -> row.requiredText("metric"))
                .toList();
        CommandException.requireKnown("metric", name, metrics);
        if (by != null) {
            List<String> dimensions = questions
                    .ask("SELECT DISTINCT dimension FROM metric_value WHERE metric = ? AND dimension <> ''", name)
                    .stream()
                    .map(row -> row.requiredText("dimension"))
                    .toList();
            if (!dimensions.contains(by)) {
                throw CommandException.usage(name + " is not kept by " + by + Nearest.question(by, dimensions));
            }
        }
    }

    private static @Nullable Shown shown(MetricFigure figure, @Nullable Double value) {
        return value == null ? null : new Shown(value, figure.text(value));
    }
}
