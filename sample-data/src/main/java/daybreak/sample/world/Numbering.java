package daybreak.sample.world;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Keys in the order of their making: a prefix that names the entity, and a number. */
final class Numbering {

    private final Map<String, Integer> last = new HashMap<>();

    String next(String prefix) {
        return String.format(Locale.ROOT, "%s%06d", prefix, last.merge(prefix, 1, Integer::sum));
    }
}
