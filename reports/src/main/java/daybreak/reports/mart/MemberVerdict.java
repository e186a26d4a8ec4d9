package daybreak.reports.mart;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on a member of a dimension against all others.
 *
 * @param p two-sided exact; null when too few
 * @param called after Benjamini–Hochberg at 10 % within metric, dimension and period
 * @param verdict higher, lower, no_difference or too_few
 */
public record MemberVerdict(
        String metric,
        String period,
        String dimension,
        String member,
        @Nullable Double p,
        boolean called,
        String verdict) {}
