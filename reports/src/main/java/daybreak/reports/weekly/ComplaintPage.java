package daybreak.reports.weekly;

import daybreak.reports.chart.ChartFrame;
import daybreak.reports.chart.ChartTheme;
import daybreak.reports.chart.ClockHistogram;
import daybreak.reports.chart.StateBar;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.SopChange;
import daybreak.reports.mart.Verdict;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.text.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Page 3: complaints on their control chart, the two promised clocks, causes, and what still runs. */
public final class ComplaintPage {

    private static final String NAME = "complaints";
    private static final double CLOCK_MM = 81;
    private static final double BAR_MM = 16;
    private static final int MOST_CAUSES = 9;
    private static final int MOST_RUNNING = 6;

    private final ReviewWords words;
    private final ChartTheme theme;
    private final RateChart charts;
    private final HeadlineFigure rate;
    private final List<SopChange> changes;
    private final ComplaintClocks clocks;
    private final Map<String, String> stores;
    private final List<ToDo> todos;

    ComplaintPage(
            ReviewWords words,
            ChartTheme theme,
            RateChart charts,
            HeadlineFigure rate,
            List<SopChange> changes,
            ComplaintClocks clocks,
            Map<String, String> stores,
            List<ToDo> todos) {
        this.words = words;
        this.theme = theme;
        this.charts = charts;
        this.rate = rate;
        this.changes = List.copyOf(changes);
        this.clocks = clocks;
        this.stores = Map.copyOf(stores);
        this.todos = List.copyOf(todos);
    }

    /** A clock as the template shows it. */
    public record ClockView(String title, Markup sub, ChartPicture bar, ChartPicture histogram, String trace) {}

    /** A root cause as the template shows it: the attribution on its first row alone. */
    public record CauseView(
            String attribution,
            String cause,
            String count,
            String weekly,
            String bar,
            String barClass,
            String countClass,
            String tick) {}

    /** A running clock as the template shows it. */
    public record RunningView(
            Markup complaint, String clock, String store, Markup client, Markup due, String state, String stateClass) {}

    PageOf page(PageTemplates templates) {
        List<ChartPicture> pictures = new ArrayList<>();
        Map<String, Object> model = new HashMap<>();
        Optional<ChartPicture> chart = chart();
        chart.ifPresent(pictures::add);
        model.put("chart", chart);
        model.put(
                "chartTrace",
                words.traces()
                        .mark(
                                NAME,
                                "complaint-chart",
                                List.of(Rows.controlChart("complaint_rate")),
                                Rows.printed("points", rate.points().size())));
        ClockView answer = clock("answer", clocks.answer());
        ClockView plan = clock("plan", clocks.plan());
        for (ClockView clock : List.of(answer, plan)) {
            pictures.add(withTitle(clock.bar(), clock));
            pictures.add(withTitle(clock.histogram(), clock));
        }
        model.put("answer", answer);
        model.put("plan", plan);
        model.put("noComplaints", clocks.opened().isEmpty());
        model.put("causesTitle", causesTitle());
        model.put("causesSub", causesSub());
        List<CauseView> causes = causes();
        model.put("causes", causes);
        model.put("total", words.figures().count(clocks.opened().size()));
        model.put("totalWeekly", totalWeekly());
        model.put("moreCauses", more("weekly.causes.more", clocks.causes().size() - MOST_CAUSES));
        model.put(
                "causesTrace",
                words.traces()
                        .mark(
                                NAME,
                                "causes",
                                clocks.opened().stream()
                                        .map(complaint -> new MartRow(
                                                "complaint", Map.of("complaint_id", complaint.complaintId())))
                                        .toList(),
                                Rows.printed("opened", clocks.opened().size())));
        model.put("runningTitle", runningTitle());
        model.put("running", running());
        model.put("moreRunning", more("weekly.running.more", clocks.running().size() - MOST_RUNNING));
        model.put(
                "runningTrace",
                words.traces()
                        .mark(
                                NAME,
                                "running",
                                clocks.running().stream()
                                        .map(clock -> new MartRow(
                                                "complaint",
                                                Map.of(
                                                        "complaint_id",
                                                        clock.complaint().complaintId())))
                                        .distinct()
                                        .toList(),
                                Rows.printed(
                                        "running", clocks.running().size(),
                                        "lapsed", clocks.lapsed().size())));
        model.put("todos", HeadlinePage.numbered(words, NAME, todos));
        model.put("strip", Markup.of(words.text().word("weekly.complaints.strip")));
        return templates.page(NAME, headline(), model, pictures);
    }

