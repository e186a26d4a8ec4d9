package daybreak.sample.bench;

import java.util.Arrays;
import java.util.Locale;

/** What is measured. */
enum Work {
    INGEST_30(30),
    BACKFILL_30(30),
    BACKFILL_90(90),
    NIGHT_30(30),
    NIGHT_90(90),
    NIGHT_360(360),
    NOTHING_NEW(30),
    WEEKLY(30);

    private final int days;

    Work(int days) {
        this.days = days;
    }

    /** Days of history: taken in, or lying before the night. */
    int days() {
        return days;
    }

    /** As on the command line and in the results. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Work of(String label) {
        return Arrays.stream(values())
                .filter(work -> work.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no work " + label + "; there are "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Work::label).toList()) + "."));
    }
}
