package daybreak.jobs.nightly;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.Staging;
import daybreak.jobs.spark.EngineSettings;
import daybreak.jobs.spark.NativeExecution;
import daybreak.jobs.spark.SparkEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A home of its own with a real embedded database, in which nights are run on real Spark. */
final class NightWorld implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Path home;
    private final Database database;
    private final NightlyJob job;

    NightWorld(Path home) {
        this.home = home.toAbsolutePath();
        this.database = Database.open(DatabaseLocation.embedded(home));
        NightlyJob.Settings settings =
                new NightlyJob.Settings(this.home, "test", ZONE, Staging.into(database.dataSource()));
        this.job = new NightlyJob(
                settings,
                database.dataSource(),
                () -> SparkEngine.start(
                        EngineSettings.local(NativeExecution.OFF, ZONE, this.home.resolve("warehouse"))),
                ProgressListener.SILENT);
    }

    NightOutcome run(Path exports, String from, String to, @Nullable String source) {
        return job.run(new NightRequest(exports, LocalDate.parse(from), LocalDate.parse(to), source, 0.01));
    }

    Path home() {
        return home;
    }

    Database database() {
        return database;
    }

    /** The rows of a query, each as its cells in text, separated by bars. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
