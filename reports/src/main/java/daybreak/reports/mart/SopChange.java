package daybreak.reports.mart;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A recorded change of a standard procedure; null is not stated.
 *
 * @param effectiveOn first day on which it holds
 * @param rootCause the cause of complaints it is meant to cure
 */
public record SopChange(
        String changeId,
        @Nullable LocalDate effectiveOn,
        @Nullable String rootCause,
        @Nullable String title,
        @Nullable String owner) {}
