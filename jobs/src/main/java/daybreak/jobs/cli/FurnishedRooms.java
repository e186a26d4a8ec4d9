package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.Staging;
import daybreak.jobs.explain.RowsBehind;
import daybreak.jobs.nightly.NightlyJob;
import daybreak.jobs.nightly.Nights;
import daybreak.jobs.nightly.ProgressListener;
import daybreak.jobs.nightly.Reviews;
import daybreak.jobs.spark.EngineSettings;
import daybreak.jobs.spark.NativeExecution;
import daybreak.jobs.spark.SparkEngine;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The rooms as they are built. */
final class FurnishedRooms implements Rooms {

    @Override
    public Nights nights(Settings settings, Database database, ProgressListener progress) {
        return new NightlyJob(
                new NightlyJob.Settings(
                        settings.home(), settings.brokerage(), settings.zone(), Staging.into(database.dataSource())),
                database.dataSource(),
                () -> SparkEngine.start(engine(settings)),
                progress);
    }

    @Override
    public Reviews reviews(Settings settings, Database database, ProgressListener progress) {
        throw CommandException.failed("this version has no reports yet");
    }

    @Override
    public RowsBehind rowsBehind(Settings settings, Database database) {
        return (key, limit) -> Optional.empty();
    }

    private static EngineSettings engine(Settings settings) {
        return new EngineSettings(
                settings.master(),
                settings.nativeExecution(),
                settings.zone(),
                Runtime.getRuntime().availableProcessors(),
                settings.home().resolve("warehouse"));
    }

    @Override
    public void warmUp(Path directory) {
        try (Database database = Database.open(DatabaseLocation.embedded(directory))) {
            database.marts().read(StandingRun::find);
            SparkSession spark = SparkEngine.start(EngineSettings.local(
                    NativeExecution.AUTO,
                    ZoneOffset.UTC,
                    directory.resolve("warehouse").toAbsolutePath()));
            try {
                String file = directory.resolve("rows").toString();
                spark.range(1000)
                        .selectExpr("id", "id % 7 AS part", "timestamp_seconds(id) AS at", "cast(id AS string) AS text")
                        .write()
                        .parquet(file);
                spark.read()
                        .parquet(file)
                        .groupBy("part")
                        .count()
                        .orderBy("part")
                        .collectAsList();
            } finally {
                spark.stop();
            }
        }
    }
}
