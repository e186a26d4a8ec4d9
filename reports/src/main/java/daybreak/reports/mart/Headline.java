package daybreak.reports.mart;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on a metric's newest mature period.
 *
 * @param previous the period before, null where there is none
 * @param fourBefore four weeks before; null for quarters
 * @param differenceP two-sided exact p of the period against the previous one
 * @param differenceCalled whether that difference is called after Benjamini–Hochberg
 */
public record Headline(
        String metric,
        String periodKind,
        String period,
        @Nullable String previous,
        @Nullable String fourBefore,
        @Nullable Double differenceP,
        boolean differenceCalled,
        Verdict verdict) {}
