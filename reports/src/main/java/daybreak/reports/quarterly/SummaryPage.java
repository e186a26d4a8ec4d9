package daybreak.reports.quarterly;

import daybreak.reports.chart.Chart;
import daybreak.reports.chart.ParetoChart;
import daybreak.reports.chart.Sparkline;
import daybreak.reports.mart.Headline;
import daybreak.reports.mart.IntakeFile;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.page.Section;
import daybreak.reports.text.Figures;
import daybreak.schemas.metric.Metric;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Page 1: the quarter on one page. */
final class SummaryPage {

    static final String NAME = "summary";

    private static final int QUARTERS = 8;
    private static final int YEAR_AGO = QUARTERS - 1 - 4;
    private static final int WEEKS = 39;
    private static final int CAUSES = 5;
    /** Room for a name and its figures on one line. */
    private static final double NAME_POINTS = 116;

    private static final double DAY = 86_400;

    private final Edition edition;
    private final QuarterData data;
    private final Figures figures;
    private final List<ChartPicture> pictures = new ArrayList<>();
    private final List<Chart> sparklines = new ArrayList<>();

    private SummaryPage(Edition edition) {
        this.edition = edition;
        this.data = edition.data();
        this.figures = edition.figures();
    }

    /**
     * A row of the table.
     *
     * @param detailStyle beside the name, or below it where both are long
     * @param badge the class of the verdict's badge; empty: no badge
     */
    public record Row(
            String name,
            Markup detail,
            String detailStyle,
            Markup current,
            boolean faint,
            Markup previous,
            Markup yearAgo,
            Markup target,
            Markup interval,
            Markup sparkline,
            String badge,
            String verdict,
            String trace) {}

    static PrintedPage of(Edition edition, List<Action> actions) {
        SummaryPage page = new SummaryPage(edition);
        return page.print(actions);
    }

    private PrintedPage print(List<Action> actions) {
        Map<String, Object> model = new HashMap<>();
        model.put("notice", notice());
        model.put("heads", heads());
        model.put("rows", rows());
        model.put("trend", trend());
        model.put("causes", data.count() == 0 ? "" : causes());
        model.put("clocks", data.count() == 0 ? "" : clocks());
        model.put("empty", data.count() == 0);
        model.put(
                "actions",
                ActionTable.of(edition, edition.word("actions"), actions.subList(0, Math.min(3, actions.size()))));
        model.put("strip", Markup.of(strip()));
        model.put(
                "stripTrace",
                edition.traces()
                        .mark(
                                NAME,
                                "data",
                                List.of(new MartRow("intake_file", Map.of("entity", "complaints"))),
                                Map.of("files", data.intake().size(), "missing_days", data.missingDays())));
        Section section = new Section(
                NAME,
                edition.word("summary"),
                Markup.headline(headline(actions)),
                new Markup(edition.fill("summary", model)));
        return new PrintedPage(section, pictures, sparklines);
    }

    private String headline(List<Action> actions) {
        if (data.count() == 0) {
            return edition.empty();
        }
        MetricValue rate = data.total(QuarterData.RATE).orElseThrow();
        return edition.word(
                "headline_summary",
                "count",
                figures.count(data.count()),
                "rate",
                figures.rate(rate.value()),
                "gap",
                gap(rate),
                "verdict",
                edition.word("clause_" + verdict()),
                "next",
                ActionTable.next(edition, actions));
    }

    private String gap(MetricValue rate) {
        Double now = rate.value();
        Double before = data.total(QuarterData.RATE, data.quarter().minus(1))
                .filter(MetricValue::whole)
                .map(MetricValue::value)
                .orElse(null);
        if (now == null || before == null || !rate.whole()) {
            return "";
        }
        String direction = now < before ? "lower" : now > before ? "higher" : "equal";
        return edition.word(
                "gap_" + direction,
                "previous",
                edition.previousName(),
                "difference",
                figures.rate(Math.abs(now - before)));
    }

    /** What is said of the quarter's rate, as the end of a key: a verdict of the marts, unfinished, first or not_judged. */
    private String verdict() {
        Headline headline = data.headline();
        if (!data.isWhole(data.quarter())) {
            return "unfinished";
        }
        if (Edition.isTooFew(data.total(QuarterData.RATE))) {
            return "too_few";
        }
        // The marts judge the newest mature quarter alone.
        if (headline == null || !headline.period().equals(data.quarter().period())) {
            return "not_judged";
        }
        return headline.previous() == null ? "first" : headline.verdict().key();
    }

    private String notice() {
        if (data.isWhole(data.quarter())) {
            return "";
        }
        int left =
                (int) ChronoUnit.DAYS.between(data.run().toDay(), data.quarter().to());
        return left > 0
                ? edition.word("unfinished_running", "left", figures.count(left))
                : edition.word("unfinished_start");
    }

