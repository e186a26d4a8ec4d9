package daybreak.schemas.subject;

import daybreak.schemas.DefinitionFolder;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Day facts: what a day's events come to, one SELECT each over the rows of one event entity. They are computed once, from
 * the rows that a run took in, and added to those of earlier runs; subjects read them in place of the events.
 *
 * @param sql the SELECT by the name of the fact's table
 */
public record Facts(Map<String, String> sql) {

    public Facts {
        sql = Collections.unmodifiableMap(new TreeMap<>(sql));
    }

    /** All under {@code schemas/facts/}. */
    public static Facts load() {
        Map<String, String> facts = new TreeMap<>();
        new DefinitionFolder("facts")
                .read(".sql")
                .forEach((file, text) -> facts.put(file.substring(0, file.length() - ".sql".length()), text));
        return new Facts(facts);
    }
}
