package daybreak.jobs.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL database that holds marts, catalog and job repository: the embedded one of a home, or a server.
 *
 * <p>Closing stops the embedded server if this object started it; it also stops when the process ends by itself or by
 * Ctrl-C. After a kill -9 the next opening stops the server left behind.
 */
public final class Database implements AutoCloseable {

    private final DataSource dataSource;
    private final @Nullable EmbeddedServer server;

    private Database(DataSource dataSource, @Nullable EmbeddedServer server) {
        this.dataSource = dataSource;
        this.server = server;
    }

    /**
     * Opens the database to work in it, making the embedded one where there is none yet, and brings the marts' schema up
     * to date.
     *
     * @throws DatabaseException if it cannot be had, or another process holds it
     */
    public static Database open(DatabaseLocation location) {
        Database database;
        if (location.url() == null) {
            EmbeddedServer server = EmbeddedServer.start(location.home(), location.port());
            database = new Database(server.dataSource(), server);
        } else {
            database = new Database(serverAt(location), null);
        }
        try {
            database.migrate(location);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /**
     * Opens the database to read what has been published. Changes nothing, and makes none where there is none. While
     * another process works in the embedded database, its server answers.
     *
     * @return null if no night has ever been begun there
     * @throws DatabaseException if it cannot be reached
     */
    public static @Nullable Database openToRead(DatabaseLocation location) {
        Database database;
        if (location.url() == null) {
            if (!EmbeddedServer.existsIn(location.home())) {
                return null;
            }
            DataSource running = EmbeddedServer.running(location.home());
            if (running != null) {
                database = new Database(running, null);
            } else {
                EmbeddedServer server = EmbeddedServer.start(location.home(), location.port());
                database = new Database(server.dataSource(), server);
            }
        } else {
            database = new Database(serverAt(location), null);
        }
        try {
            if (database.hasMarts(location)) {
                return database;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        database.close();
        return null;
    }

    /** Source of connections, each a new one; to be closed by whoever asked. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The marts, read-only. */
    public Marts marts() {
        return new Marts(dataSource);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private void migrate(DatabaseLocation location) {
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:daybreak/marts")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException(
                    "cannot bring the tables in " + location.described() + " up to date: " + firstLine(e), e);
        }
    }

    private boolean hasMarts(DatabaseLocation location) {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT to_regclass('current_run') IS NOT NULL")) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw unreachable(location, e);
        }
    }

    private static DataSource serverAt(DatabaseLocation location) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        try {
            server.setURL(Objects.requireNonNull(location.url()));
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(
                    "the database URL is not one that PostgreSQL's driver understands; it looks like"
                            + " jdbc:postgresql://host:5432/daybreak",
                    e);
        }
        if (location.user() != null) {
            server.setUser(location.user());
        }
        if (location.password() != null) {
            server.setPassword(location.password());
        }
        server.setApplicationName("daybreak");
        // Its details quote whole rows, and messages end up in logs.
        server.setLogServerErrorDetail(false);
        try (Connection connection = server.getConnection()) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw unreachable(location, e);
        }
        return server;
    }

    private static DatabaseException unreachable(DatabaseLocation location, SQLException e) {
        return new DatabaseException("cannot use the database " + location.described() + ": " + firstLine(e), e);
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }
}
