package daybreak.reports.weekly;

import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.Verdict;
import daybreak.reports.page.MartRow;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do, from what the marts say: signals for the worse, lapsed clocks, weak links, alerts nobody acts on, data
 * that did not arrive. By when follows one rule: clocks on the day of the review, signals the day after, channels and
 * alerts on the third day, weak links and data on the fifth.
 */
final class Actions {

    private static final double POOR_SHARE = 0.5;

    private final WeeklyMarts marts;
    private final ReviewWords words;
    private final Metrics metrics;

    Actions(WeeklyMarts marts, ReviewWords words, Metrics metrics) {
        this.marts = marts;
        this.words = words;
        this.metrics = metrics;
    }

    /** A headline rate that got worse. */
    Optional<ToDo> ofHeadline(HeadlineFigure figure) {
        MetricValue value = figure.value();
        if (figure.verdict() != Verdict.SIGNAL_WORSE || value == null) {
            return Optional.empty();
        }
        Metric metric = figure.metric();
        return Optional.of(todo(
                "signal/" + metric.name(),
                words.in(metric.action()),
                words.text()
                        .of(
                                "weekly.why.signal",
                                "metric",
                                words.in(metric.title()),
                                "value",
                                words.value(metric, value.value()),
                                "pattern",
                                words.pattern(
                                        figure.points(),
                                        figure.headline() != null
                                                && figure.headline().differenceCalled(),
                                        figure.verdict())),
                words.in(metric.owner()),
                1,
                "12:00",
                words.text().word("weekly.measure.signal"),
                List.of(Rows.headline(metric.name()), Rows.value(value)),
                Rows.printed("value", value.value())));
    }

    /** Complaint clocks that have lapsed and still run. */
    Optional<ToDo> ofClocks(ComplaintClocks clocks) {
        List<ComplaintClocks.Running> lapsed = clocks.lapsed();
        if (lapsed.isEmpty()) {
            return Optional.empty();
        }
        long answers = lapsed.stream().filter(ComplaintClocks.Running::answer).count();
        return Optional.of(todo(
                "clocks/lapsed",
                words.text().of("weekly.do.clocks", "count", words.figures().count(lapsed.size())),
                words.text()
                        .of(
                                "weekly.why.clocks",
                                "answers",
                                words.figures().count(answers),
                                "plans",
                                words.figures().count(lapsed.size() - answers),
                                "longest",
                                words.figures().clock(lapsed.get(0).left().negated())),
                owner("complaint_response_24h"),
                0,
                "10:00",
                words.text().word("weekly.measure.clocks"),
                lapsed.stream()
                        .map(clock -> new MartRow(
                                "complaint",
                                Map.of("complaint_id", clock.complaint().complaintId())))
                        .distinct()
                        .toList(),
                Rows.printed("lapsed", lapsed.size(), "answers", answers)));
    }

    /** The step of the funnel that fell behind the earlier cohort. */
    Optional<ToDo> ofStep(Funnel funnel) {
        return funnel.weakStep().map(step -> {
            String name = "funnel_step_" + step.stage();
            return todo(
                    "funnel/" + step.stage(),
                    action(name),
                    words.text()
                            .of(
                                    "weekly.why.step",
                                    "stage",
                                    words.text().label("stage", step.stage()),
                                    "rate",
                                    words.figures().percent(step.rate()),
                                    "earlier",
                                    words.figures().percent(step.earlierRate())),
                    owner(name),
                    4,
                    "18:00",
                    words.text()
                            .of(
                                    "weekly.measure.step",
                                    "earlier",
                                    words.figures().percent(step.earlierRate())),
                    Rows.weeks(name, funnel.weeks(), "", ""),
                    Rows.printed("rate", step.rate(), "earlier", step.earlierRate(), "p", step.p()));
        });
    }

    /** The channel that converts below all. */
    Optional<ToDo> ofChannel(Funnel funnel) {
        return funnel.weakChannel().map(channel -> {
            Funnel.WeakLink weakest = channel.weakest();
            String metric = weakest == null ? "lead_conversion_30d" : "funnel_step_" + weakest.stage();
            String overall = words.figures().percent(funnel.converted() / funnel.counted());
            return todo(
                    "channel/" + channel.member(),
                    words.text()
                            .of(
                                    "weekly.do.channel",
                                    "channel",
                                    words.text().label("channel", channel.member()),
                                    "action",
                                    action(metric)),
                    words.text()
                            .of(
                                    "weekly.why.channel",
                                    "rate",
                                    words.figures().percent(channel.rate()),
                                    "overall",
                                    overall,
                                    "leads",
                                    words.figures().count(channel.leads())),
                    owner(metric),
                    2,
                    "18:00",
                    words.text().of("weekly.measure.channel", "overall", overall),
                    Rows.weeks("lead_conversion_30d", funnel.weeks(), WeeklyMarts.CHANNEL, channel.member()),
                    Rows.printed("signed", channel.signed(), "leads", channel.leads()));
        });
    }

