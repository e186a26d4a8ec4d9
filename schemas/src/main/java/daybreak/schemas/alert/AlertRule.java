package daybreak.schemas.alert;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.Text;
import daybreak.schemas.YamlObject;
import daybreak.schemas.subject.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition over one daily subject that makes a task for somebody.
 *
 * @param file that defines it, from {@code schemas/}
 * @param rule its name; several files' entries may share one, told apart by {@code variant}
 * @param variant of the rule, for example which of two clocks; empty: it has one
 * @param order among rules of equal severity
 * @param title a few words
 * @param subject over whose rows it is judged; its columns {@code client_id}, {@code owner} and {@code owner_store} name
 *     who the task is about and who gets it
 * @param when the condition, over the subject's columns and {@code as_of}
 * @param dueHours after {@code as_of} of the day on which it was raised
 * @param severity 1 is the highest
 * @param evidence columns kept with the task and named in its text
 * @param offersListings whether the client's best matching listings are offered with it
 * @param task what to do and why, with {@code {column}} where evidence goes
 * @param owner who answers for the rule; each task has an owner of its own
 * @param example run as a test
 */
public record AlertRule(
        String file,
        String rule,
        String variant,
        int order,
        Text title,
        String subject,
        String when,
        int dueHours,
        int severity,
        List<String> evidence,
        boolean offersListings,
        Text task,
        Text owner,
        AlertExample example) {

    private static final String FOLDER = "alerts";

    /** A brace that opens, closes or holds anything is meant as the place of a column. */
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}|[{}]");

    private static final Set<String> KEYS = Set.of(
            "alert",
            "each",
            "variant",
            "order",
            "title",
            "subject",
            "when",
            "due_hours",
            "severity",
            "evidence",
            "offers_listings",
            "task",
            "owner",
            "example",
            "about");

    public AlertRule {
        evidence = List.copyOf(evidence);
    }

    /** All rules under {@code schemas/alerts/}, by severity and order. */
    public static List<AlertRule> load() {
        return parse(new DefinitionFolder(FOLDER).read(".yaml"), Subject.load());
    }

    /**
     * From the texts of rule files by file name, by severity and order.
     *
     * @throws DefinitionException naming the file, for anything that is not as a rule must be
     */
    public static List<AlertRule> parse(Map<String, String> texts, Map<String, Subject> subjects) {
        List<AlertRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        texts.forEach((file, yaml) -> {
            for (YamlObject object : YamlObject.expand(FOLDER + "/" + file, yaml)) {
                AlertRule rule = rule(FOLDER + "/" + file, object, subjects);
                if (!names.add(rule.rule() + " " + rule.variant())) {
                    throw object.problem("there is a second rule " + (rule.rule() + " " + rule.variant()).strip());
                }
                rules.add(rule);
            }
        });
        rules.sort(Comparator.comparingInt(AlertRule::severity)
                .thenComparingInt(AlertRule::order)
                .thenComparing(AlertRule::rule)
                .thenComparing(AlertRule::variant));
        return List.copyOf(rules);
    }

    private static AlertRule rule(String file, YamlObject object, Map<String, Subject> subjects) {
        object.onlyKnows(KEYS);
        String variant = object.textOrNull("variant");
        AlertRule rule = new AlertRule(
                file,
                object.text("alert"),
                variant == null ? "" : variant,
                object.integerOr("order", 100),
                object.words("title"),
                object.text("subject"),
                object.text("when"),
                object.integerOr("due_hours", 24),
                object.integerOr("severity", 3),
                object.texts("evidence"),
                object.flag("offers_listings"),
                object.words("task"),
                object.words("owner"),
                AlertExample.read(object));
        Subject subject = subjects.get(rule.subject());
        if (subject == null) {
            throw object.problem(
                    "the subject " + rule.subject() + " is unknown; there are " + String.join(", ", subjects.keySet()));
        }
        if (!subject.daily()) {
            throw object.problem("an alert rule needs a daily subject, and " + subject.name() + " is none");
        }
        rule.evidence().forEach(column -> subject.requireColumn(object, "evidence", column));
        requirePlaces(object, rule.task().zh(), rule.evidence());
        requirePlaces(object, rule.task().en(), rule.evidence());
        rule.example()
                .raises()
                .forEach(row -> row.keySet().forEach(column -> subject.requireColumn(object, "example", column)));
        rule.example()
                .quiet()
                .forEach(row -> row.keySet().forEach(column -> subject.requireColumn(object, "example", column)));
        return rule;
    }

    private static void requirePlaces(YamlObject object, String sentence, List<String> evidence) {
        Matcher place = PLACE.matcher(sentence);
        while (place.find()) {
            String column = place.group(1);
            if (column == null || !evidence.contains(column)) {
                throw object.problem("task has " + place.group() + ", and only evidence goes in braces: "
                        + String.join(", ", evidence));
            }
        }
    }
}
