package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.Staging;
import daybreak.jobs.explain.RefusedRows;
import daybreak.jobs.explain.RowsBehind;
import daybreak.jobs.explain.SubjectRows;
import daybreak.jobs.explain.VaultedRows;
import daybreak.jobs.nightly.NightlyJob;
import daybreak.jobs.nightly.Nights;
import daybreak.jobs.nightly.ProgressListener;
import daybreak.jobs.nightly.RenderedReviews;
import daybreak.jobs.nightly.Reviews;
import daybreak.jobs.spark.EngineSettings;
import daybreak.jobs.spark.SparkEngine;
import daybreak.jobs.vault.KeyFile;
import daybreak.jobs.vault.Vault;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The rooms as they are built. */
final class FurnishedRooms implements Rooms {

    @Override
    public Nights nights(Settings settings, Database database, ProgressListener progress) {
        return new NightlyJob(ofNights(settings, database), database.dataSource(), () -> spark(settings), progress);
    }

    @Override
    public Reviews reviews(Settings settings, Database database, ProgressListener progress) {
        // Both languages, from one source of texts: who reads the Chinese review passes the English one on.
        return new RenderedReviews(
                settings.home(), database.dataSource(), List.of(daybreak.reports.text.Language.values()), progress);
    }

    @Override
    public RowsBehind rowsBehind(Settings settings, Database database) {
        return new SubjectRows(
                () -> spark(settings),
                new WarehousePaths(settings.home().resolve("warehouse").toString()),
                database.dataSource(),
                Metrics.load(),
                Subject.load(),
                AlertRule.load());
    }

    @Override
    public RefusedRows refusedRows(Settings settings, Database database) {
        NightlyJob.Settings of = ofNights(settings, database);
        return new VaultedRows(
                () -> SparkEngine.start(engine(settings).forPersonalData()),
                of.warehouse(),
                database.dataSource(),
                () -> new Vault(new KeyFile(of.keys())),
                ExportContracts.load());
    }

    private static NightlyJob.Settings ofNights(Settings settings, Database database) {
        return new NightlyJob.Settings(
                settings.database(), settings.brokerage(), settings.zone(), Staging.into(database.dataSource()));
    }

    private static SparkSession spark(Settings settings) {
        return SparkEngine.start(engine(settings));
    }

    private static EngineSettings engine(Settings settings) {
        return new EngineSettings(
                settings.master(),
                settings.nativeExecution(),
                settings.zone(),
                settings.home().resolve("warehouse"),
                false);
    }
}
