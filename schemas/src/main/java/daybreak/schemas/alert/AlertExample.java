package daybreak.schemas.alert;

import daybreak.schemas.Text;
import daybreak.schemas.YamlObject;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of a rule's subject that raise a task and rows that do not. It is run as a test through the statement that judges
 * the rules.
 *
 * @param asOf the midnight that ends the day judged, in the brokerage's zone
 * @param raises at least one row; what a row does not name is null
 * @param quiet at least one row
 * @param says the task's words for the first row of {@code raises}
 */
public record AlertExample(
        LocalDateTime asOf, List<Map<String, String>> raises, List<Map<String, String>> quiet, Text says) {

    public AlertExample {
        raises = List.copyOf(raises);
        quiet = List.copyOf(quiet);
    }

    /** Reads the key {@code example} of a rule. */
    static AlertExample read(YamlObject rule) {
        YamlObject example = rule.objectOrNull("example");
        if (example == null) {
            throw rule.problem("example is missing: rows that raise a task and rows that do not");
        }
        example.onlyKnows(Set.of("as_of", "raises", "quiet", "says"));
        List<Map<String, String>> raises = example.rows("raises");
        List<Map<String, String>> quiet = example.rows("quiet");
        if (raises.isEmpty() || quiet.isEmpty()) {
            throw example.problem("raises and quiet each need a row of the subject");
        }
        return new AlertExample(example.time("as_of"), raises, quiet, example.words("says"));
    }
}
