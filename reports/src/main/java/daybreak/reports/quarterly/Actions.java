package daybreak.reports.quarterly;

import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.SopChange;
import daybreak.reports.page.MartRow;
import daybreak.reports.text.Figures;
import daybreak.schemas.metric.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the quarter's figures ask for, most urgent first: lapsed clocks that nobody has closed, the leading root cause,
 * clocks below their target, complaints without a cause, then the playbook's standing advice. Dues count from the
 * quarter's end, or from the as-of day where that is later.
 */
final class Actions {

    private static final double MUCH_UNKNOWN = 0.1;

    private final Edition edition;
    private final QuarterData data;
    private final Figures figures;
    private final List<Action> actions = new ArrayList<>();

    private Actions(Edition edition) {
        this.edition = edition;
        this.data = edition.data();
        this.figures = edition.figures();
    }

    /** All of them; none where the quarter had no complaints. */
    static List<Action> of(Edition edition) {
        Actions actions = new Actions(edition);
        if (actions.data.count() > 0) {
            actions.closeClocks();
            actions.leadingCause();
            for (Clock clock : Clock.values()) {
                actions.clockBelowTarget(clock);
            }
            actions.missingCauses();
            actions.resolution();
            actions.rate();
        }
        return List.copyOf(actions.actions);
    }

    private void closeClocks() {
        int responses = data.inState(Clock.RESPONSE, "lapsed");
        int plans = data.inState(Clock.PLAN, "lapsed");
        if (responses + plans > 0) {
            add(
                    "close-clocks",
                    ClocksPage.NAME,
                    edition.word("action_close_clocks", "count", figures.count(responses + plans)),
                    edition.word(
                            "action_close_clocks_why",
                            "responses",
                            figures.count(responses),
                            "plans",
                            figures.count(plans)),
                    edition.owner(QuarterData.RESPONSE),
                    7,
                    edition.word("action_close_clocks_measure"),
                    List.of(
                            new MartRow("complaint", Map.of("response_state", "lapsed")),
                            new MartRow("complaint", Map.of("plan_state", "lapsed"))),
                    Map.of("responses", responses, "plans", plans));
        }
    }

    private void leadingCause() {
        if (data.count() < QuarterData.FEWEST) {
            add(
                    "review",
                    CausesPage.NAME,
                    edition.word("action_review", "count", figures.count(data.count())),
                    edition.word("action_review_why"),
                    edition.owner(QuarterData.RATE),
                    30,
                    edition.word("action_review_measure"),
                    List.of(edition.metricRow(QuarterData.RATE, "", "")),
                    Map.of("count", data.count()));
            return;
        }
        RootCause leading = data.causes().get(0);
        if (!leading.isKnown() || leading.count() == 0) {
            return;
        }
        SopChange change = data.changeAgainst(leading.cause()).orElse(null);
        String owner = change == null ? null : change.owner();
        add(
                "leading-cause",
                CausesPage.NAME,
                change == null
                        ? edition.word("action_cause_new", "cause", leading.cause())
                        : edition.word("action_cause_again", "change", change.changeId(), "cause", leading.cause()),
                edition.word(
                        "action_cause_why",
                        "count",
                        figures.count(leading.count()),
                        "share",
                        figures.percent((double) leading.count() / data.count()),
                        "money",
                        edition.money(leading.compensation())),
                owner == null ? edition.owner(QuarterData.RATE) : owner,
                30,
                edition.word(
                        "action_cause_measure",
                        "next",
                        edition.nextName(),
                        "cause",
                        leading.cause(),
                        "count",
                        figures.count(leading.count())),
                List.of(new MartRow("complaint", Map.of("root_cause", leading.cause()))),
                Map.of("cause", leading.cause(), "count", leading.count(), "of", data.count()));
    }

