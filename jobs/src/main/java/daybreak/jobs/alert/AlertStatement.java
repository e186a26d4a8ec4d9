package daybreak.jobs.alert;

import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The one statement that judges all alert rules of a daily subject on each day of a range. It yields a row for each day on
 * which a rule's condition holds: {@code rule, severity, rule_order, due_hours, offers, subject_key, subject, client_id,
 * owner, owner_store, evidence, reason_zh, reason_en, day, as_of}.
 */
final class AlertStatement {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_0-9]+)}");

    private final Subject subject;
    private final List<AlertRule> rules;
    private final StructType schema;

    /**
     * @param rules of this subject
     * @param schema of the subject's rows
     */
    AlertStatement(Subject subject, List<AlertRule> rules, StructType schema) {
        if (!subject.daily()) {
            throw new IllegalArgumentException("an alert rule needs a daily subject; " + subject.name() + " is none");
        }
        this.subject = subject;
        this.rules = List.copyOf(rules);
        this.schema = schema;
    }

    String sql(String view) {
        List<String> alerts = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (AlertRule rule : rules) {
            alerts.add(alert(rule));
            conditions.add("(" + rule.when() + ")");
        }
        return "SELECT alert.*, day, as_of FROM (SELECT day, as_of, explode(filter(array(" + String.join(",\n", alerts)
                + "), a -> a IS NOT NULL)) AS alert FROM " + view
                + " WHERE " + String.join(" OR ", conditions) + ")";
    }

    private String alert(AlertRule rule) {
        List<String> key = new ArrayList<>();
        for (String column : subject.key()) {
            key.add(quoted(column));
            key.add("cast(" + column + " AS string)");
        }
        if (!rule.variant().isEmpty()) {
            key.add("'variant'");
            key.add(quoted(rule.variant()));
        }
        String subjectJson = "to_json(named_struct(" + String.join(", ", key) + "))";
        List<String> evidence = new ArrayList<>();
        Set<String> names = new TreeSet<>(rule.evidence());
        for (String column : names) {
            evidence.add(quoted(column));
            evidence.add(words(column));
        }
        return "IF(coalesce(" + rule.when() + ", false), named_struct('rule', " + quoted(rule.rule()) + ", 'severity', "
                + rule.severity() + ", 'rule_order', " + rule.order() + ", 'due_hours', " + rule.dueHours()
                + ", 'offers', " + rule.offersListings() + ", 'subject_key', concat("
                + quoted(rule.rule() + " " + rule.variant() + " ") + ", " + subjectJson + "), 'subject', " + subjectJson
                + ", 'client_id', client_id, 'owner', owner, 'owner_store', owner_store, 'evidence', to_json(named_struct("
                + String.join(", ", evidence) + ")), 'reason_zh', "
                + sentence(rule.task().zh()) + ", 'reason_en', "
                + sentence(rule.task().en()) + "), NULL)";
    }

    private String sentence(String template) {
        List<String> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        int done = 0;
        while (place.find()) {
            pieces.add(quoted(template.substring(done, place.start())));
            pieces.add(words(place.group(1)));
            done = place.end();
        }
        pieces.add(quoted(template.substring(done)));
        return "concat(" + String.join(", ", pieces) + ")";
    }

    /** A column as words: times in the brokerage's zone, to the minute; a dash where it is blank. */
    private String words(String column) {
        boolean time = schema.apply(column).dataType().equals(DataTypes.TimestampType);
        return "coalesce("
                + (time ? "date_format(" + column + ", 'yyyy-MM-dd HH:mm')" : "cast(" + column + " AS string)")
                + ", '—')";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
