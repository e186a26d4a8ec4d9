package daybreak.schemas.alert;

import com.fasterxml.jackson.databind.JsonNode;
import daybreak.schemas.DefinitionException;
import daybreak.schemas.Definitions;
import daybreak.schemas.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition over one daily subject that makes a task for somebody.
 *
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
 */
public record AlertRule(
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
        Text task) {

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
            "about");

    /** All rules under {@code schemas/alerts/}, by severity and order. */
    public static List<AlertRule> load() {
        List<AlertRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Definitions.read("alerts", ".yaml").forEach((file, yaml) -> {
            for (JsonNode node : Definitions.expand(file, yaml)) {
                AlertRule rule = read(file, node);
                if (!names.add(rule.rule() + " " + rule.variant())) {
                    throw new DefinitionException(file, "a second rule " + rule.rule() + " " + rule.variant());
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

    private static AlertRule read(String file, JsonNode node) {
        Definitions.onlyKeys(file, node, KEYS);
        try {
            return new AlertRule(
                    Definitions.required(file, node, "alert"),
                    node.path("variant").asText(""),
                    node.path("order").asInt(100),
                    Text.of(node.path("title")),
                    Definitions.required(file, node, "subject"),
                    Definitions.required(file, node, "when"),
                    node.path("due_hours").asInt(24),
                    node.path("severity").asInt(3),
                    Definitions.strings(node, "evidence"),
                    node.path("offers_listings").asBoolean(false),
                    Text.of(node.path("task")));
        } catch (IllegalArgumentException e) {
            throw new DefinitionException(file, e.getMessage() + " (title and task)", e);
        }
    }
}
