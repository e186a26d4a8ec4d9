package daybreak.reports.weekly;

import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.SopChange;
import daybreak.reports.mart.Verdict;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.text.Figures;
import daybreak.schemas.metric.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Page 1: the three rates, whether they moved, and three things to do. */
public final class HeadlinePage {

    private static final String NAME = "headline";
    private static final double CHART_WIDTH = 82;
    private static final double CHART_HEIGHT = 37;
    private static final double GUTTER = 19;

    private final ReviewWords words;
    private final RateChart charts;
    private final List<HeadlineFigure> figures;
    private final List<SopChange> changes;
    private final List<ToDo> todos;
    private final Intake intake;
    private final ComplaintClocks clocks;

    HeadlinePage(
            ReviewWords words,
            RateChart charts,
            List<HeadlineFigure> figures,
            List<SopChange> changes,
            List<ToDo> todos,
            Intake intake,
            ComplaintClocks clocks) {
        this.words = words;
        this.charts = charts;
        this.figures = List.copyOf(figures);
        this.changes = List.copyOf(changes);
        this.todos = List.copyOf(todos);
        this.intake = intake;
        this.clocks = clocks;
    }

    /**
     * A rate as the template shows it.
     *
     * @param population which subjects, of which week
     * @param figure the value without its unit; {@code k / n} where there are too few
     * @param unit of the figure, empty for rates
     * @param differenceHead head of the column of differences
     * @param left how many were left out, or what the denominator is
     * @param badge the verdict in words, and badgeClass its style
     * @param pattern what the chart shows
     * @param sub what the chart is
     * @param chart empty where there is no point yet
     */
    public record Rate(
            String title,
            String population,
            String figure,
            String unit,
            Markup fraction,
            Markup interval,
            List<Comparison> comparisons,
            String differenceHead,
            String left,
            String badge,
            String badgeClass,
            String pattern,
            String sub,
            Markup chart,
            String trace) {}

    /** A line of the comparison: with what, its value, the difference of ours to it. */
    public record Comparison(String label, String value, String difference) {}

    /** Something to do with its trace id. */
    public record Numbered(int number, ToDo todo, String trace) {}

    /** The page, its pictures added to those of the report. */
    PageOf page(PageTemplates templates) {
        List<ChartPicture> pictures = new ArrayList<>();
        Map<String, Object> model = new HashMap<>();
        List<Rate> rates = new ArrayList<>();
        for (HeadlineFigure figure : figures) {
            rates.add(rate(figure, pictures));
        }
        model.put("rates", rates);
        model.put("todos", numbered(words, NAME, todos));
        model.put("strip", Markup.of(IntakeWords.strip(words, intake)));
        model.put(
                "stripTrace",
                words.traces()
                        .mark(
                                NAME,
                                "intake",
                                List.of(new MartRow("intake_file", Map.of())),
                                Rows.printed(
                                        "rows_in", intake.rowsIn(),
                                        "refused", intake.refused(),
                                        "duplicates", intake.duplicates(),
                                        "late", intake.late())));
        return templates.page(NAME, headline(), model, pictures);
    }

    static List<Numbered> numbered(ReviewWords words, String page, List<ToDo> todos) {
        List<Numbered> numbered = new ArrayList<>();
        for (ToDo todo : todos) {
            numbered.add(new Numbered(
                    numbered.size() + 1,
                    todo,
                    words.traces().mark(page, "todo/" + todo.key(), todo.refersTo(), todo.printed())));
        }
        return numbered;
    }

