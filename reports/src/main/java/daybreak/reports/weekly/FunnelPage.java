package daybreak.reports.weekly;

import daybreak.reports.chart.ChartFrame;
import daybreak.reports.chart.ChartTheme;
import daybreak.reports.chart.IntervalRows;
import daybreak.reports.chart.Mark;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.text.Figures;
import daybreak.schemas.metric.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Page 2: where leads are lost, and which channel brings those who sign. */
public final class FunnelPage {

    private static final String NAME = "funnel";
    private static final double BAR_MM = 62;
    private static final double SMALLEST_BAR_MM = 0.6;
    private static final double LABEL_INSIDE_MM = 14;
    private static final double CHART_MM = 42;
    private static final double ROW_MM = 9.2;
    private static final double HEAD_MM = 5.1;
    private static final double WIDTH_MM = 184;

    private final ReviewWords words;
    private final ChartTheme theme;
    private final Metrics metrics;
    private final Funnel funnel;
    private final List<ToDo> todos;

    FunnelPage(ReviewWords words, ChartTheme theme, Metrics metrics, Funnel funnel, List<ToDo> todos) {
        this.words = words;
        this.theme = theme;
        this.metrics = metrics;
        this.funnel = funnel;
        this.todos = List.copyOf(todos);
    }

    /**
     * A row of the funnel as the template shows it.
     *
     * @param bar style of the bar, and inside whether its count stands in it
     * @param rowClass weak where the step is called
     * @param figureClass of the step rate and its difference
     */
    public record Stage(
            String label,
            String count,
            String bar,
            boolean inside,
            String barClass,
            String rowClass,
            String rate,
            String earlier,
            String difference,
            String figureClass,
            String median,
            String p90,
            String cumulative,
            String trace) {}

    /** A row of the channels as the template shows it. */
    public record Channel(
            String label,
            Markup fraction,
            String rate,
            String verdict,
            String verdictClass,
            String weakest,
            Markup weakestRates,
            String action,
            String rowClass,
            String trace) {}

    PageOf page(PageTemplates templates) {
        List<ChartPicture> pictures = new ArrayList<>();
        Map<String, Object> model = new HashMap<>();
        boolean empty = funnel.leads() == 0;
        model.put("empty", empty);
        if (!empty) {
            ChartPicture stages = stages(templates);
            pictures.add(stages);
            model.put("stages", stages);
            model.put("stagesNote", stagesNote());
            ChartPicture channels = funnel.channels().isEmpty() ? null : channels(templates);
            if (channels != null) {
                pictures.add(channels);
            }
            model.put("channels", Optional.ofNullable(channels));
        }
        model.put("todos", HeadlinePage.numbered(words, NAME, todos));
        model.put("strip", Markup.of(strip()));
        return templates.page(NAME, headline(), model, pictures);
    }

    private String headline() {
        if (funnel.leads() == 0) {
            return words.text().word("weekly.funnel.headline_empty");
        }
        String first = funnel.weakStep()
                .map(step -> words.text()
                        .of(
                                "weekly.funnel.headline_weak",
                                "stage",
                                words.text().label("stage", step.stage()),
                                "rate",
                                words.figures().percent(step.rate()),
                                "points",
                                words.figures().points(fall(step)).replace("+", ""),
                                "action",
                                metrics.find("funnel_step_" + step.stage())
                                        .map(metric -> words.firstClause(metric.action()))
                                        .orElse(Figures.ABSENT)))
                .orElseGet(() -> words.text()
                        .word(
                                funnel.earlier().isEmpty()
                                        ? "weekly.funnel.headline_no_earlier"
                                        : "weekly.funnel.headline_noise"));
        String second = funnel.weakChannel()
                .map(channel -> words.text()
                        .of(
                                "weekly.funnel.headline_channel",
                                "channel",
                                words.text().label("channel", channel.member()),
                                "rate",
                                words.figures().percent(channel.rate())))
                .orElseGet(() -> words.text().word("weekly.funnel.headline_channels_alike"));
        return first + (words.isChinese() ? "" : " ") + second;
    }

    private static @Nullable Double fall(Funnel.Step step) {
        Double rate = step.rate();
        Double earlier = step.earlierRate();
        return rate == null || earlier == null ? null : earlier - rate;
    }

