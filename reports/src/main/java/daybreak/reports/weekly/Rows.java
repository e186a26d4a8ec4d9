package daybreak.reports.weekly;

import daybreak.reports.mart.MetricValue;
import daybreak.reports.page.MartRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mart rows that figures of the review refer to. */
final class Rows {

    private Rows() {}

    static MartRow headline(String metric) {
        return new MartRow("headline", Map.of("metric", metric, "period_kind", "week"));
    }

    static MartRow controlChart(String chart) {
        return new MartRow("control_point", Map.of("chart", chart, "dimension", "", "member", ""));
    }

    static MartRow value(String metric, String kind, String period, String dimension, String member) {
        return new MartRow(
                "metric_value",
                Map.of(
                        "metric", metric,
                        "period_kind", kind,
                        "period", period,
                        "dimension", dimension,
                        "member", member));
    }

    static MartRow value(MetricValue value) {
        return value(value.metric(), value.periodKind(), value.period(), value.dimension(), value.member());
    }

    static List<MartRow> weeks(String metric, List<String> weeks, String dimension, String member) {
        List<MartRow> rows = new ArrayList<>();
        weeks.forEach(week -> rows.add(value(metric, "week", week, dimension, member)));
        return rows;
    }

    /** Values by name, nulls (printed as absent) included. */
    static Map<String, Object> printed(@Nullable Object... namesAndValues) {
        Map<String, Object> printed = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            printed.put(String.valueOf(namesAndValues[i]), value == null ? "absent" : value);
        }
        return printed;
    }
}