    private String headline() {
        List<String> worse = titles(Verdict.SIGNAL_WORSE);
        List<String> better = titles(Verdict.SIGNAL_BETTER);
        List<String> noise = titles(Verdict.NOISE);
        StringBuilder sentence = new StringBuilder();
        if (worse.isEmpty() && better.isEmpty() && noise.isEmpty()) {
            return words.text().word("weekly.headline.nothing_mature");
        }
        if (!worse.isEmpty()) {
            HeadlineFigure worst = figures.stream()
                    .filter(figure -> figure.verdict() == Verdict.SIGNAL_WORSE)
                    .reduce((one, later) -> later)
                    .orElseThrow();
            MetricValue value = worst.value();
            add(
                    sentence,
                    words.text()
                            .of(
                                    "weekly.headline.worse",
                                    "metric",
                                    words.text()
                                            .word("weekly.short."
                                                    + worst.metric().name()),
                                    "value",
                                    words.value(worst.metric(), value == null ? null : value.value()),
                                    "pattern",
                                    pattern(worst),
                                    "action",
                                    words.firstClause(worst.metric().action())));
        }
        if (!better.isEmpty()) {
            add(sentence, words.text().of("weekly.headline.better", "metrics", words.list(better)));
        }
        if (worse.isEmpty() && better.isEmpty()) {
            add(sentence, words.text().word("weekly.headline.noise"));
            if (!clocks.lapsed().isEmpty()) {
                add(
                        sentence,
                        words.text()
                                .of(
                                        "weekly.headline.clocks",
                                        "count",
                                        words.figures().count(clocks.lapsed().size())));
            }
        } else if (noise.size() > 1) {
            add(sentence, words.text().word("weekly.headline.others"));
        } else if (!noise.isEmpty()) {
            add(sentence, words.text().of("weekly.headline.rest", "metrics", words.list(noise)));
        }
        return sentence.toString();
    }

    private void add(StringBuilder sentence, String next) {
        sentence.append(sentence.isEmpty() || words.isChinese() ? "" : " ").append(next);
    }

    private List<String> titles(Verdict verdict) {
        return figures.stream()
                .filter(figure -> figure.verdict() == verdict)
                .map(figure ->
                        words.text().word("weekly.short." + figure.metric().name()))
                .toList();
    }

    private String pattern(HeadlineFigure figure) {
        return words.pattern(
                figure.points(), figure.headline() != null && figure.headline().differenceCalled(), figure.verdict());
    }

    private Rate rate(HeadlineFigure figure, List<ChartPicture> pictures) {
        Metric metric = figure.metric();
        MetricValue value = figure.value();
        boolean tooFew = figure.verdict() == Verdict.TOO_FEW;
        String period = value == null ? Figures.ABSENT : words.figures().week(value.period());
        String population = value == null
                ? words.text().word("weekly.headline.no_period")
                : words.text().of("weekly.population." + metric.name(), "week", period);
        String printed = value == null || tooFew ? Figures.ABSENT : words.value(metric, value.value());
        boolean percent = printed.endsWith("%");
        String title = chartTitle(figure, tooFew);
        String sub = figure.points().isEmpty()
                ? words.text().word("weekly.headline.no_points")
                : words.text()
                        .of(
                                "weekly.chart_sub." + metric.name(),
                                "weeks",
                                words.figures().count(figure.points().size()));
        Markup chart = new Markup("");
        if (!figure.points().isEmpty()) {
            ChartPicture picture = new ChartPicture(
                    charts.of(
                            metric.name().replace('_', '-'),
                            metric,
                            figure.points(),
                            metric.chart() == Metric.Chart.U ? changes : List.of(),
                            CHART_WIDTH,
                            CHART_HEIGHT,
                            GUTTER,
                            true),
                    title,
                    sub);
            pictures.add(new ChartPicture(
                    picture.name(),
                    words.text().of("weekly.picture", "metric", words.in(metric.title()), "title", title),
                    sub,
                    picture.body(),
                    picture.charts(),
                    picture.widthMm()));
            chart = picture.onPage();
        }
        return new Rate(
                words.in(metric.title()),
                population,
                percent ? printed.substring(0, printed.length() - 1) : printed,
                percent ? "%" : "",
                Markup.of(value == null ? "" : fraction(metric, value)),
                Markup.of(value == null || tooFew ? "" : interval(metric, value)),
                comparisons(figure, tooFew),
                words.text()
                        .word(metric.kind() == Metric.Kind.SHARE ? "weekly.difference_points" : "weekly.difference"),
                words.text()
                        .of(
                                "weekly.left_out." + metric.name(),
                                "count",
                                words.figures().count(figure.notYetDue())),
                words.text().word("verdict." + figure.verdict().key()),
                "badge " + figure.verdict().key(),
                title,
                sub,
                chart,
                trace(figure));
    }

