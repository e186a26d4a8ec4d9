package daybreak.reports.quarterly;

import daybreak.reports.chart.ParetoChart;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.page.Section;
import daybreak.reports.text.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Page 3: root causes by weight, with their attribution and cost. */
final class CausesPage {

    static final String NAME = "causes";

    private static final int ROWS = 14;

    /** Height of a row of the table, its rule included: the bars over it keep its measure. */
    private static final double ROW_MM = 6.35;

    /** Height of its head. */
    private static final double HEAD_MM = 5.27;

    /** Columns left of the bars, and the bars' own. */
    private static final double LEFT_MM = 54;

    /** The table with its trace ids. */
    private static final double PICTURE_MM = 186;

    private static final double BARS_MM = 50;

    private final Edition edition;
    private final QuarterData data;
    private final Figures figures;

    private CausesPage(Edition edition) {
        this.edition = edition;
        this.data = edition.data();
        this.figures = edition.figures();
    }

    /**
     * A row of a table.
     *
     * @param style the row's class
     */
    public record Row(
            String name,
            String attribution,
            String count,
            String cumulative,
            String before,
            String change,
            String compensation,
            String style,
            String trace) {}

    static PrintedPage of(Edition edition, List<Action> actions) {
        return new CausesPage(edition).print(actions);
    }

    /** How many causes, from the first, make up at least half of the quarter's complaints; 0 where too few to rank. */
    static int leading(QuarterData data) {
        if (data.count() < QuarterData.FEWEST) {
            return 0;
        }
        int sum = 0;
        int leading = 0;
        for (RootCause cause : data.causes()) {
            if (!cause.isKnown() || 2 * sum >= data.count()) {
                break;
            }
            sum += cause.count();
            leading++;
        }
        return leading;
    }

    /** What the Pareto chart says. */
    static String title(Edition edition, int leading) {
        QuarterData data = edition.data();
        Figures figures = edition.figures();
        if (leading == 0) {
            return edition.word("pareto_title_few", "count", figures.count(data.count()));
        }
        int sum = sum(data, leading);
        return edition.word(
                "pareto_title",
                "count",
                figures.count(leading),
                "sum",
                figures.count(sum),
                "share",
                figures.percent((double) sum / data.count()));
    }

    static String alt(Edition edition, List<RootCause> causes) {
        return edition.word(
                "pareto_alt",
                "values",
                causes.stream()
                        .map(cause -> edition.cause(cause.cause()) + " "
                                + edition.figures().count(cause.count()))
                        .collect(Collectors.joining(", ")));
    }

    private static int sum(QuarterData data, int leading) {
        return data.causes().stream().limit(leading).mapToInt(RootCause::count).sum();
    }

    private PrintedPage print(List<Action> actions) {
        List<Action> own =
                actions.stream().filter(action -> action.page().equals(NAME)).toList();
        Map<String, Object> model = new HashMap<>();
        List<ChartPicture> pictures = new ArrayList<>();
        model.put("empty", data.count() == 0);
        if (data.count() > 0) {
            pictures.add(fill(model));
            fillAttributions(model);
        }
        model.put("actions", ActionTable.of(edition, edition.word("actions_page"), own));
        model.put("scope", Markup.of(edition.word("scope_causes")));
        Section section = new Section(
                NAME,
                edition.word("causes"),
                Markup.headline(headline(own)),
                new Markup(edition.fill("causes", model)));
        return new PrintedPage(section, pictures, List.of());
    }

    private String headline(List<Action> own) {
        String next = ActionTable.next(edition, own);
        int leading = leading(data);
        if (data.count() == 0) {
            return edition.empty();
        }
        if (leading == 0) {
            return edition.word("headline_causes_few", "count", figures.count(data.count()), "next", next);
        }
        return edition.word(
                "headline_causes",
                "lead",
                leading == 1 ? edition.word("lead_one") : edition.word("lead", "count", figures.count(leading)),
                "share",
                figures.percent((double) sum(data, leading) / data.count()),
                "money",
                edition.money(data.compensation(data.quarter())),
                "next",
                next);
    }

    private ChartPicture fill(Map<String, Object> model) {
        int leading = leading(data);
        List<RootCause> shown = folded();
        List<ParetoChart.Row> bars = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        int cumulative = 0;
        for (int i = 0; i < shown.size(); i++) {
            RootCause cause = shown.get(i);
            cumulative += cause.count();
            Integer before = cause.before();
            bars.add(new ParetoChart.Row(
                    edition.cause(cause.cause()),
                    cause.count(),
                    figures.count(cause.count()),
                    "",
                    before == null ? null : before.doubleValue(),
                    i < leading));
            String style = i >= leading ? "" : "leading";
            rows.add(row(cause, leading == 0 ? Figures.ABSENT : share(cumulative), style));
        }
        boolean comparable = data.isWhole(data.quarter().minus(1));
        String title = title(edition, leading);
        String sub = edition.word(comparable ? "pareto_sub" : "pareto_sub_alone", "previous", edition.previousName());
        ParetoChart onPage = new ParetoChart(
                edition.frame("root-causes-bars", alt(edition, shown), BARS_MM, ROW_MM * shown.size()),
                edition.theme(),
                new ParetoChart.Data(bars, 0, 9));
        Map<String, Object> table = new HashMap<>();
        table.put("rows", rows);
        table.put("bars", ChartPicture.place(onPage));
        table.put("left", LEFT_MM + "mm");
        table.put("halfway", leading == 0 ? "" : "top:" + (HEAD_MM + leading * ROW_MM) + "mm");
        table.put("heads", heads());
        table.put("total", totalRow());
        model.put("title", title);
        model.put("sub", sub);
        model.put("heads", heads());
        ChartPicture picture = new ChartPicture(
                "root-causes", title, sub, new Markup(edition.fill("pareto", table)), List.of(onPage), PICTURE_MM);
        model.put("pareto", picture.onPage());
        return picture;
    }

