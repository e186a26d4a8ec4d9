package daybreak.reports.weekly;

import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.Verdict;
import daybreak.reports.page.Traces;
import daybreak.reports.text.Figures;
import daybreak.reports.text.Language;
import daybreak.reports.text.Wording;
import daybreak.schemas.Text;
import daybreak.schemas.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every page of the review needs to speak one language.
 *
 * @param text the words
 * @param figures the figures
 * @param traces where trace ids come from
 * @param entities titles of the exported entities by name
 */
record ReviewWords(Wording text, Figures figures, Traces traces, Map<String, String> entities) {

    ReviewWords {
        entities = Map.copyOf(entities);
    }

    /** The title of an entity that the CRM exports. */
    String entity(String name) {
        return entities.getOrDefault(name, name);
    }

    /** One of the definitions' texts. */
    String in(Text definition) {
        return definition.in(Locale.forLanguageTag(text.language().tag()));
    }

    boolean isChinese() {
        return text.language() == Language.CHINESE;
    }

    /** The first clause of an action: a headline has no room for the whole; the list below it has. */
    String firstClause(Text action) {
        return in(action).split("[，；,;]", 2)[0];
    }

    /** A metric's value as it is printed. */
    String value(Metric metric, @Nullable Double value) {
        return metric.kind() == Metric.Kind.SHARE ? figures.percent(value) : figures.rate(value);
    }

    /** A difference of two values of a metric. */
    String difference(Metric metric, @Nullable Double difference) {
        return metric.kind() == Metric.Kind.SHARE ? figures.points(difference) : figures.rateDifference(difference);
    }

    /** A metric's target as it is printed. */
    String target(Metric metric, double target) {
        return metric.kind() == Metric.Kind.SHARE ? figures.percent(target) : figures.rate(target);
    }

    /** The list in words: A、B、C or A, B and C. */
    String list(List<String> items) {
        if (isChinese() || items.size() < 2) {
            return String.join(isChinese() ? "、" : ", ", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1))
                + text.word("weekly.and")
                + items.get(items.size() - 1);
    }

    /**
     * What a chart shows at its last point, in a few words: which rule fired, or that none did.
     *
     * @param points of the chart, the newest last
     * @param differenceCalled whether the difference to the period before is called
     */
    String pattern(List<ControlPoint> points, boolean differenceCalled, Verdict verdict) {
        if (points.isEmpty() || verdict == Verdict.TOO_FEW) {
            return text.word("weekly.pattern.too_few");
        }
        ControlPoint last = points.get(points.size() - 1);
        String side = last.value() >= last.centre() ? "above" : "below";
        if (last.rules().contains("beyond_3_sigma")) {
            return text.word("weekly.pattern.beyond_" + side);
        }
        if (last.rules().contains("run_of_8")) {
            return text.of("weekly.pattern.run_" + side, "count", figures.count(run(points)));
        }
        if (last.rules().contains("trend_of_6")) {
            boolean rising = points.size() < 2
                    || last.value() > points.get(points.size() - 2).value();
            return text.word(rising ? "weekly.pattern.rising" : "weekly.pattern.falling");
        }
        if (last.rules().contains("two_of_three")) {
            return text.word("weekly.pattern.two_of_three_" + side);
        }
        if (differenceCalled && verdict.isSignal()) {
            return text.word("weekly.pattern.difference");
        }
        return text.word("weekly.pattern.noise");
    }

    /** How many points in a row, the newest the last, lie on its side of the centre within its phase. */
    private static int run(List<ControlPoint> points) {
        ControlPoint last = points.get(points.size() - 1);
        int run = 0;
        for (int i = points.size() - 1; i >= 0; i--) {
            ControlPoint point = points.get(i);
            boolean sameSide = Math.signum(point.value() - point.centre()) == Math.signum(last.value() - last.centre());
            if (!sameSide || point.phase() != last.phase()) {
                return run;
            }
            run++;
        }
        return run;
    }
}