    private ChartPicture withTitle(ChartPicture picture, ClockView clock) {
        return new ChartPicture(
                picture.name(), clock.title(), picture.sub(), picture.body(), picture.charts(), picture.widthMm());
    }

    private String headline() {
        StringBuilder headline = new StringBuilder();
        MetricValue value = rate.value();
        if (clocks.opened().isEmpty()) {
            headline.append(words.text().word("weekly.complaints.headline_none"));
        } else if (value == null) {
            headline.append(words.text()
                    .of(
                            "weekly.complaints.headline_unjudged",
                            "count",
                            words.figures().count(clocks.opened().size())));
        } else {
            headline.append(words.text()
                    .of(
                            "weekly.complaints.headline_" + rate.verdict().key(),
                            "value",
                            words.value(rate.metric(), value.value()),
                            "count",
                            words.figures().count(clocks.opened().size()),
                            "pattern",
                            words.pattern(
                                    rate.points(),
                                    rate.headline() != null && rate.headline().differenceCalled(),
                                    rate.verdict())));
        }
        if (!words.isChinese()) {
            headline.append(' ');
        }
        int lapsed = clocks.lapsed().size();
        if (lapsed > 0) {
            headline.append(words.text()
                    .of(
                            "weekly.complaints.headline_lapsed",
                            "count",
                            words.figures().count(lapsed)));
        } else {
            headline.append(words.text().word("weekly.complaints.headline_no_lapsed"));
        }
        return headline.toString();
    }

    private Optional<ChartPicture> chart() {
        if (rate.points().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ChartPicture(
                charts.of("complaint-weeks", rate.metric(), rate.points(), changes, 170, 42, 23, false),
                chartTitle(),
                words.text()
                        .of(
                                "weekly.complaints.chart_sub",
                                "weeks",
                                words.figures().count(rate.points().size()))));
    }

    private String chartTitle() {
        ControlPoint last = rate.points().get(rate.points().size() - 1);
        String pattern = words.pattern(
                rate.points(), rate.headline() != null && rate.headline().differenceCalled(), rate.verdict());
        Optional<ControlPoint> earlierPhase = rate.points().stream()
                .filter(point -> point.phase() < last.phase())
                .reduce((one, later) -> later);
        String change = last.sopChange();
        if (earlierPhase.isEmpty() || change == null) {
            return pattern;
        }
        return words.text()
                .of(
                        "weekly.complaints.chart_title",
                        "change",
                        change,
                        "before",
                        words.value(rate.metric(), earlierPhase.get().centre()),
                        "after",
                        words.value(rate.metric(), last.centre()),
                        "pattern",
                        pattern);
    }

