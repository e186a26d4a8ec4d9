package daybreak.reports.quarterly;

import daybreak.reports.chart.ClockHistogram;
import daybreak.reports.chart.IntervalRows;
import daybreak.reports.chart.Mark;
import daybreak.reports.chart.StateBar;
import daybreak.reports.mart.MemberVerdict;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.page.Section;
import daybreak.reports.text.Figures;
import daybreak.schemas.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Page 4: the clocks as distributions against their promises. */
final class ClocksPage {

    static final String NAME = "clocks";

    private static final int STORES = 10;
    private static final double ROW_MM = 6.35;

    /** The table with its trace ids. */
    private static final double PICTURE_MM = 186;

    private static final double BARS_MM = 47;
    private static final double LEFT_MM = 48;

    private static final List<StateBar.State> STATES = List.of(
            StateBar.State.IN_TIME,
            StateBar.State.LATE,
            StateBar.State.LAPSED,
            StateBar.State.OPEN,
            StateBar.State.NOT_STARTED);

    private final Edition edition;
    private final QuarterData data;
    private final Figures figures;
    private final List<ChartPicture> pictures = new ArrayList<>();

    private ClocksPage(Edition edition) {
        this.edition = edition;
        this.data = edition.data();
        this.figures = edition.figures();
    }

    /** One clock. */
    public record Panel(String title, Markup sub, Markup states, Markup histogram, String histogramSub, String trace) {}

    /**
     * A store.
     *
     * @param style of its name and figures; faint where too few
     * @param verdictStyle better, worse or muted
     */
    public record Row(
            String store,
            Markup fraction,
            String share,
            String verdict,
            String verdictStyle,
            Markup planFraction,
            String planShare,
            String style,
            String trace) {}

    static PrintedPage of(Edition edition, List<Action> actions) {
        return new ClocksPage(edition).print(actions);
    }

    /** The states of a clock as one bar. */
    static ChartPicture states(Edition edition, Clock clock) {
        QuarterData data = edition.data();
        List<StateBar.Part> parts = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (StateBar.State state : STATES) {
            String key = state == StateBar.State.NOT_STARTED
                    ? "not_answered"
                    : state.name().toLowerCase(Locale.ROOT);
            if (state != StateBar.State.NOT_STARTED || clock == Clock.PLAN) {
                int count = data.inState(clock, key);
                String label = edition.word("state_" + clock.key() + "_" + key);
                parts.add(new StateBar.Part(state, count, label));
                values.add(label + " " + edition.figures().count(count));
            }
        }
        String title = clockTitle(edition, clock);
        StateBar chart = new StateBar(
                edition.frame(
                        clock.key() + "-states",
                        edition.word("states_alt", "title", title, "values", String.join(", ", values)),
                        81,
                        9.5),
                edition.theme(),
                new StateBar.Data(parts));
        return new ChartPicture(chart, title, String.join(edition.word("list_and"), values));
    }

    private static String clockTitle(Edition edition, Clock clock) {
        int inTime = edition.data().inState(clock, "in_time");
        int counted =
                inTime + edition.data().inState(clock, "late") + edition.data().inState(clock, "lapsed");
        return edition.word(
                "clock_title_" + clock.key(),
                "n",
                edition.figures().count(counted),
                "k",
                edition.figures().count(inTime));
    }

    private PrintedPage print(List<Action> actions) {
        List<Action> own = actions.stream()
                .filter(action -> action.page().equals(NAME))
                .limit(3)
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("empty", data.count() == 0);
        if (data.count() > 0) {
            model.put("panels", List.of(panel(Clock.RESPONSE), panel(Clock.PLAN)));
            fillStores(model);
        }
        model.put("actions", ActionTable.of(edition, edition.word("actions_page"), own));
        model.put("scope", Markup.of(edition.word("scope_clocks")));
        Section section = new Section(
                NAME,
                edition.word("clocks"),
                Markup.headline(headline(own)),
                new Markup(edition.fill("clocks", model)));
        return new PrintedPage(section, pictures, List.of());
    }

    private String headline(List<Action> own) {
        if (data.count() == 0) {
            return edition.empty();
        }
        return edition.word(
                "headline_clocks",
                "response",
                share(Clock.RESPONSE),
                "response_target",
                target(Clock.RESPONSE),
                "plan",
                share(Clock.PLAN),
                "plan_target",
                target(Clock.PLAN),
                "next",
                ActionTable.next(edition, own));
    }

    private String share(Clock clock) {
        Optional<MetricValue> value = data.total(clock.metric());
        return value.isEmpty()
                ? Figures.ABSENT
                : Edition.isTooFew(value)
                        ? fraction(value.get())
                        : figures.percent(value.get().value());
    }

