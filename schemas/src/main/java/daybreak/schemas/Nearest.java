package daybreak.schemas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody may have meant by a misspelt name. */
public final class Nearest {

    private Nearest() {}

    /** Up to three of the known names that are most like the given one, the most alike first. */
    public static List<String> names(String given, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.<String>comparingInt(name -> distance(given, name))
                        .thenComparing(name -> name))
                .limit(3)
                .toList();
    }

    /** The sentence's end: "; did you mean a, b or c?", or nothing where nothing is known. */
    public static String question(String given, Collection<String> known) {
        List<String> names = names(given, known);
        if (names.isEmpty()) {
            return "";
        }
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? "; did you mean " + last + "?"
                : "; did you mean " + String.join(", ", names.subList(0, names.size() - 1)) + " or " + last + "?";
    }

    /** The known name that is most like the given one, if no more than half of its characters differ. */
    public static Optional<String> likely(String given, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> edits(given, name)).thenComparing(name -> name))
                .filter(name -> edits(given, name) * 2 <= Math.max(given.length(), name.length()));
    }

    /** The number of edits, with an omitted beginning or end costing next to nothing. */
    private static int distance(String given, String name) {
        return !given.isEmpty() && name.contains(given) ? 1 : edits(given, name);
    }

    /** Levenshtein's distance. */
    private static int edits(String given, String name) {
        int[] previous = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= given.length(); i++) {
            int[] current = new int[name.length() + 1];
            current[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int change = given.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[name.length()];
    }
}
