package daybreak.reports.quarterly;

import daybreak.reports.chart.ChartFrame;
import daybreak.reports.chart.ChartTheme;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.page.MartRow;
import daybreak.reports.page.Templates;
import daybreak.reports.page.Traces;
import daybreak.reports.text.Figures;
import daybreak.reports.text.Language;
import daybreak.reports.text.Wording;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A quarter's retrospective in one language: its data, and the means to print them. */
record Edition(
        QuarterData data,
        Wording words,
        Figures figures,
        Templates templates,
        ChartTheme theme,
        Traces traces,
        Metrics metrics) {

    /** A text that names no values. */
    String word(String key) {
        return words.of("quarterly." + key);
    }

    /** A text with its values: name, value, name, value … */
    String word(String key, Object... namesAndValues) {
        return words.of("quarterly." + key, namesAndValues);
    }

    String fill(String template, Map<String, Object> model) {
        return templates.fill("quarterly/" + template, words, model);
    }

    ChartFrame frame(String name, String alt, double widthMm, double heightMm) {
        return new ChartFrame(name, alt, widthMm, heightMm);
    }

    /** A quarter's short name: 三季度, Q3. */
    String name(Quarter quarter) {
        return word("quarter_" + quarter.number());
    }

    String previousName() {
        return name(data.quarter().minus(1));
    }

    String nextName() {
        return name(data.quarter().minus(-1));
    }

    Locale locale() {
        return Locale.forLanguageTag(words.language().tag());
    }

    Metric metric(String name) {
        return metrics.find(name)
                .orElseThrow(() -> new IllegalStateException("schemas/metrics does not define " + name));
    }

    @Nullable
    Double target(String name) {
        return metric(name).target();
    }

    String owner(String metric) {
        return metric(metric).owner().in(locale());
    }

    String cause(String name) {
        return words.label("root_cause", name);
    }

    String attribution(String name) {
        return words.label("attribution", name);
    }

    /** What is said of a quarter without complaints: none is good news only where files came. */
    String empty() {
        return word(data.intake().isEmpty() ? "nothing_received" : "no_complaints");
    }

    String join(List<String> names) {
        return String.join(word("list_and"), names);
    }

    /** Whether a denominator, exposure or n is too small for a verdict. */
    static boolean isTooFew(Optional<MetricValue> value) {
        Double denominator = value.map(MetricValue::denominator).orElse(null);
        return denominator == null || denominator < QuarterData.FEWEST;
    }

    /** Weeks of a chart in words: 2026-W01–W39. */
    String weeks(List<ControlPoint> points) {
        String first = points.get(0).period();
        String last = points.get(points.size() - 1).period();
        boolean oneYear = first.substring(0, 4).equals(last.substring(0, 4));
        return figures.range(first, oneYear ? figures.week(last) : last);
    }

    /** Money under a head that names the unit: 万元 in Chinese, yuan in English; null is none recorded, which is not 0. */
    String tableMoney(@Nullable Double yuan) {
        if (yuan == null) {
            return Figures.ABSENT;
        }
        return words.language() == Language.CHINESE ? figures.rate(yuan / 10_000) : figures.count(yuan);
    }

    /** Money in a sentence; null is none recorded. */
    String money(@Nullable Double yuan) {
        return yuan == null ? word("none_recorded") : figures.money(yuan);
    }

    MartRow metricRow(String metric, String dimension, String member) {
        return metricRow(metric, data.quarter(), dimension, member);
    }

    MartRow metricRow(String metric, Quarter quarter, String dimension, String member) {
        return new MartRow(
                "metric_value",
                Map.of(
                        "metric", metric,
                        "period_kind", "quarter",
                        "period", quarter.period(),
                        "dimension", dimension,
                        "member", member));
    }

    MartRow chartRow(String dimension, String member) {
        return new MartRow(
                "control_point", Map.of("chart", QuarterData.RATE, "dimension", dimension, "member", member));
    }
}
