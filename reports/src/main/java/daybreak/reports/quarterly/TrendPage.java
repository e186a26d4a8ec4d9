package daybreak.reports.quarterly;

import daybreak.reports.chart.ColumnChart;
import daybreak.reports.chart.ControlChart;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.SopChange;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.page.Section;
import daybreak.reports.text.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Page 2: volume and rate, with the recorded SOP changes. */
final class TrendPage {

    static final String NAME = "trend";

    private static final int MULTIPLES = 3;
    private static final int CHANGES = 6;
    private static final int NARROW_WEEKS = 26;
    private static final int NAMED = 4;

    private final Edition edition;
    private final QuarterData data;
    private final Figures figures;
    private final List<ChartPicture> pictures = new ArrayList<>();

    private TrendPage(Edition edition) {
        this.edition = edition;
        this.data = edition.data();
        this.figures = edition.figures();
    }

    /** A chart in its place. */
    public record Panel(String title, String sub, Markup chart, String trace) {}

    /** A recorded change. */
    public record ChangeLine(
            String change, String title, String cause, Markup on, String owner, Markup counts, String trace) {}

    static PrintedPage of(Edition edition, List<Action> actions) {
        return new TrendPage(edition).print(actions);
    }

    /** What a chart of the rate says: the level after the newest change, else the level and its signals. */
    static String title(RateChart rate) {
        ControlPoint before = rate.beforeLastPhase();
        String change = rate.last().sopChange();
        String provisional = rate.last().provisional() ? rate.edition().word("trend_provisional") : "";
        if (before != null && change != null) {
            return rate.edition()
                            .word(
                                    "trend_title_phase",
                                    "change",
                                    change,
                                    "after",
                                    rate.figure(rate.last().centre()),
                                    "before",
                                    rate.figure(before.centre()))
                    + provisional;
        }
        return rate.edition()
                        .word(
                                "trend_title_level",
                                "centre",
                                rate.figure(rate.last().centre()),
                                "signals",
                                signals(rate.edition()))
                + provisional;
    }

    private static String signals(Edition edition) {
        List<ControlPoint> weeks = edition.data().weeks();
        int signals =
                (int) weeks.stream().filter(point -> point.verdict().isSignal()).count();
        if (weeks.isEmpty()) {
            return edition.word("trend_no_weeks");
        }
        return signals == 0
                ? edition.word("trend_no_signals")
                : edition.word("trend_signals", "count", edition.figures().count(signals));
    }

    private PrintedPage print(List<Action> actions) {
        List<Action> own =
                actions.stream().filter(action -> action.page().equals(NAME)).toList();
        List<Panel> charts = charts();
        List<Panel> multiples = multiples();
        List<ChangeLine> changes = changes();
        Map<String, Object> model = new HashMap<>();
        model.put("charts", charts);
        model.put("multiples", multiples);
        model.put("changes", changes);
        model.put("counts", edition.word("changes_counts", "previous", edition.previousName()));
        model.put("actions", ActionTable.of(edition, edition.word("actions_page"), own));
        model.put("scope", Markup.of(edition.word("scope_trend")));
        Section section = new Section(
                NAME, edition.word("trend"), Markup.headline(headline(own)), new Markup(edition.fill("trend", model)));
        return new PrintedPage(section, pictures, List.of());
    }

    private String headline(List<Action> own) {
        List<ControlPoint> weeks = data.weeks();
        List<ControlPoint> signals =
                weeks.stream().filter(point -> point.verdict().isSignal()).toList();
        String next = ActionTable.next(edition, own);
        if (weeks.isEmpty()) {
            return edition.word("headline_trend_none", "next", next);
        }
        if (signals.isEmpty()) {
            return edition.word("headline_trend_noise", "weeks", figures.count(weeks.size()), "next", next);
        }
        String list = signals.stream()
                .limit(NAMED)
                .map(point -> edition.word(point.verdict().key(), "week", figures.week(point.period())))
                .collect(Collectors.joining(edition.word("list_and")));
        return edition.word(
                "headline_trend_signals",
                "weeks",
                figures.count(weeks.size()),
                "count",
                figures.count(signals.size()),
                "list",
                signals.size() > NAMED ? list + edition.word("and_more") : list,
                "next",
                next);
    }

    private List<Panel> charts() {
        if (data.points().isEmpty()) {
            return List.of();
        }
        RateChart rate = new RateChart(edition, null, data.points(), edition.target(QuarterData.RATE));
        ChartPicture control = picture(new ChartPicture(
                rate.chart("complaint-rate", 170, 44, RateChart.WIDE_GUTTER),
                title(rate),
                edition.word("trend_sub", "kind", rate.kind(), "weeks", rate.weeks())));
        ChartPicture volume = picture(volume());
        return List.of(
                panel(
                        control,
                        "complaint-rate",
                        Map.of(
                                "points",
                                rate.points().size(),
                                "last",
                                rate.last().value())),
                panel(
                        volume,
                        "complaints-weekly",
                        Map.of("points", data.points().size())));
    }

