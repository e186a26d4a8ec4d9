package daybreak.jobs.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about rows of a file that were accepted as they are.
 *
 * @param column where it shows
 * @param other {@link Kind#TIME_ORDER}: the column before which it should not lie. {@link Kind#UNLISTED_ITEM}: the item;
 *     null: further ones, beyond the first hundred of the file. {@link Kind#IN_FUTURE}: null
 */
public record Oddity(Kind kind, String column, @Nullable String other) implements Serializable {

    /** What it is. */
    public enum Kind {
        /** A time lies before one that it cannot precede. */
        TIME_ORDER,
        /** What has happened lies after the day on which the row arrived. */
        IN_FUTURE,
        /** An item of a list that is none of those its contract names. */
        UNLISTED_ITEM
    }

    /**
     * How often it was seen.
     *
     * @param rows accepted ones, duplicates of earlier rows included
     * @param firstLine where the first of them begins
     */
    public record Seen(long rows, long firstLine) implements Serializable {}
}