    private List<String> heads() {
        return List.of(
                edition.word("head_cause"),
                edition.word("head_attribution"),
                edition.word("head_count", "name", edition.name(data.quarter())),
                edition.word("head_cumulative"),
                edition.previousName(),
                edition.word("head_change"),
                edition.word("head_compensation"));
    }

    /** The causes, those beyond what a page holds as one. */
    private List<RootCause> folded() {
        List<RootCause> causes = data.causes();
        if (causes.size() <= ROWS) {
            return causes;
        }
        List<RootCause> kept = new ArrayList<>(causes.subList(0, ROWS - 1));
        List<RootCause> rest = causes.subList(ROWS - 1, causes.size());
        Integer before = rest.get(0).before() == null
                ? null
                : rest.stream()
                        .map(RootCause::before)
                        .mapToInt(count -> count == null ? 0 : count)
                        .sum();
        kept.add(new RootCause(
                edition.word("others", "count", figures.count(rest.size())),
                rest.stream().mapToInt(RootCause::count).sum(),
                before,
                rest.stream().map(RootCause::compensation).reduce(null, CausesPage::plus),
                Map.of()));
        return kept;
    }

    private Row row(RootCause cause, String cumulative, String style) {
        return new Row(
                edition.cause(cause.cause()),
                attribution(cause),
                figures.count(cause.count()),
                cumulative,
                before(cause.before()),
                change(cause),
                edition.tableMoney(cause.compensation()),
                style,
                edition.traces()
                        .mark(
                                NAME,
                                "cause-" + cause.cause(),
                                List.of(
                                        edition.metricRow(QuarterData.RATE, "root_cause", cause.cause()),
                                        new MartRow("complaint", Map.of("root_cause", cause.cause()))),
                                printed(cause)));
    }

    private static Map<String, Object> printed(RootCause cause) {
        Map<String, Object> printed = new HashMap<>();
        printed.put("count", cause.count());
        printed.put("before", cause.before());
        printed.put("compensation", cause.compensation());
        return printed;
    }

    /** A sum in which null is none recorded. */
    private static @Nullable Double plus(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one + other;
    }

    /** The attribution of the cause's complaints; where they differ, the commonest with its count. */
    private String attribution(RootCause cause) {
        if (cause.attributions().isEmpty()) {
            return "";
        }
        String commonest = cause.attribution();
        return cause.attributions().size() == 1
                ? edition.attribution(commonest)
                : edition.word(
                        "mixed",
                        "attribution",
                        edition.attribution(commonest),
                        "fraction",
                        figures.fraction(cause.attributions().getOrDefault(commonest, 0), cause.count()));
    }

    private Row totalRow() {
        Integer before = data.isWhole(data.quarter().minus(1))
                ? data.causes().stream()
                        .map(RootCause::before)
                        .mapToInt(count -> count == null ? 0 : count)
                        .sum()
                : null;
        RootCause total =
                new RootCause(edition.word("total"), data.count(), before, data.compensation(data.quarter()), Map.of());
        return new Row(
                total.cause(),
                "",
                figures.count(total.count()),
                data.count() < QuarterData.FEWEST ? Figures.ABSENT : share(total.count()),
                before(before),
                change(total),
                edition.tableMoney(total.compensation()),
                "total",
                edition.traces()
                        .mark(
                                NAME,
                                "causes-total",
                                List.of(edition.metricRow(QuarterData.RATE, "", "")),
                                printed(total)));
    }

    private void fillAttributions(Map<String, Object> model) {
        List<RootCause> attributions = data.attributions();
        boolean few = data.count() < QuarterData.FEWEST;
        List<Row> rows = new ArrayList<>();
        for (RootCause attribution : attributions) {
            rows.add(new Row(
                    edition.attribution(attribution.cause()),
                    "",
                    figures.count(attribution.count()),
                    few ? Figures.ABSENT : share(attribution.count()),
                    before(attribution.before()),
                    change(attribution),
                    edition.tableMoney(attribution.compensation()),
                    "",
                    edition.traces()
                            .mark(
                                    NAME,
                                    "attribution-" + attribution.cause(),
                                    List.of(edition.metricRow(QuarterData.RATE, "attribution", attribution.cause())),
                                    Map.of("count", attribution.count()))));
        }
        model.put("attributions", rows);
        model.put(
                "attributionsTitle",
                few
                        ? edition.word("attributions_title_few")
                        : edition.word(
                                "attributions_title",
                                "first",
                                edition.attribution(attributions.get(0).cause()),
                                "share",
                                share(attributions.get(0).count())));
    }

    private String share(int count) {
        return figures.percent((double) count / data.count());
    }

    private String before(@Nullable Integer before) {
        return before == null ? Figures.ABSENT : figures.count(before);
    }

    private String change(RootCause cause) {
        Integer before = cause.before();
        if (before == null) {
            return Figures.ABSENT;
        }
        int change = cause.count() - before;
        return change > 0 ? "+" + figures.count(change) : figures.count(change);
    }
}
