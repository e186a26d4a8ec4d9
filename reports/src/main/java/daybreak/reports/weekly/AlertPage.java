package daybreak.reports.weekly;

import daybreak.reports.mart.Task;
import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.text.Figures;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Page 4: alerts raised and what became of them. */
public final class AlertPage {

    private static final String NAME = "alerts";
    private static final int MOST_OWNERS = 5;
    private static final int MOST_TASKS = 5;

    private final ReviewWords words;
    private final AlertOutcomes alerts;
    private final Map<String, String> stores;
    private final Map<String, String> ruleTitles;
    private final ZonedDateTime asOf;
    private final List<ToDo> todos;

    AlertPage(
            ReviewWords words,
            AlertOutcomes alerts,
            Map<String, String> stores,
            Map<String, String> ruleTitles,
            ZonedDateTime asOf,
            List<ToDo> todos) {
        this.words = words;
        this.alerts = alerts;
        this.stores = Map.copyOf(stores);
        this.ruleTitles = Map.copyOf(ruleTitles);
        this.asOf = asOf;
        this.todos = List.copyOf(todos);
    }

    /** A rule as the template shows it. */
    public record RuleView(
            String rule,
            Markup name,
            String raised,
            String open,
            Markup actedOn,
            Markup actedOnShare,
            String notYetDue,
            String closed,
            String waiting,
            String trace) {}

    /** An owner as the template shows it. */
    public record OwnerView(
            String owner,
            String store,
            String raised,
            String open,
            String overdue,
            String overdueClass,
            String waiting) {}

    /** A task as the template shows it. */
    public record TaskView(
            Markup client, String owner, Markup reason, Markup due, String state, String stateClass, String trace) {}

    PageOf page(PageTemplates templates) {
        Map<String, Object> model = new HashMap<>();
        model.put("empty", alerts.rules().isEmpty());
        model.put("rules", alerts.rules().stream().map(this::rule).toList());
        model.put("rulesTitle", rulesTitle());
        model.put("ownersTitle", ownersTitle());
        model.put("owners", owners());
        model.put("moreOwners", more("weekly.owners.more", alerts.owners().size() - MOST_OWNERS));
        model.put(
                "ownersTrace",
                words.traces()
                        .mark(
                                NAME,
                                "owners",
                                List.of(new MartRow("task", Map.of("state", "open"))),
                                Rows.printed(
                                        "owners", alerts.owners().size(),
                                        "open", alerts.open(),
                                        "waiting", alerts.waiting())));
        model.put("tasks", tasks());
        model.put("tasksTitle", tasksTitle());
        model.put("moreTasks", more("weekly.tasks.more", alerts.urgent().size() - MOST_TASKS));
        model.put("todos", HeadlinePage.numbered(words, NAME, todos));
        model.put(
                "strip",
                Markup.of(words.text()
                        .of("weekly.alerts.strip", "cap", words.figures().count(Task.CAP))));
        return templates.page(NAME, headline(), model, List.of());
    }

    private String headline() {
        if (alerts.rules().isEmpty()) {
            return words.text().word("weekly.alerts.headline_none");
        }
        StringBuilder headline = new StringBuilder(words.text()
                .of(
                        "weekly.alerts.headline",
                        "raised",
                        words.figures().count(alerts.raised()),
                        "closed",
                        words.figures().count(alerts.closed()),
                        "open",
                        words.figures().count(alerts.open())));
        if (!words.isChinese()) {
            headline.append(' ');
        }
        if (alerts.due() == 0) {
            headline.append(words.text().word("weekly.alerts.headline_not_due"));
        } else if (alerts.due() < CohortComparison.ENOUGH) {
            headline.append(words.text()
                    .of(
                            "weekly.alerts.headline_few",
                            "fraction",
                            words.figures().fraction(alerts.actedOn(), alerts.due())));
        } else {
            headline.append(words.text()
                    .of(
                            "weekly.alerts.headline_share",
                            "share",
                            words.figures().percent(alerts.actedOn() / (double) alerts.due())));
        }
        return headline.toString();
    }

    private String rulesTitle() {
        return words.text()
                .of(
                        "weekly.rules.title",
                        "rules",
                        words.figures().count(alerts.rules().size()),
                        "waiting",
                        words.figures().count(alerts.waiting()));
    }