    private ClockView clock(String kind, ComplaintClocks.Clock clock) {
        String title;
        if (clocks.opened().isEmpty()) {
            title = words.text().word("weekly.clock.none." + kind);
        } else if (clock.counted() == 0) {
            title = words.text().word("weekly.clock.nothing_due." + kind);
        } else {
            title = words.text()
                    .of(
                            "weekly.clock.title." + kind,
                            "counted",
                            words.figures().count(clock.counted()),
                            "in_time",
                            words.figures().count(clock.inTime()));
        }
        MetricValue value = clock.value();
        Double denominator = value == null ? null : value.denominator();
        String sub = value == null || denominator == null || denominator == 0
                ? earlier(clock)
                : denominator < CohortComparison.ENOUGH
                        ? words.text()
                                .of(
                                        "weekly.clock.sub_few",
                                        "fraction",
                                        words.figures().fraction(zero(value.numerator()), denominator),
                                        "earlier",
                                        earlier(clock))
                        : words.text()
                                .of(
                                        "weekly.clock.sub",
                                        "share",
                                        words.figures().percent(value.value()),
                                        "interval",
                                        words.figures().percentInterval(value.low(), value.high()),
                                        "earlier",
                                        earlier(clock));
        List<StateBar.Part> parts = new ArrayList<>();
        parts.add(part(StateBar.State.IN_TIME, clock.inTime(), kind, "in_time"));
        parts.add(part(StateBar.State.LATE, clock.late(), kind, "late"));
        parts.add(part(StateBar.State.LAPSED, clock.lapsed(), kind, "lapsed"));
        parts.add(part(StateBar.State.OPEN, clock.open(), kind, "open"));
        if (kind.equals("plan")) {
            parts.add(part(StateBar.State.NOT_STARTED, clock.notAnswered(), kind, "not_answered"));
        }
        List<String> states = parts.stream()
                .map(part -> part.label() + " " + words.figures().count(part.count()))
                .toList();
        ChartPicture bar = new ChartPicture(
                new StateBar(
                        new ChartFrame(kind + "-states", title + ": " + String.join(", ", states), CLOCK_MM, 9.5),
                        theme,
                        new StateBar.Data(parts)),
                title,
                sub);
        ChartPicture histogram = histogram(kind, clock, title);
        return new ClockView(
                title,
                Markup.of(sub),
                bar,
                histogram,
                words.traces()
                        .mark(
                                NAME,
                                "clock/" + kind,
                                value == null
                                        ? List.of(new MartRow("complaint", Map.of()))
                                        : List.of(Rows.value(value), new MartRow("complaint", Map.of())),
                                Rows.printed(
                                        "in_time", clock.inTime(),
                                        "late", clock.late(),
                                        "lapsed", clock.lapsed(),
                                        "open", clock.open(),
                                        "not_answered", clock.notAnswered(),
                                        "earlier_in_time", clock.earlierSuccesses(),
                                        "earlier_counted", clock.earlierCounted())));
    }

