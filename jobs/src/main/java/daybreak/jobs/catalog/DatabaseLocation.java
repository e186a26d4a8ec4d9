package daybreak.jobs.catalog;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the marts lie.
 *
 * @param home directory of the installation; the embedded database lies in its {@code pg}
 * @param url JDBC URL of a PostgreSQL server; null: the embedded database
 * @param user role to log in as; null: the URL's, else the driver's default. Unused by the embedded database
 * @param password of that role; null: none
 * @param port on which the embedded database listens; 0: any free one
 */
public record DatabaseLocation(
        Path home,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        int port) {

    public DatabaseLocation {
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the database URL must start with jdbc:postgresql:, for example jdbc:postgresql://host:5432/daybreak");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("the database port must lie between 0 and 65535, not " + port);
        }
        home = home.toAbsolutePath().normalize();
    }

    /** The embedded database of a home, on any free port. */
    public static DatabaseLocation embedded(Path home) {
        return new DatabaseLocation(home, null, null, null, 0);
    }

    /** The location in words, without anything secret. */
    public String described() {
        if (url == null) {
            return home.toString();
        }
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Leaves out the password and the URL's parameters, which may hold one. */
    @Override
    public String toString() {
        return "DatabaseLocation[" + described() + "]";
    }
}