    private List<String> heads() {
        Quarter quarter = data.quarter();
        return List.of(
                edition.word("head_this"),
                edition.name(quarter.minus(1)),
                edition.word("year_ago", "name", edition.name(quarter)),
                edition.word("head_target"),
                edition.word("head_interval"),
                edition.word("head_spark"),
                edition.word("head_verdict", "previous", edition.previousName()));
    }

    private List<Row> rows() {
        return List.of(
                countRow(),
                rateRow(),
                clockRow(Clock.RESPONSE),
                clockRow(Clock.PLAN),
                resolutionRow(),
                compensationRow());
    }

    private Row countRow() {
        Function<Quarter, @Nullable Double> count = quarter -> data.total(QuarterData.RATE, quarter)
                .map(MetricValue::numerator)
                .orElse(null);
        return row(
                "count",
                "",
                false,
                null,
                "",
                count,
                value -> edition.word("row_count_n", "count", figures.count(value)),
                "",
                "",
                QuarterData.RATE);
    }

    private Row rateRow() {
        Optional<MetricValue> value = data.total(QuarterData.RATE);
        String verdict = verdict();
        boolean judged = !verdict.equals("not_judged") && !verdict.equals("first");
        return row(
                "rate",
                value.map(total -> edition.word("row_people", "fraction", fraction(total)))
                        .orElse(""),
                Edition.isTooFew(value),
                edition.target(QuarterData.RATE),
                value.map(total -> figures.rateInterval(total.low(), total.high()))
                        .orElse(Figures.ABSENT),
                quarter -> data.total(QuarterData.RATE, quarter)
                        .map(MetricValue::value)
                        .orElse(null),
                figures::rate,
                judged ? verdict : "",
                judged ? edition.word("verdict_" + verdict) : "",
                QuarterData.RATE);
    }

    private Row clockRow(Clock clock) {
        Optional<MetricValue> value = data.total(clock.metric());
        boolean few = Edition.isTooFew(value);
        return row(
                clock.key(),
                value.map(this::fraction).orElse(""),
                few,
                edition.target(clock.metric()),
                value.map(total -> figures.percentInterval(total.low(), total.high()))
                        .orElse(Figures.ABSENT),
                quarter -> data.total(clock.metric(), quarter)
                        .map(MetricValue::value)
                        .orElse(null),
                figures::percent,
                few ? "too_few" : "",
                few ? edition.word("verdict_too_few") : "",
                clock.metric());
    }

    private Row resolutionRow() {
        Optional<MetricValue> value = data.total(QuarterData.RESOLUTION);
        boolean few = Edition.isTooFew(value);
        String detail = value.filter(total -> !few)
                .map(total ->
                        edition.word("row_resolution_n", "p90", days(total.seconds(0.9)), "ended", fraction(total)))
                .orElse(value.map(this::fraction).orElse(""));
        return row(
                "resolution",
                detail,
                few,
                edition.target(QuarterData.RESOLUTION),
                value.map(total -> dayInterval(total.low(), total.high())).orElse(Figures.ABSENT),
                quarter -> data.total(QuarterData.RESOLUTION, quarter)
                        .map(MetricValue::value)
                        .orElse(null),
                seconds -> edition.word("row_days", "days", figures.decimal(seconds / DAY)),
                few ? "too_few" : "",
                few ? edition.word("verdict_too_few") : "",
                QuarterData.RESOLUTION);
    }

    private Row compensationRow() {
        Function<Quarter, @Nullable Double> sum =
                quarter -> data.total(QuarterData.RATE, quarter).isPresent() ? data.compensation(quarter) : null;
        return row("compensation", "", false, null, "", sum, edition::tableMoney, "", "", "");
    }

    /** A row; with too few cases the figures are the counts alone. */
    private Row row(
            String key,
            String detail,
            boolean few,
            @Nullable Double target,
            String interval,
            Function<Quarter, @Nullable Double> value,
            Function<Double, String> figure,
            String badge,
            String verdict,
            String metric) {
        Quarter quarter = data.quarter();
        Double now = value.apply(quarter);
        String name = edition.word("row_" + key);
        Map<String, Object> printed = new LinkedHashMap<>();
        printed.put("value", now);
        printed.put("previous", value.apply(quarter.minus(1)));
        printed.put("year_ago", value.apply(quarter.minus(4)));
        List<MartRow> refersTo = metric.isEmpty()
                ? List.of(new MartRow("complaint", Map.of()))
                : List.of(
                        edition.metricRow(metric, "", ""),
                        edition.metricRow(metric, quarter.minus(1), "", ""),
                        edition.metricRow(metric, quarter.minus(4), "", ""));
        return new Row(
                name,
                Markup.of(few ? "" : detail),
                widthInPoints(name, 8.5) + 4.5 + widthInPoints(detail, 7.5) > NAME_POINTS ? "second" : "kn",
                Markup.of(few ? detail : now == null ? absent(metric) : figure.apply(now)),
                few,
                Markup.of(compared(quarter.minus(1), metric, value, figure)),
                Markup.of(compared(quarter.minus(4), metric, value, figure)),
                Markup.of(target == null ? Figures.ABSENT : target(metric, target)),
                Markup.of(few || interval.isEmpty() ? Figures.ABSENT : interval),
                sparkline(key, name, target, value, figure),
                badge,
                verdict.isEmpty() ? Figures.ABSENT : verdict,
                edition.traces().mark(NAME, "summary-" + key, refersTo, printed));
    }

