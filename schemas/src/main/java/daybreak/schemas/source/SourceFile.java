package daybreak.schemas.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of a CRM and the entities that it feeds.
 *
 * @param file its name, such as {@code sales_pipeline.csv}
 * @param feeds at least one, each entity at most once
 * @param form what is known of its form beforehand, unless the source says it of all its files
 */
public record SourceFile(String file, List<Feed> feeds, TextForm form) {

    public SourceFile {
        feeds = List.copyOf(feeds);
        if (feeds.isEmpty()) {
            throw new IllegalArgumentException("The file " + file + " feeds no entity");
        }
        Set<String> entities = new HashSet<>();
        for (Feed feed : feeds) {
            if (!entities.add(feed.entity())) {
                throw new IllegalArgumentException("The file " + file + " feeds " + feed.entity() + " twice");
            }
        }
    }
}