    private ChartPicture volume() {
        List<ColumnChart.Column> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (ControlPoint point : data.points()) {
            String week = figures.week(point.period());
            columns.add(new ColumnChart.Column(week, point.events(), data.isInQuarter(point)));
            values.add(week + " " + figures.count(point.events()));
        }
        ControlPoint last = data.points().get(data.points().size() - 1);
        List<ControlPoint> weeks = data.weeks();
        String title = weeks.isEmpty()
                ? edition.word("volume_title_none")
                : edition.word(
                        "volume_title",
                        "range",
                        figures.range(
                                figures.count(weeks.stream()
                                        .mapToDouble(ControlPoint::events)
                                        .min()
                                        .orElse(0)),
                                figures.count(weeks.stream()
                                        .mapToDouble(ControlPoint::events)
                                        .max()
                                        .orElse(0))),
                        "weeks",
                        figures.count(weeks.size()),
                        "count",
                        figures.count(
                                weeks.stream().mapToDouble(ControlPoint::events).sum()));
        ColumnChart chart = new ColumnChart(
                edition.frame(
                        "complaints-weekly", edition.word("volume_alt", "values", String.join(", ", values)), 170, 19),
                edition.theme(),
                new ColumnChart.Data(
                        columns,
                        RateChart.WIDE_GUTTER,
                        edition.word(
                                "volume_last",
                                "week",
                                figures.week(last.period()),
                                "count",
                                figures.count(last.events()))));
        return new ChartPicture(chart, title, edition.word("volume_sub", "weeks", edition.weeks(data.points())));
    }

    private List<Panel> multiples() {
        List<Panel> panels = new ArrayList<>();
        data.causePoints().entrySet().stream().limit(MULTIPLES).forEach(entry -> {
            RateChart rate = new RateChart(edition, entry.getKey(), entry.getValue(), null);
            String name = "complaint-rate-cause-" + (panels.size() + 1);
            ControlChart chart = rate.last(NARROW_WEEKS).chart(name, 54, 26, RateChart.NARROW_GUTTER);
            String clause = causeTitle(rate);
            String axis = chart.isLogarithmic() ? edition.word("cause_log") : "";
            ChartPicture picture = picture(new ChartPicture(
                    chart,
                    entry.getKey() + edition.word("colon") + clause,
                    rate.kind() + axis + edition.word("list_and") + rate.weeks()));
            panels.add(new Panel(
                    entry.getKey(),
                    clause,
                    picture.onPage(),
                    edition.traces()
                            .mark(
                                    NAME,
                                    "complaint-rate-cause-" + entry.getKey(),
                                    List.of(edition.chartRow("root_cause", entry.getKey())),
                                    Map.of("last", rate.last().value()))));
        });
        return panels;
    }

    private String causeTitle(RateChart rate) {
        ControlPoint before = rate.beforeLastPhase();
        String change = rate.last().sopChange();
        return before == null || change == null
                ? edition.word(
                        rate.isDaysBetween() ? "cause_title_rare" : "cause_title_level",
                        "centre",
                        rate.figure(rate.last().centre()))
                : edition.word(
                        rate.isDaysBetween() ? "cause_title_rare_phase" : "cause_title_phase",
                        "change",
                        change,
                        "after",
                        rate.figure(rate.last().centre()),
                        "before",
                        rate.figure(before.centre()));
    }

    private List<ChangeLine> changes() {
        Map<String, RootCause> causes =
                data.causes().stream().collect(Collectors.toMap(RootCause::cause, cause -> cause));
        List<SopChange> known = data.changes().stream()
                .filter(change -> {
                    LocalDate on = change.effectiveOn();
                    return on == null || !on.isAfter(data.quarter().to());
                })
                .toList();
        List<ChangeLine> lines = new ArrayList<>();
        for (SopChange change : known.subList(Math.max(0, known.size() - CHANGES), known.size())) {
            String cause = change.rootCause();
            LocalDate on = change.effectiveOn();
            String title = change.title();
            String owner = change.owner();
            RootCause counted = cause == null ? null : causes.get(cause);
            lines.add(new ChangeLine(
                    change.changeId(),
                    title == null ? "" : title,
                    cause == null ? Figures.ABSENT : cause,
                    Markup.of(on == null ? Figures.ABSENT : on.toString()),
                    owner == null ? Figures.ABSENT : owner,
                    Markup.of(cause == null ? Figures.ABSENT : counts(counted)),
                    edition.traces()
                            .mark(
                                    NAME,
                                    "change-" + change.changeId(),
                                    List.of(new MartRow("sop_change", Map.of("change_id", change.changeId()))),
                                    Map.of("now", counted == null ? 0 : counted.count()))));
        }
        return lines;
    }

    private String counts(@Nullable RootCause cause) {
        if (cause == null) {
            return data.isWhole(data.quarter().minus(1)) ? "0→0" : Figures.ABSENT + "→0";
        }
        Integer before = cause.before();
        return (before == null ? Figures.ABSENT : figures.count(before)) + "→" + figures.count(cause.count());
    }

    private ChartPicture picture(ChartPicture picture) {
        pictures.add(picture);
        return picture;
    }

    private Panel panel(ChartPicture picture, String figure, Map<String, Object> printed) {
        return new Panel(
                picture.title(),
                picture.sub(),
                picture.onPage(),
                edition.traces().mark(NAME, figure, List.of(edition.chartRow("", "")), printed));
    }
}
