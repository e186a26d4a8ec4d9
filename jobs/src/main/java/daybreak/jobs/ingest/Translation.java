package daybreak.jobs.ingest;

import daybreak.schemas.source.CellSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping makes of a cell before it is read: another value, or a part of it.
 *
 * @param match null: the cell as it is
 */
record Translation(Map<String, String> values, @Nullable Pattern match) {

    static final Translation NONE = new Translation(Map.of(), null);

    /** @param reader of the column, which knows the cells that are written otherwise and mean the same */
    static Translation of(CellSource source, CellReader reader) {
        Map<String, String> values = new HashMap<>(source.values());
        source.values().forEach((cell, value) -> values.putIfAbsent(reader.simple(cell), value));
        String match = source.match();
        return new Translation(values, match == null ? null : Pattern.compile(match));
    }

    boolean isNone() {
        return values.isEmpty() && match == null;
    }

    /** Null: it is read as it is. */
    @Nullable
    String of(String cell) {
        String value = values.get(cell);
        if (value != null || match == null) {
            return value;
        }
        Matcher matcher = match.matcher(cell);
        if (!matcher.matches()) {
            return null;
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            if (group != null) {
                return group.strip();
            }
        }
        return "";
    }
}