    /** The rule whose alerts are acted on least, where fewer than half are. */
    Optional<ToDo> ofAlerts(AlertOutcomes alerts) {
        return alerts.rules().stream()
                .filter(rule -> rule.due() >= CohortComparison.ENOUGH && rule.actedOn() < POOR_SHARE * rule.due())
                .min((one, other) ->
                        Double.compare(one.actedOn() / (double) one.due(), other.actedOn() / (double) other.due()))
                .map(rule -> todo(
                        "alerts/" + rule.rule(),
                        words.text().of("weekly.do.alerts", "rule", words.text().label("rule", rule.rule())),
                        words.text()
                                .of(
                                        "weekly.why.alerts",
                                        "share",
                                        words.figures().percent(rule.actedOn() / (double) rule.due()),
                                        "fraction",
                                        words.figures().fraction(rule.actedOn(), rule.due())),
                        words.text().word("weekly.owner.stores"),
                        2,
                        "18:00",
                        words.text()
                                .of(
                                        "weekly.measure.alerts",
                                        "share",
                                        words.figures().shortPercent(POOR_SHARE)),
                        List.of(new MartRow("task", Map.of("rule", rule.rule()))),
                        Rows.printed("acted_on", rule.actedOn(), "due", rule.due())));
    }

    /** Days without a folder, entities gone silent, rows refused. */
    List<ToDo> ofIntake(Intake intake) {
        List<ToDo> todos = new ArrayList<>();
        List<LocalDate> missing = intake.missingDays();
        if (!missing.isEmpty()) {
            String days = words.list(missing.stream().map(words.figures()::day).toList());
            todos.add(data(
                    "intake/missing",
                    words.text().of("weekly.do.missing", "days", days),
                    words.text().word("weekly.why.missing"),
                    words.text().word("weekly.measure.missing"),
                    "intake_day",
                    missing.size()));
        }
        if (!intake.stale().isEmpty()) {
            String rhythms =
                    words.list(intake.stale().stream().map(this::rhythm).toList());
            todos.add(data(
                    "intake/stale",
                    words.text().of("weekly.do.stale", "rhythms", rhythms),
                    words.text().word("weekly.why.stale"),
                    words.text().word("weekly.measure.stale"),
                    "intake_file",
                    intake.stale().size()));
        }
        if (intake.refused() > 0) {
            Intake.Reason most =
                    intake.reasons().isEmpty() ? null : intake.reasons().get(0);
            todos.add(data(
                    "intake/refused",
                    words.text()
                            .of("weekly.do.refused", "count", words.figures().count(intake.refused())),
                    most == null
                            ? words.text().word("weekly.why.refused_unknown")
                            : words.text()
                                    .of(
                                            "weekly.why.refused",
                                            "reason",
                                            words.text().label("code", most.code()),
                                            "count",
                                            words.figures().count(most.refused()),
                                            "entity",
                                            words.entity(most.entity())),
                    words.text().word("weekly.measure.refused"),
                    "quarantine",
                    intake.refused()));
        }
        return todos;
    }

    private String rhythm(Intake.Entity entity) {
        return words.text()
                .of(
                        "weekly.do.stale_rhythm",
                        "entity",
                        words.entity(entity.entity()),
                        "silent",
                        words.figures().count(entity.rhythm().silent()),
                        "longest",
                        words.figures().count(entity.rhythm().longest()));
    }

    private ToDo data(String key, String what, String why, String measure, String table, long count) {
        return todo(
                key,
                what,
                why,
                words.text().word("weekly.owner.data"),
                4,
                "18:00",
                measure,
                List.of(new MartRow(table, Map.of())),
                Rows.printed("count", count));
    }

    private ToDo todo(
            String key,
            String what,
            String why,
            String who,
            int daysAfter,
            String time,
            String measure,
            List<MartRow> refersTo,
            Map<String, Object> printed) {
        LocalDate day = marts.run().toDay().plusDays(1L + daysAfter);
        String weekday = daysAfter == 0
                ? words.text().word("weekly.today")
                : words.figures().weekday(day);
        return new ToDo(
                key, what, why, who, weekday + " " + words.figures().day(day), time, measure, refersTo, printed);
    }

    private String action(String metric) {
        return metrics.find(metric).map(found -> words.in(found.action())).orElse("");
    }

    private String owner(String metric) {
        return metrics.find(metric).map(found -> words.in(found.owner())).orElse("");
    }
}