    /** How the interval lies to the target. */
    private String target(Clock clock) {
        Optional<MetricValue> value = data.total(clock.metric());
        Double target = edition.target(clock.metric());
        if (Edition.isTooFew(value)) {
            return edition.word("target_few");
        }
        Double low = value.map(MetricValue::low).orElse(null);
        Double high = value.map(MetricValue::high).orElse(null);
        if (target == null || low == null || high == null) {
            return edition.word("target_none");
        }
        String relation = high < target ? "below" : low > target ? "above" : "unclear";
        return edition.word("target_" + relation, "target", figures.shortPercent(target));
    }

    private Panel panel(Clock clock) {
        ChartPicture states = picture(states(edition, clock));
        CensoredTimes times = clock.times(data.opened(), data.run().asOf());
        List<Integer> counts = clock.histogram(times);
        String histogramSub = edition.word("histogram_sub_" + clock.key());
        ChartPicture histogram =
                picture(new ChartPicture(histogram(clock, counts, states.title()), states.title(), histogramSub));
        Optional<MetricValue> value = data.total(clock.metric());
        Map<String, Object> printed = new LinkedHashMap<>();
        printed.put("value", value.map(MetricValue::value).orElse(null));
        printed.put("counts", counts);
        return new Panel(
                states.title(),
                Markup.of(sub(value, times)),
                states.onPage(),
                histogram.onPage(),
                histogramSub,
                edition.traces()
                        .mark(
                                NAME,
                                "clock-" + clock.key(),
                                List.of(edition.metricRow(clock.metric(), "", ""), new MartRow("complaint", Map.of())),
                                printed));
    }

    private String sub(Optional<MetricValue> value, CensoredTimes times) {
        if (value.isEmpty() || Edition.isTooFew(value)) {
            return edition.word(
                    "clock_sub_few", "fraction", value.map(this::fraction).orElse(Figures.ABSENT));
        }
        MetricValue total = value.get();
        return edition.word(
                "clock_sub",
                "rate",
                figures.percent(total.value()),
                "interval",
                figures.percentInterval(total.low(), total.high()),
                "median",
                quantile(times, 0.5),
                "p90",
                quantile(times, 0.9));
    }

    private String quantile(CensoredTimes times, double share) {
        var seconds = times.quantile(share);
        return seconds.isPresent() ? figures.duration(seconds.getAsDouble()) : edition.word("not_reached");
    }

    private ClockHistogram histogram(Clock clock, List<Integer> counts, String title) {
        List<String> edges = new ArrayList<>();
        for (double edge : clock.edges()) {
            edges.add(BigDecimal.valueOf(edge).stripTrailingZeros().toPlainString());
        }
        edges.add("+");
        List<ClockHistogram.Bin> bins =
                counts.stream().map(count -> new ClockHistogram.Bin(count, 0)).toList();
        return new ClockHistogram(
                edition.frame(
                        clock.key() + "-times",
                        edition.word(
                                "histogram_alt",
                                "title",
                                title,
                                "values",
                                counts.stream().map(figures::count).collect(Collectors.joining(", "))),
                        81,
                        34),
                edition.theme(),
                new ClockHistogram.Data(bins, edges, clock.promise(), edition.word("promise", "hours", clock.hours())));
    }

    private void fillStores(Map<String, Object> model) {
        List<MetricValue> responses = new ArrayList<>(data.byStore(QuarterData.RESPONSE));
        responses.sort(Comparator.comparing((MetricValue value) -> Edition.isTooFew(Optional.of(value)))
                .thenComparing(value -> {
                    Double share = value.value();
                    return share == null ? 2 : share;
                })
                .thenComparing(MetricValue::member));
        List<MetricValue> shown = responses.subList(0, Math.min(STORES, responses.size()));
        model.put("storesTitle", shown.isEmpty() ? edition.word("no_stores") : storesTitle(shown));
        model.put("storesSub", shown.isEmpty() ? "" : edition.word("stores_sub"));
        model.put(
                "more",
                shown.size() == responses.size()
                        ? ""
                        : edition.word("more_stores", "count", figures.count(responses.size() - shown.size())));
        model.put("stores", shown.isEmpty() ? "" : picture(stores(shown)).onPage());
    }

