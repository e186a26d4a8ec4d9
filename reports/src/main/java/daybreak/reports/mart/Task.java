package daybreak.reports.mart;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that an alert raised.
 *
 * @param owner agent_id; null: nobody to give it to
 * @param store store_id of the owner
 * @param severity 1 is the highest
 * @param state open or closed
 * @param closedOn first day on which the condition no longer held
 * @param dayRank among the owner's tasks raised that day; beyond the cap it waits
 * @param firstContactAt first contact with, or viewing booked for, the client by the owner after it was raised
 */
public record Task(
        String taskId,
        String rule,
        @Nullable String clientId,
        @Nullable String owner,
        @Nullable String store,
        int severity,
        LocalDate raisedOn,
        ZonedDateTime dueAt,
        String state,
        @Nullable LocalDate closedOn,
        String reasonChinese,
        String reasonEnglish,
        List<String> listings,
        int dayRank,
        @Nullable ZonedDateTime firstContactAt) {

    /** Tasks that an owner is shown a day; the rest waits. */
    public static final int CAP = 20;

    public Task {
        listings = List.copyOf(listings);
    }

    /** Whether the condition still holds. */
    public boolean isOpen() {
        return state.equals("open");
    }

    /** Whether the task waits behind the owner's cap of its day. */
    public boolean waits() {
        return dayRank > CAP;
    }

    /** Whether the owner acted on it before it was due. */
    public boolean isActedOnInTime() {
        return firstContactAt != null && firstContactAt.isBefore(dueAt);
    }
}