    private void clockBelowTarget(Clock clock) {
        MetricValue value = data.total(clock.metric()).orElse(null);
        Double target = edition.target(clock.metric());
        if (value == null || target == null || value.value() == null || Edition.isTooFew(data.total(clock.metric()))) {
            return;
        }
        if (value.value() < target) {
            Metric metric = edition.metric(clock.metric());
            String row = edition.word("row_" + clock.key());
            add(
                    "clock-" + clock.key(),
                    ClocksPage.NAME,
                    metric.action().in(edition.locale()),
                    edition.word(
                            "action_clock_why",
                            "row",
                            row,
                            "value",
                            figures.percent(value.value()),
                            "fraction",
                            fraction(value),
                            "target",
                            figures.shortPercent(target)),
                    metric.owner().in(edition.locale()),
                    15,
                    edition.word("action_clock_measure", "row", row, "target", figures.shortPercent(target)),
                    List.of(edition.metricRow(clock.metric(), "", "")),
                    Map.of("value", value.value(), "target", target));
        }
    }

    private void missingCauses() {
        int unknown = data.causes().stream()
                .filter(cause -> !cause.isKnown())
                .mapToInt(RootCause::count)
                .sum();
        if (data.count() >= QuarterData.FEWEST && unknown > MUCH_UNKNOWN * data.count()) {
            add(
                    "missing-causes",
                    CausesPage.NAME,
                    edition.word("action_causes_missing", "count", figures.count(unknown)),
                    edition.word(
                            "action_causes_missing_why", "share", figures.percent((double) unknown / data.count())),
                    edition.owner(QuarterData.RATE),
                    15,
                    edition.word("action_causes_missing_measure"),
                    List.of(new MartRow("complaint", Map.of())),
                    Map.of("unknown", unknown, "of", data.count()));
        }
    }

    private void resolution() {
        MetricValue value = data.total(QuarterData.RESOLUTION).orElse(null);
        if (value == null || value.value() == null || Edition.isTooFew(data.total(QuarterData.RESOLUTION))) {
            return;
        }
        OptionalDouble p90 = value.seconds(0.9);
        if (p90.isPresent()) {
            add(
                    "resolution",
                    ClocksPage.NAME,
                    edition.metric(QuarterData.RESOLUTION).action().in(edition.locale()),
                    edition.word(
                            "action_resolution_why",
                            "median",
                            figures.duration(value.value()),
                            "p90",
                            figures.duration(p90.getAsDouble())),
                    edition.owner(QuarterData.RESOLUTION),
                    30,
                    edition.word(
                            "action_resolution_measure",
                            "next",
                            edition.nextName(),
                            "p90",
                            figures.duration(p90.getAsDouble())),
                    List.of(edition.metricRow(QuarterData.RESOLUTION, "", "")),
                    Map.of("median", value.value(), "p90", p90.getAsDouble()));
        }
    }

    private void rate() {
        MetricValue value = data.total(QuarterData.RATE).orElse(null);
        if (value == null || value.value() == null) {
            return;
        }
        add(
                "rate",
                TrendPage.NAME,
                edition.metric(QuarterData.RATE).action().in(edition.locale()),
                edition.word("action_rate_why", "rate", figures.rate(value.value()), "fraction", fraction(value)),
                edition.owner(QuarterData.RATE),
                30,
                edition.word("action_rate_measure", "next", edition.nextName(), "rate", figures.rate(value.value())),
                List.of(edition.metricRow(QuarterData.RATE, "", "")),
                Map.of("value", value.value()));
    }

    private String fraction(MetricValue value) {
        Double numerator = value.numerator();
        Double denominator = value.denominator();
        return figures.fraction(numerator == null ? 0 : numerator, denominator == null ? 0 : denominator);
    }

    private void add(
            String name,
            String page,
            String what,
            String why,
            String who,
            int days,
            String measure,
            List<MartRow> refersTo,
            Map<String, Object> printed) {
        LocalDate from = data.run().toDay().isAfter(data.quarter().to())
                ? data.run().toDay()
                : data.quarter().to();
        actions.add(new Action(
                name, page, what, why, who, from.plusDays(days), measure, refersTo, new LinkedHashMap<>(printed)));
    }
}
