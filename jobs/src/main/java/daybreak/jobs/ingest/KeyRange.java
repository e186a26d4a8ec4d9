package daybreak.jobs.ingest;

import org.jspecify.annotations.Nullable;

/** The least and the greatest of the keys seen, in the order of code points, which is that of UTF-8 and so of Parquet. */
final class KeyRange {

    private @Nullable String least;
    private @Nullable String greatest;

    void add(String key) {
        if (least == null || compare(key, least) < 0) {
            least = key;
        }
        if (greatest == null || compare(key, greatest) > 0) {
            greatest = key;
        }
    }

    @Nullable
    String least() {
        return least;
    }

    @Nullable
    String greatest() {
        return greatest;
    }

    /** Strings compare by UTF-16 units, where surrogates lie below U+E000; there alone the orders differ. */
    static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** A surrogate stands for a character above all that are a unit of their own. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
