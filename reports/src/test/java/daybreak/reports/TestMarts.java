package daybreak.reports;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** An embedded PostgreSQL with the marts, empty. */
public final class TestMarts implements AutoCloseable {

    private final EmbeddedPostgres server;

    private TestMarts(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestMarts start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Files.createDirectories(Path.of("target", "pg")).toFile())
                    .start();
            Flyway.configure()
                    .dataSource(server.getPostgresDatabase())
                    .locations("classpath:daybreak/marts")
                    .load()
                    .migrate();
            return new TestMarts(server);
        } catch (IOException e) {
            throw new IllegalStateException("The embedded PostgreSQL does not start", e);
        }
    }

    public Connection connection() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Empties every mart. */
    public void clear() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "TRUNCATE run, current_run, warehouse_part, intake_file, intake_day, quarantine, metric_value,"
                            + " control_point, headline, member_verdict, complaint, sop_change, store, task, trace CASCADE");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