    private RuleView rule(AlertOutcomes.Rule rule) {
        String share;
        if (rule.due() == 0) {
            share = words.text().word("weekly.rules.nothing_due");
        } else if (rule.due() < CohortComparison.ENOUGH) {
            share = words.text().word("verdict.too_few");
        } else {
            double[] interval = CohortComparison.wilson((double) rule.actedOn(), (double) rule.due());
            share = words.figures().percent(rule.actedOn() / (double) rule.due()) + "\u00A0("
                    + words.figures().percentInterval(interval[0], interval[1]) + ")";
        }
        return new RuleView(
                ruleTitles.getOrDefault(rule.rule(), words.text().label("rule", rule.rule())),
                Markup.of(rule.rule()),
                words.figures().count(rule.raised()),
                words.figures().count(rule.open()),
                Markup.of(rule.due() == 0 ? Figures.ABSENT : words.figures().fraction(rule.actedOn(), rule.due())),
                Markup.of(share),
                words.figures().count(rule.notYetDue()),
                words.figures().count(rule.closed()),
                words.figures().count(rule.waiting()),
                words.traces()
                        .mark(
                                NAME,
                                "rule/" + rule.rule(),
                                List.of(new MartRow("task", Map.of("rule", rule.rule()))),
                                Rows.printed(
                                        "raised", rule.raised(),
                                        "open", rule.open(),
                                        "closed", rule.closed(),
                                        "acted_on", rule.actedOn(),
                                        "due", rule.due(),
                                        "not_yet_due", rule.notYetDue(),
                                        "waiting", rule.waiting())));
    }

    private String ownersTitle() {
        long overdue =
                alerts.owners().stream().mapToLong(AlertOutcomes.Owner::overdue).sum();
        if (alerts.owners().isEmpty()) {
            return words.text().word("weekly.owners.title_none");
        }
        return words.text()
                .of(
                        "weekly.owners.title",
                        "owners",
                        words.figures().count(alerts.owners().size()),
                        "overdue",
                        words.figures().count(overdue));
    }

    private List<OwnerView> owners() {
        return alerts.owners().stream()
                .limit(MOST_OWNERS)
                .map(owner -> new OwnerView(
                        owner.owner() == null ? words.text().word("weekly.owners.nobody") : owner.owner(),
                        owner.store() == null ? Figures.ABSENT : stores.getOrDefault(owner.store(), owner.store()),
                        words.figures().count(owner.raised()),
                        words.figures().count(owner.open()),
                        words.figures().count(owner.overdue()),
                        owner.overdue() > 0 ? "r medium" : "r",
                        words.figures().count(owner.waiting())))
                .toList();
    }

    private String tasksTitle() {
        return alerts.urgent().isEmpty()
                ? words.text().word("weekly.tasks.title_none")
                : words.text()
                        .of(
                                "weekly.tasks.title",
                                "count",
                                words.figures().count(alerts.urgent().size()));
    }

    private List<TaskView> tasks() {
        List<TaskView> rows = new ArrayList<>();
        for (Task task : alerts.urgent()) {
            if (rows.size() == MOST_TASKS) {
                break;
            }
            boolean overdue = !task.dueAt().isAfter(asOf);
            String client = task.clientId();
            String owner = task.owner();
            rows.add(new TaskView(
                    Markup.of(client == null ? Figures.ABSENT : client),
                    owner == null ? words.text().word("weekly.owners.nobody") : owner,
                    Markup.of(words.isChinese() ? task.reasonChinese() : task.reasonEnglish()),
                    Markup.of(words.figures().time(task.dueAt())),
                    words.text()
                            .word(
                                    task.firstContactAt() != null
                                            ? "weekly.tasks.contacted"
                                            : overdue ? "weekly.tasks.overdue" : "weekly.tasks.open"),
                    overdue && task.firstContactAt() == null ? "worse" : "muted",
                    words.traces()
                            .mark(
                                    NAME,
                                    "task/" + task.taskId(),
                                    List.of(new MartRow("task", Map.of("task_id", task.taskId()))),
                                    Rows.printed("severity", task.severity(), "rank", task.dayRank()))));
        }
        return rows;
    }

    private String more(String key, int more) {
        return more <= 0 ? "" : words.text().of(key, "count", words.figures().count(more));
    }
}
