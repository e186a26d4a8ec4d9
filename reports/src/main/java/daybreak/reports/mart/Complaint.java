package daybreak.reports.mart;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A complaint with its clocks; null is unknown, or not yet.
 *
 * @param planDueAt three hours after the answer; null until answered
 * @param responseState in_time, late (answered late), lapsed (unanswered, too late) or open (unanswered, in time)
 * @param planState likewise for the plan, and not_answered
 * @param compensation yuan
 */
public record Complaint(
        String complaintId,
        String clientId,
        @Nullable String agentId,
        @Nullable String storeId,
        @Nullable String attribution,
        @Nullable String rootCause,
        @Nullable Integer severity,
        ZonedDateTime openedAt,
        @Nullable ZonedDateTime respondedAt,
        @Nullable ZonedDateTime planAt,
        @Nullable ZonedDateTime resolvedAt,
        ZonedDateTime responseDueAt,
        @Nullable ZonedDateTime planDueAt,
        String responseState,
        String planState,
        @Nullable Double compensation) {}