    private String absent(String metric) {
        return metric.equals(QuarterData.RESOLUTION) ? edition.word("not_reached") : Figures.ABSENT;
    }

    /** A figure of another quarter; an incomplete one is named so, and too few are their counts. */
    private String compared(
            Quarter quarter,
            String metric,
            Function<Quarter, @Nullable Double> value,
            Function<Double, String> figure) {
        Double then = value.apply(quarter);
        if (then == null) {
            return Figures.ABSENT;
        }
        if (!data.isWhole(quarter)) {
            return edition.word("row_unfinished");
        }
        Optional<MetricValue> total = data.total(metric, quarter);
        boolean counted = metric.equals(QuarterData.RATE) || total.isEmpty();
        return !counted && Edition.isTooFew(total) ? fraction(total.get()) : figure.apply(then);
    }

    private String target(String metric, double target) {
        String value = switch (metric) {
            case QuarterData.RATE -> figures.rate(target);
            case QuarterData.RESOLUTION -> figures.decimal(target / DAY);
            default -> figures.shortPercent(target);
        };
        boolean most = edition.metric(metric).better() == Metric.Better.LOWER;
        return edition.word(most ? "target_at_most" : "target_at_least", "value", value);
    }

    private Markup sparkline(
            String key,
            String name,
            @Nullable Double target,
            Function<Quarter, @Nullable Double> value,
            Function<Double, String> figure) {
        List<@Nullable Double> values = new ArrayList<>(Arrays.asList(new Double[QUARTERS]));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < QUARTERS; i++) {
            Quarter quarter = data.quarter().minus(QUARTERS - 1 - i);
            boolean shown = data.isWhole(quarter) || quarter.equals(data.quarter());
            Double then = shown ? value.apply(quarter) : null;
            values.set(i, then);
            texts.add(then == null ? Figures.ABSENT : figure.apply(then));
        }
        if (values.stream().filter(Objects::nonNull).count() < 2) {
            return Markup.of(Figures.ABSENT);
        }
        Sparkline chart = new Sparkline(
                edition.frame(
                        "sparkline-" + key,
                        edition.word("spark_alt", "row", name, "values", String.join(", ", texts)),
                        22,
                        5),
                edition.theme(),
                new Sparkline.Data(values, target, YEAR_AGO));
        sparklines.add(chart);
        return new ChartPicture(chart, name, "").onPage();
    }

    private Markup trend() {
        if (data.points().isEmpty()) {
            return new Markup("<p class=\"empty\">" + Markup.escaped(edition.word("trend_none")) + "</p>");
        }
        RateChart rate = new RateChart(edition, null, data.points(), null).last(WEEKS);
        String title = TrendPage.title(rate);
        String sub = edition.word("summary_chart_sub", "kind", rate.kind(), "weeks", rate.weeks());
        ChartPicture picture =
                new ChartPicture(rate.chart("complaint-rate-recent", 170, 37, RateChart.WIDE_GUTTER), title, sub);
        pictures.add(picture);
        return block(
                picture,
                edition.traces()
                        .mark(
                                NAME,
                                "complaint-rate-recent",
                                List.of(edition.chartRow("", "")),
                                Map.of(
                                        "points",
                                        rate.points().size(),
                                        "last",
                                        rate.last().value())));
    }

    private static Markup block(ChartPicture picture, String trace) {
        return new Markup("<h2>" + Markup.of(picture.title()) + "</h2><p class=\"sub\">" + Markup.of(picture.sub())
                + "</p><span class=\"trace\" style=\"top:10mm\">" + trace + "</span>" + picture.onPage());
    }

    private Markup causes() {
        List<RootCause> all = data.causes();
        List<RootCause> known =
                all.stream().filter(RootCause::isKnown).limit(CAUSES).toList();
        int leading = CausesPage.leading(data);
        boolean comparable = data.isWhole(data.quarter().minus(1));
        List<ParetoChart.Row> rows = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            rows.add(
                    bar(known.get(i).cause(), known.get(i).count(), known.get(i).before(), i < leading));
        }
        List<RootCause> others = all.stream()
                .filter(RootCause::isKnown)
                .skip(CAUSES)
                .filter(cause -> cause.count() > 0)
                .toList();
        if (!others.isEmpty()) {
            int count = others.stream().mapToInt(RootCause::count).sum();
            rows.add(bar(edition.word("others", "count", figures.count(others.size())), count, null, false));
        }
        all.stream()
                .filter(cause -> !cause.isKnown())
                .forEach(cause -> rows.add(bar(edition.cause(cause.cause()), cause.count(), cause.before(), false)));
        String title = CausesPage.title(edition, leading);
        String sub = edition.word(
                comparable ? "summary_causes_sub" : "summary_causes_sub_alone", "previous", edition.previousName());
        ParetoChart chart = new ParetoChart(
                edition.frame("root-causes-leading", CausesPage.alt(edition, all), 81, 5.4 * rows.size()),
                edition.theme(),
                new ParetoChart.Data(rows, 28, 18));
        ChartPicture picture = new ChartPicture(chart, title, sub);
        pictures.add(picture);
        return new Markup("<h2>" + Markup.of(title) + "</h2><p class=\"sub\">" + Markup.of(sub)
                + "</p><div style=\"padding-top:1.5mm\">" + picture.onPage() + "</div>");
    }

    private ParetoChart.Row bar(String label, int count, @Nullable Integer before, boolean leading) {
        String note = before == null ? "" : edition.previousName() + " " + figures.count(before);
        return new ParetoChart.Row(
                label, count, figures.count(count), note, before == null ? null : before.doubleValue(), leading);
    }

    private Markup clocks() {
        StringBuilder body = new StringBuilder();
        List<String> shares = new ArrayList<>();
        for (Clock clock : Clock.values()) {
            Optional<MetricValue> value = data.total(clock.metric());
            String share = Edition.isTooFew(value)
                    ? edition.word("verdict_too_few")
                    : figures.percent(value.map(MetricValue::value).orElse(null));
            shares.add(edition.word("clock_share_" + clock.key(), "share", share));
            ChartPicture picture = ClocksPage.states(edition, clock);
            body.append("<p class=\"medium clock\">")
                    .append(Markup.of(picture.title()))
                    .append("</p>")
                    .append(picture.onPage());
        }
        String title = edition.word("summary_clocks_title", "response", shares.get(0), "plan", shares.get(1));
        return new Markup("<h2>" + Markup.of(title) + "</h2><p class=\"sub\">"
                + Markup.of(edition.word("summary_clocks_sub")) + "</p>" + body);
    }

    private String strip() {
        double rows = sum(IntakeFile::rowsIn);
        double refused = sum(IntakeFile::refused);
        String received = data.intake().isEmpty()
                ? edition.word("data_none")
                : edition.word(
                        "data_in",
                        "rows",
                        figures.count(rows),
                        "refused",
                        figures.count(refused),
                        "share",
                        figures.finePercent(rows == 0 ? 0 : refused / rows),
                        "duplicates",
                        figures.count(sum(IntakeFile::duplicates)),
                        "late",
                        figures.count(sum(IntakeFile::late)));
        String days = data.missingDays() > 0
                ? edition.word("data_missing", "days", figures.count(data.missingDays()))
                : edition.word("data_whole");
        int open = (int) data.opened().stream()
                .filter(complaint -> complaint.resolvedAt() == null)
                .count();
        return received + days + edition.word("data_open", "open", figures.count(open));
    }

    private double sum(ToLongFunction<IntakeFile> column) {
        return data.intake().stream().mapToLong(column).sum();
    }

    /** About the width of words in Noto Sans SC: ideographs are square, digits 0.555 em, spaces 0.22 em. */
    private static double widthInPoints(String words, double size) {
        return size
                * words.codePoints()
                        .mapToDouble(point -> point >= 0x2E80 ? 1 : Character.isSpaceChar(point) ? 0.22 : 0.555)
                        .sum();
    }

    private String fraction(MetricValue value) {
        Double numerator = value.numerator();
        Double denominator = value.denominator();
        return figures.fraction(numerator == null ? 0 : numerator, denominator == null ? 0 : denominator);
    }

    private String days(OptionalDouble seconds) {
        return seconds.isPresent()
                ? edition.word("row_days", "days", figures.decimal(seconds.getAsDouble() / DAY))
                : edition.word("not_reached");
    }

    private String dayInterval(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null
                ? Figures.ABSENT
                : figures.range(figures.decimal(low / DAY), figures.decimal(high / DAY));
    }
}