    private ChartPicture stages(PageTemplates templates) {
        List<Stage> rows = new ArrayList<>();
        rows.add(new Stage(
                words.text().label("stage", "lead"),
                words.figures().count(funnel.leads()),
                bar(funnel.leads()),
                true,
                "bar",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                words.figures().percent(1.0),
                words.traces()
                        .mark(
                                NAME,
                                "funnel/lead",
                                Rows.weeks("funnel_step_contacted", funnel.weeks(), "", ""),
                                Rows.printed("leads", funnel.leads()))));
        funnel.steps().forEach(step -> rows.add(stage(step)));
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows);
        String sub = words.text()
                .of(
                        "weekly.funnel.sub",
                        "cohort",
                        weeks(funnel.weeks()),
                        "earlier",
                        funnel.earlier().isEmpty()
                                ? words.text().word("weekly.funnel.no_earlier")
                                : weeks(funnel.earlier()),
                        "times",
                        funnel.timesOf() == null
                                ? Figures.ABSENT
                                : funnel.timesOf().equals("all")
                                        ? words.text().word("weekly.funnel.all_leads")
                                        : funnel.timesOf());
        return new ChartPicture(
                "funnel", stagesTitle(), sub, templates.fill("funnel-stages", model), List.of(), WIDTH_MM);
    }

    private String stagesTitle() {
        return funnel.weakStep()
                .map(step -> words.text()
                        .of(
                                "weekly.funnel.title_weak",
                                "stage",
                                words.text().label("stage", step.stage()),
                                "rate",
                                words.figures().percent(step.rate()),
                                "earlier",
                                words.figures().percent(step.earlierRate())))
                .orElseGet(() -> {
                    Funnel.Step narrowest = funnel.steps().stream()
                            .filter(step -> step.before() >= CohortComparison.ENOUGH
                                    && step.verdict() != Funnel.Verdict.UNFINISHED)
                            .min((one, other) ->
                                    Double.compare(one.reached() / one.before(), other.reached() / other.before()))
                            .orElse(funnel.steps().get(0));
                    return words.text()
                            .of(
                                    "weekly.funnel.title",
                                    "stage",
                                    words.text().label("stage", narrowest.stage()),
                                    "rate",
                                    words.figures().percent(narrowest.rate()));
                });
    }

    private Stage stage(Funnel.Step step) {
        boolean unfinished = step.verdict() == Funnel.Verdict.UNFINISHED;
        boolean weak = step.verdict() == Funnel.Verdict.WORSE;
        boolean tooFew = step.before() < CohortComparison.ENOUGH;
        Double rate = step.rate();
        Double earlier = step.earlierRate();
        boolean earlierTooFew = step.earlierBefore() < CohortComparison.ENOUGH;
        String name = "funnel_step_" + step.stage();
        List<MartRow> refersTo = new ArrayList<>(Rows.weeks(name, funnel.weeks(), "", ""));
        refersTo.addAll(Rows.weeks(name, funnel.earlier(), "", ""));
        refersTo.addAll(Rows.weeks("funnel_cumulative_" + step.stage(), funnel.weeks(), "", ""));
        if (funnel.timesOf() != null) {
            refersTo.add(new MartRow(
                    "metric_value",
                    Map.of("metric", "funnel_time_" + step.stage(), "period", funnel.timesOf(), "dimension", "")));
        }
        double width = BAR_MM * step.reached() / funnel.leads();
        return new Stage(
                words.text().label("stage", step.stage()),
                words.figures().count(step.reached()),
                bar(step.reached()),
                width >= LABEL_INSIDE_MM && !unfinished,
                weak ? "bar weak" : unfinished ? "bar open" : "bar",
                weak ? "weak" : "",
                tooFew
                        ? words.figures().fraction(step.reached(), step.before())
                        : words.figures().percent(rate),
                earlierTooFew || earlier == null
                        ? Figures.ABSENT
                        : words.figures().percent(earlier),
                unfinished
                        ? words.text().word("weekly.funnel.in_progress")
                        : tooFew
                                ? words.text().word("verdict.too_few")
                                : earlierTooFew || rate == null || earlier == null
                                        ? Figures.ABSENT
                                        : words.figures().points(rate - earlier),
                weak
                        ? "worse"
                        : step.verdict() == Funnel.Verdict.BETTER ? "better" : unfinished || tooFew ? "faint" : "",
                time(step.median()),
                time(step.p90()),
                words.figures().percent(step.cumulative()),
                words.traces()
                        .mark(
                                NAME,
                                "funnel/" + step.stage(),
                                refersTo,
                                Rows.printed(
                                        "reached", step.reached(),
                                        "before", step.before(),
                                        "rate", rate,
                                        "earlier_rate", earlier,
                                        "p", step.p())));
    }

    private String time(OptionalDouble seconds) {
        return funnel.timesOf() == null
                ? Figures.ABSENT
                : seconds.isEmpty()
                        ? words.text().word("weekly.funnel.not_reached")
                        : words.figures().duration(seconds.getAsDouble());
    }

    private String bar(double count) {
        return String.format(
                Locale.ROOT,
                "width:%.2fmm",
                Math.max(count == 0 ? 0 : SMALLEST_BAR_MM, BAR_MM * count / funnel.leads()));
    }

    private Markup stagesNote() {
        List<String> notes = new ArrayList<>();
        funnel.weakStep()
                .ifPresent(step -> notes.add(words.text()
                        .of(
                                "weekly.funnel.note_called",
                                "compared",
                                words.figures().count(funnel.compared()),
                                "stage",
                                words.text().label("stage", step.stage()),
                                "p",
                                p(step.p()))));
        if (funnel.weakStep().isEmpty() && funnel.compared() > 0) {
            notes.add(words.text()
                    .of(
                            "weekly.funnel.note_none_called",
                            "compared",
                            words.figures().count(funnel.compared())));
        }
        if (funnel.steps().stream().anyMatch(step -> step.verdict() == Funnel.Verdict.UNFINISHED)) {
            notes.add(words.text().word("weekly.funnel.note_in_progress"));
        }
        return Markup.of(String.join(words.isChinese() ? "" : " ", notes));
    }

    private static String p(@Nullable Double p) {
        return p == null ? Figures.ABSENT : p < 0.001 ? "<\u00A00.001" : String.format(Locale.ROOT, "=\u00A0%.3f", p);
    }

    private ChartPicture channels(PageTemplates templates) {
        List<IntervalRows.Row> drawn = new ArrayList<>();
        List<Channel> rows = new ArrayList<>();
        for (Funnel.Channel channel : funnel.channels()) {
            boolean tooFew = channel.isTooFew();
            drawn.add(new IntervalRows.Row(
                    words.text().label("channel", channel.member()),
                    tooFew ? null : Double.valueOf(channel.rate() * 100),
                    tooFew ? null : Double.valueOf(channel.low() * 100),
                    tooFew ? null : Double.valueOf(channel.high() * 100),
                    mark(channel.verdict())));
            rows.add(channel(channel));
        }
        double overall = funnel.counted() == 0 ? 0 : funnel.converted() / funnel.counted();
        IntervalRows chart = new IntervalRows(
                new ChartFrame(
                        "channel-intervals", alt(), CHART_MM, HEAD_MM + ROW_MM * rows.size() + IntervalRows.AXIS_MM),
                theme,
                new IntervalRows.Data(
                        drawn,
                        overall * 100,
                        words.text()
                                .of(
                                        "weekly.channels.overall",
                                        "rate",
                                        words.figures().percent(overall)),
                        "%",
                        HEAD_MM,
                        0));
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows);
        model.put("chart", ChartPicture.place(chart));
        model.put("height", String.format(Locale.ROOT, "height:%.2fmm", chart.heightMm()));
        String sub = words.text()
                .of(
                        "weekly.channels.sub",
                        "cohort",
                        weeks(funnel.weeks()),
                        "fraction",
                        words.figures().fraction(funnel.converted(), funnel.counted()),
                        "channels",
                        words.figures()
                                .count(funnel.channels().stream()
                                        .filter(channel -> !channel.isTooFew())
                                        .count()));
        return new ChartPicture(
                "channels", channelsTitle(), sub, templates.fill("funnel-channels", model), List.of(chart), WIDTH_MM);
    }

    private Channel channel(Funnel.Channel channel) {
        boolean tooFew = channel.isTooFew();
        Funnel.WeakLink weakest = channel.weakest();
        String weakestLabel;
        String weakestRates;
        String action;
        if (tooFew || channel.judgedSteps() == 0) {
            weakestLabel = words.text().word("verdict.too_few");
            weakestRates = words.text().word("weekly.channels.under_twenty");
            action = Figures.ABSENT;
        } else if (weakest == null) {
            weakestLabel = words.text().word("weekly.channels.no_weak_link");
            weakestRates = words.text().word("weekly.channels.none_below");
            action = words.text().word("weekly.channels.carry_on");
        } else {
            weakestLabel = words.text().label("step", weakest.stage());
            weakestRates = words.text()
                    .of(
                            "weekly.channels.rates",
                            "rate",
                            words.figures().percent(weakest.rate()),
                            "overall",
                            words.figures().percent(weakest.overall()));
            action = action("funnel_step_" + weakest.stage());
        }
        return new Channel(
                words.text().label("channel", channel.member()),
                Markup.of(words.figures().fraction(channel.signed(), channel.leads())),
                tooFew ? Figures.ABSENT : words.figures().percent(channel.rate()),
                words.text().word("comparison." + channel.verdict()),
                switch (channel.verdict()) {
                    case "higher" -> "better";
                    case "lower" -> "worse";
                    default -> "muted";
                },
                weakestLabel,
                Markup.of(weakestRates),
                action,
                tooFew ? "faint" : "",
                words.traces()
                        .mark(
                                NAME,
                                "channel/" + channel.member(),
                                Rows.weeks(
                                        "lead_conversion_30d", funnel.weeks(), WeeklyMarts.CHANNEL, channel.member()),
                                Rows.printed(
                                        "signed", channel.signed(),
                                        "leads", channel.leads(),
                                        "verdict", channel.verdict())));
    }

    private String channelsTitle() {
        List<Funnel.Channel> judged = funnel.channels().stream()
                .filter(channel -> !channel.isTooFew())
                .toList();
        List<String> higher = labels(judged, "higher");
        List<String> lower = labels(judged, "lower");
        if (higher.isEmpty() && lower.isEmpty()) {
            return words.text().word("weekly.channels.title_alike");
        }
        if (lower.isEmpty()) {
            return words.text().of("weekly.channels.title_higher", "higher", words.list(higher));
        }
        return higher.isEmpty()
                ? words.text().of("weekly.channels.title_lower", "lower", words.list(lower))
                : words.text()
                        .of("weekly.channels.title_both", "higher", words.list(higher), "lower", words.list(lower));
    }

    private List<String> labels(List<Funnel.Channel> channels, String verdict) {
        return channels.stream()
                .filter(channel -> channel.verdict().equals(verdict))
                .map(channel -> words.text().label("channel", channel.member()))
                .toList();
    }

    private String alt() {
        List<String> rows = funnel.channels().stream()
                .map(channel -> words.text().label("channel", channel.member()) + " "
                        + (channel.isTooFew()
                                ? words.figures().fraction(channel.signed(), channel.leads())
                                : words.figures().percent(channel.rate()) + " ("
                                        + words.figures().percentInterval(channel.low(), channel.high()) + ")"))
                .toList();
        return channelsTitle() + ": " + String.join("; ", rows);
    }

    private String strip() {
        String strip = words.text().word("weekly.funnel.strip");
        List<String> few = funnel.channels().stream()
                .filter(Funnel.Channel::isTooFew)
                .map(channel -> words.text().label("channel", channel.member()))
                .toList();
        if (few.isEmpty()) {
            return strip;
        }
        return strip + words.text().of("weekly.funnel.strip_few", "channels", words.list(few));
    }

    private String weeks(List<String> weeks) {
        return words.figures()
                .range(words.figures().week(weeks.get(0)), words.figures().week(weeks.get(weeks.size() - 1)));
    }

    private String action(String metric) {
        return metrics.find(metric).map(found -> words.in(found.action())).orElse(Figures.ABSENT);
    }

    private static Mark mark(String verdict) {
        return switch (verdict) {
            case "higher" -> Mark.BETTER;
            case "lower" -> Mark.WORSE;
            default -> Mark.NONE;
        };
    }
}