    private ChartPicture stores(List<MetricValue> shown) {
        IntervalRows chart = intervals(shown);
        Map<String, Object> table = new HashMap<>();
        table.put("stores", shown.stream().map(this::row).toList());
        table.put("bars", ChartPicture.place(chart));
        table.put("left", LEFT_MM + "mm");
        return new ChartPicture(
                "response-by-store",
                storesTitle(shown),
                edition.word("stores_sub"),
                new Markup(edition.fill("stores", table)),
                List.of(chart),
                PICTURE_MM);
    }

    private String storesTitle(List<MetricValue> stores) {
        List<String> called = stores.stream()
                .filter(store -> !mark(store).equals(Mark.NONE))
                .map(store -> store(store.member()))
                .toList();
        if (stores.stream().allMatch(store -> Edition.isTooFew(Optional.of(store)))) {
            return edition.word("stores_title_few");
        }
        return called.isEmpty()
                ? edition.word("stores_title_none")
                : edition.word("stores_title_called", "names", edition.join(called));
    }

    private IntervalRows intervals(List<MetricValue> stores) {
        List<IntervalRows.Row> rows = new ArrayList<>();
        for (MetricValue store : stores) {
            boolean few = Edition.isTooFew(Optional.of(store));
            rows.add(new IntervalRows.Row(
                    store(store.member()),
                    few ? null : percent(store.value()),
                    few ? null : percent(store.low()),
                    few ? null : percent(store.high()),
                    mark(store)));
        }
        Double all = data.total(QuarterData.RESPONSE)
                .filter(total -> !Edition.isTooFew(Optional.of(total)))
                .map(MetricValue::value)
                .orElse(null);
        String values = stores.stream()
                .map(store -> store(store.member()) + " " + fraction(store))
                .collect(Collectors.joining(", "));
        return new IntervalRows(
                edition.frame(
                        "response-by-store",
                        edition.word("stores_alt", "values", values),
                        BARS_MM,
                        ROW_MM * rows.size() + IntervalRows.AXIS_MM),
                edition.theme(),
                new IntervalRows.Data(
                        rows,
                        all == null ? null : all * 100,
                        all == null ? null : edition.word("all_of_them", "value", figures.percent(all)),
                        "%",
                        0,
                        0));
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : share * 100;
    }

    private Row row(MetricValue store) {
        boolean few = Edition.isTooFew(Optional.of(store));
        String verdict = verdict(store).map(MemberVerdict::verdict).orElse("no_difference");
        Optional<MetricValue> plan = data.byStore(QuarterData.PLAN).stream()
                .filter(value -> value.member().equals(store.member()))
                .findFirst();
        Mark mark = mark(store);
        Map<String, Object> printed = new LinkedHashMap<>();
        printed.put("numerator", store.numerator());
        printed.put("denominator", store.denominator());
        return new Row(
                store(store.member()),
                Markup.of(fraction(store)),
                few ? Figures.ABSENT : figures.percent(store.value()),
                edition.words().of("comparison." + (few ? "too_few" : verdict)),
                few ? "faint" : mark == Mark.BETTER ? "better" : mark == Mark.WORSE ? "worse" : "muted",
                Markup.of(plan.map(this::fraction).orElse(Figures.ABSENT)),
                Edition.isTooFew(plan)
                        ? Figures.ABSENT
                        : figures.percent(plan.map(MetricValue::value).orElse(null)),
                few ? "faint" : "",
                edition.traces()
                        .mark(
                                NAME,
                                "store-" + store.member(),
                                List.of(
                                        edition.metricRow(QuarterData.RESPONSE, "store", store.member()),
                                        edition.metricRow(QuarterData.PLAN, "store", store.member())),
                                printed));
    }

    private Optional<MemberVerdict> verdict(MetricValue store) {
        return data.storeVerdicts().getOrDefault(store.metric(), List.of()).stream()
                .filter(verdict -> verdict.member().equals(store.member()))
                .findFirst();
    }

    private Mark mark(MetricValue store) {
        String verdict = verdict(store).map(MemberVerdict::verdict).orElse("no_difference");
        boolean better = edition.metric(store.metric()).better() == Metric.Better.HIGHER;
        return switch (verdict) {
            case "higher" -> better ? Mark.BETTER : Mark.WORSE;
            case "lower" -> better ? Mark.WORSE : Mark.BETTER;
            default -> Mark.NONE;
        };
    }

    private String store(String member) {
        return data.stores().getOrDefault(member, edition.words().label("store", member));
    }

    private String fraction(MetricValue value) {
        Double numerator = value.numerator();
        Double denominator = value.denominator();
        return figures.fraction(numerator == null ? 0 : numerator, denominator == null ? 0 : denominator);
    }

    private ChartPicture picture(ChartPicture picture) {
        pictures.add(picture);
        return picture;
    }
}
