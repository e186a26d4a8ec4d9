package daybreak.reports.mart;

import java.util.Locale;

/** What a control chart says of a point. */
public enum Verdict {
    SIGNAL_BETTER,
    SIGNAL_WORSE,
    NOISE,
    TOO_FEW;

    /** The verdict as the marts write it. */
    static Verdict of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The verdict's name as the marts write it, also the end of its text's key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something changed. */
    public boolean isSignal() {
        return this == SIGNAL_BETTER || this == SIGNAL_WORSE;
    }
}
