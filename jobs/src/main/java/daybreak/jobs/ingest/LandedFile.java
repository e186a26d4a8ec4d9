package daybreak.jobs.ingest;

import daybreak.schemas.source.Feed;
import daybreak.schemas.source.TextForm;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file to be taken in.
 *
 * @param day its folder's, the day on which its rows arrive
 * @param file its name
 * @param path absolute
 * @param fileNo its number among the files of the same entity and day
 * @param feeds the entities that its rows feed, and how
 * @param form what is known of its form beforehand
 * @param declaredRows what {@code _COMPLETE} says of its records; null: nothing
 */
public record LandedFile(
        LocalDate day,
        String file,
        String path,
        int fileNo,
        List<Feed> feeds,
        TextForm form,
        String sha256,
        long bytes,
        @Nullable Long declaredRows)
        implements Serializable {

    public LandedFile {
        feeds = List.copyOf(feeds);
    }
}
