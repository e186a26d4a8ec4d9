package daybreak.jobs.warehouse;

import java.io.Serializable;

/**
 * The folders of the warehouse: {@code <root>/<table>/run=<run>/}. What a run wrote is immutable once published.
 *
 * @param root an absolute path or an address that Hadoop's file systems understand
 */
public record WarehousePaths(String root) implements Serializable {

    public WarehousePaths {
        if (root.isBlank() || root.endsWith("/")) {
            throw new IllegalArgumentException(
                    "The root of the warehouse is a folder without trailing slash, not '" + root + "'.");
        }
    }

    /** Of the table's files of that run, relative to the root. */
    public String relative(String table, String run) {
        return table + "/run=" + run;
    }

    /** Of the table's files of that run. */
    public String folder(String table, String run) {
        return root + "/" + relative(table, run);
    }

    /** Of a part that was published. */
    public String folder(Part part) {
        return root + "/" + part.path();
    }
}
