package daybreak.jobs.warehouse;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of a table that one run wrote.
 *
 * @param path of the folder, relative to the warehouse
 * @param rows in all its files
 */
public record Part(String table, String path, long rows) {

    /** Of a table that each run leaves whole, the part of the newest run that wrote one. */
    public static Optional<Part> latest(List<Part> parts, TableSchema table) {
        return parts.stream().filter(part -> part.table().equals(table.table())).max(Comparator.comparing(Part::path));
    }
}
