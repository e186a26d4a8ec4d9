package daybreak.jobs.nightly;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Holds the night of another process at the last statement of its publishing transaction: all marts are written, and none
 * of them can be seen. Closing lets it go on.
 */
final class HeldPublication implements AutoCloseable {

    private final Database database;
    private final Connection holding;

    private HeldPublication(Database database, Connection holding) {
        this.database = database;
        this.holding = holding;
    }

    /** To be taken before that process publishes, and after it has opened the database of the home. */
    static HeldPublication in(Path home) throws SQLException {
        Database database = Objects.requireNonNull(Database.openToRead(DatabaseLocation.embedded(home)));
        Connection holding = database.dataSource().getConnection();
        holding.setAutoCommit(false);
        try (Statement statement = holding.createStatement()) {
            statement.execute("LOCK TABLE current_run IN SHARE MODE");
        }
        return new HeldPublication(database, holding);
    }

    /** Whether the night has come so far. */
    boolean isReached() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'current_run'::regclass)")) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the locks of the database cannot be seen", e);
        }
    }

    /** The database, while the night is held. */
    Database database() {
        return database;
    }

    /** Lets the night go on. If the server was stopped meanwhile, nobody is held any more. */
    @Override
    public void close() {
        try {
            holding.close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(HeldPublication.class).debug("nothing held", e);
        }
        database.close();
    }
}
