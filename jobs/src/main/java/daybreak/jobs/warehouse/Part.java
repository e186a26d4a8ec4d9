package daybreak.jobs.warehouse;

/**
 * The files of a table that one run wrote.
 *
 * @param path of the folder, relative to the warehouse
 * @param rows in all its files; at least one
 */
public record Part(String table, String path, long rows) {}