    private String chartTitle(HeadlineFigure figure, boolean tooFew) {
        MetricValue value = figure.value();
        Double target = figure.metric().target();
        String pattern = pattern(figure);
        if (figure.verdict() == Verdict.NOISE) {
            return words.text().word("weekly.pattern.noise_title");
        }
        if (tooFew || value == null || value.value() == null || target == null) {
            return pattern;
        }
        boolean met =
                figure.metric().better() == Metric.Better.LOWER ? value.value() <= target : value.value() >= target;
        return words.text().of(met ? "weekly.target_met" : "weekly.target_missed", "pattern", pattern);
    }

    private String fraction(Metric metric, MetricValue value) {
        Double numerator = value.numerator();
        Double denominator = value.denominator();
        if (numerator == null || denominator == null) {
            return Figures.ABSENT;
        }
        return words.text()
                .of(
                        "weekly.fraction." + metric.name(),
                        "fraction",
                        words.figures().fraction(numerator, denominator));
    }

    private String interval(Metric metric, MetricValue value) {
        return words.text()
                .of(
                        "weekly.interval",
                        "interval",
                        metric.kind() == Metric.Kind.SHARE
                                ? words.figures().percentInterval(value.low(), value.high())
                                : words.figures().rateInterval(value.low(), value.high()));
    }

    private List<Comparison> comparisons(HeadlineFigure figure, boolean tooFew) {
        Metric metric = figure.metric();
        MetricValue value = figure.value();
        Double ours = value == null || tooFew ? null : value.value();
        Double target = metric.target();
        return List.of(
                comparison("weekly.previous", metric, ours, figure.previous()),
                comparison("weekly.four_before", metric, ours, figure.fourBefore()),
                new Comparison(
                        words.text()
                                .word(
                                        metric.better() == Metric.Better.LOWER
                                                ? "weekly.target_at_most"
                                                : "weekly.target"),
                        target == null ? Figures.ABSENT : words.target(metric, target),
                        words.difference(metric, target == null || ours == null ? null : ours - target)));
    }

    private Comparison comparison(String key, Metric metric, @Nullable Double ours, @Nullable MetricValue other) {
        Double theirs = other == null || isTooFew(other) ? null : other.value();
        return new Comparison(
                words.text()
                        .of(key, "week", other == null ? "" : words.figures().week(other.period()))
                        .strip(),
                other != null && isTooFew(other) ? words.text().word("verdict.too_few") : words.value(metric, theirs),
                words.difference(metric, theirs == null || ours == null ? null : ours - theirs));
    }

    private static boolean isTooFew(MetricValue value) {
        Double denominator = value.denominator();
        return denominator == null || denominator < CohortComparison.ENOUGH;
    }

    private String trace(HeadlineFigure figure) {
        String metric = figure.metric().name();
        List<MartRow> rows = new ArrayList<>(List.of(Rows.headline(metric), Rows.controlChart(metric)));
        for (MetricValue value : new MetricValue[] {figure.value(), figure.previous(), figure.fourBefore()}) {
            if (value != null) {
                rows.add(Rows.value(value));
            }
        }
        MetricValue value = figure.value();
        return words.traces()
                .mark(
                        NAME,
                        metric,
                        rows,
                        value == null
                                ? Rows.printed("verdict", figure.verdict().key())
                                : Rows.printed(
                                        "verdict", figure.verdict().key(),
                                        "period", value.period(),
                                        "value", value.value(),
                                        "numerator", value.numerator(),
                                        "denominator", value.denominator(),
                                        "low", value.low(),
                                        "high", value.high(),
                                        "not_yet_due", figure.notYetDue()));
    }
}