    private ChartPicture histogram(String kind, ComplaintClocks.Clock clock, String title) {
        List<ClockHistogram.Bin> bins = new ArrayList<>();
        for (int i = 0; i < clock.earlierTimes().size(); i++) {
            bins.add(new ClockHistogram.Bin(
                    clock.earlierTimes().get(i), clock.weekTimes().get(i)));
        }
        List<String> edges = kind.equals("answer")
                ? List.of("0", "2", "4", "8", "12", "16", "20", "24", "36", "48", "+")
                : List.of("0", "0.5", "1", "1.5", "2", "2.5", "3", "6", "12", "+");
        int promise = edges.indexOf(kind.equals("answer") ? "24" : "3");
        String sub = words.text()
                .of("weekly.clock.histogram." + kind, "weeks", words.figures().count(clocks.earlierWeeks()));
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < bins.size(); i++) {
            counts.add(edges.get(i) + "–" + edges.get(i + 1) + ": "
                    + bins.get(i).count() + " / " + bins.get(i).latest());
        }
        return new ChartPicture(
                new ClockHistogram(
                        new ChartFrame(kind + "-times", sub + " " + String.join("; ", counts), CLOCK_MM, 33),
                        theme,
                        new ClockHistogram.Data(
                                bins, edges, promise, words.text().word("weekly.clock.promise." + kind))),
                title,
                sub);
    }

    private StateBar.Part part(StateBar.State state, int count, String kind, String name) {
        return new StateBar.Part(state, count, words.text().word("weekly.clock.state." + kind + "." + name));
    }

    private String earlier(ComplaintClocks.Clock clock) {
        if (clock.earlierCounted() == 0) {
            return words.text().word("weekly.clock.no_earlier");
        }
        return words.text()
                .of(
                        "weekly.clock.earlier",
                        "weeks",
                        words.figures().count(clocks.earlierWeeks()),
                        "fraction",
                        words.figures().fraction(clock.earlierSuccesses(), clock.earlierCounted()),
                        "share",
                        clock.earlierCounted() < CohortComparison.ENOUGH
                                ? words.text().word("verdict.too_few")
                                : words.figures().percent(clock.earlierSuccesses() / clock.earlierCounted()));
    }

    private static double zero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private String causesTitle() {
        if (clocks.opened().isEmpty()) {
            return words.text().word("weekly.causes.title_none");
        }
        Optional<ComplaintClocks.Cause> signal = clocks.causes().stream()
                .filter(cause -> cause.verdict() == Verdict.SIGNAL_WORSE)
                .findFirst();
        if (signal.isPresent()) {
            return words.text()
                    .of(
                            "weekly.causes.title_signal",
                            "count",
                            words.figures().count(signal.get().count()),
                            "cause",
                            words.text().label("root_cause", signal.get().cause()));
        }
        ComplaintClocks.Cause most = clocks.causes().stream()
                .max((one, other) -> Integer.compare(one.count(), other.count()))
                .orElseThrow();
        return words.text()
                .of(
                        "weekly.causes.title",
                        "cause",
                        words.text().label("root_cause", most.cause()),
                        "count",
                        words.figures().count(most.count()));
    }

    private String causesSub() {
        return clocks.earlierWeeks() == 0
                ? words.text().word("weekly.causes.sub_first")
                : words.text().of("weekly.causes.sub", "weeks", words.figures().count(clocks.earlierWeeks()));
    }

    private List<CauseView> causes() {
        double longest = clocks.causes().stream()
                .mapToDouble(cause -> Math.max(cause.count(), zero(cause.weekly())))
                .max()
                .orElse(1);
        List<CauseView> rows = new ArrayList<>();
        String before = "";
        for (ComplaintClocks.Cause cause : clocks.causes()) {
            if (rows.size() == MOST_CAUSES) {
                break;
            }
            boolean signal = cause.verdict() == Verdict.SIGNAL_WORSE;
            Double weekly = cause.weekly();
            rows.add(new CauseView(
                    cause.attribution().equals(before) ? "" : words.text().label("attribution", cause.attribution()),
                    words.text().label("root_cause", cause.cause()),
                    words.figures().count(cause.count()),
                    weekly == null ? Figures.ABSENT : words.figures().decimal(weekly),
                    String.format(Locale.ROOT, "width:%.2fmm", BAR_MM * cause.count() / longest),
                    signal ? "bar weak" : "bar",
                    signal ? "worse" : "medium",
                    weekly == null ? "" : String.format(Locale.ROOT, "left:%.2fmm", BAR_MM * weekly / longest)));
            before = cause.attribution();
        }
        return rows;
    }

    private String totalWeekly() {
        double sum = 0;
        for (ComplaintClocks.Cause cause : clocks.causes()) {
            sum += zero(cause.weekly());
        }
        return clocks.earlierWeeks() == 0 ? Figures.ABSENT : words.figures().decimal(sum);
    }

    private String runningTitle() {
        int lapsed = clocks.lapsed().size();
        if (clocks.running().isEmpty()) {
            return words.text().word("weekly.running.title_none");
        }
        return words.text()
                .of(
                        lapsed == 0 ? "weekly.running.title_in_time" : "weekly.running.title",
                        "count",
                        words.figures().count(clocks.running().size()),
                        "lapsed",
                        words.figures().count(lapsed));
    }

    private List<RunningView> running() {
        List<RunningView> rows = new ArrayList<>();
        for (ComplaintClocks.Running clock : clocks.running()) {
            if (rows.size() == MOST_RUNNING) {
                break;
            }
            String store = clock.complaint().storeId();
            rows.add(new RunningView(
                    Markup.of(clock.complaint().complaintId()),
                    words.text().word(clock.answer() ? "weekly.running.answer" : "weekly.running.plan"),
                    store == null ? Figures.ABSENT : stores.getOrDefault(store, store),
                    Markup.of(clock.complaint().clientId()),
                    Markup.of(words.figures().time(clock.due())),
                    words.text()
                            .of(
                                    clock.isLapsed() ? "weekly.running.over" : "weekly.running.left",
                                    "time",
                                    words.figures().clock(clock.left().abs())),
                    clock.isLapsed() ? "worse" : "medium"));
        }
        return rows;
    }

    private String more(String key, int more) {
        return more <= 0 ? "" : words.text().of(key, "count", words.figures().count(more));
    }
}
