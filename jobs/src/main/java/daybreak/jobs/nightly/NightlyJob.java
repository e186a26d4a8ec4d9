package daybreak.jobs.nightly;

import daybreak.jobs.catalog.Catalog;
import daybreak.jobs.catalog.DatabaseException;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.catalog.MetricMart;
import daybreak.jobs.catalog.RunRecord;
import daybreak.jobs.catalog.Staging;
import daybreak.jobs.failure.Failures;
import daybreak.jobs.ingest.IngestException;
import daybreak.jobs.ingest.LandedRange;
import daybreak.jobs.ingest.Landing;
import daybreak.jobs.vault.KeyFile;
import daybreak.jobs.vault.Vault;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.SourceMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * The main job. Takes in the days asked for, from the day after the last night on, and publishes the marts as of the last
 * of them. A night is a backfill of one day.
 *
 * <p>The steps: <b>land</b> (before the job: its fingerprint is part of the job's identity), <b>ingest</b>, <b>facts</b>,
 * <b>subjects</b>, <b>metrics</b>, <b>alerts</b>, <b>publish</b>. A run that was cut keeps its id, and the same command
 * does its steps anew: each replaces what it had left, and nothing of it was visible.
 */
public final class NightlyJob implements Nights {

    private static final String NAME = "nightly";

    /** Kept in the file alone: the terminal is told by the command, in a sentence. */
    private static final Logger LOG = LoggerFactory.getLogger("daybreak.failure");

    private final Settings settings;
    private final DataSource dataSource;
    private final Catalog catalog;
    private final Supplier<SparkSession> spark;
    private final ProgressListener progress;

    /**
     * What a night needs to know of its surroundings.
     *
     * @param location of the database and of the home, which holds warehouse and keys
     * @param brokerage its name; one night of a brokerage runs at a time
     * @param zone its time zone
     * @param staging how tasks reach the database
     */
    public record Settings(DatabaseLocation location, String brokerage, ZoneId zone, Staging staging) {

        /** Where the warehouse of a home lies. */
        public WarehousePaths warehouse() {
            return new WarehousePaths(location.home().resolve("warehouse").toString());
        }

        /** Where the keys of a home lie. */
        public Path keys() {
            return location.home().resolve("keys").resolve("daybreak.p12");
        }
    }

    /**
     * @param spark starts the session, or gives the one that runs; asked only when there is something to compute
     */
    public NightlyJob(
            Settings settings, DataSource dataSource, Supplier<SparkSession> spark, ProgressListener progress) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.catalog = new Catalog(dataSource);
        this.spark = spark;
        this.progress = progress;
    }

    @Override
    public NightOutcome run(NightRequest request) {
        return catalog.locked(settings.brokerage(), lock -> runLocked(request, lock));
    }

    private NightOutcome runLocked(NightRequest request, Catalog.Lock lock) {
        SourceMapping source =
                request.source() == null ? null : SourceMapping.load(request.source(), ExportContracts.load());
        Optional<Catalog.Span> known = catalog.span();
        LocalDate from = request.from();
        if (known.isPresent()) {
            LocalDate next = known.get().last().plusDays(1);
            if (request.from().isBefore(known.get().first())) {
                return failed("History here begins on " + known.get().first() + "; days before it cannot be added. Use"
                        + " another --home to build a longer one.");
            }
            // A night that was left out is made up for: days between the last night and this one come first.
            from = request.from().isAfter(next) ? next : request.from();
        }
        progress.begun("land", 0);
        LandedRange landed;
        try {
            landed = new Landing(request.exports(), source, ExportContracts.load())
                    .land(
                            from,
                            request.to(),
                            catalog.recorded(),
                            request.accepted().resend());
        } catch (IngestException e) {
            return failed(String.valueOf(e.getMessage()));
        } finally {
            progress.ended("land");
        }
        if (landed.nothingNew() && !landed.changes().isEmpty()) {
            return failed(
                    "No day from " + from + " to " + request.to() + " is new, and rows of a folder that changed can"
                            + " only arrive with a new day. Nothing is done yet and nothing is lost: run again with the next day as"
                            + " --to, and " + landed.changesNamed() + " will be taken in with it.");
        }
        if (landed.nothingNew()) {
            return new NightOutcome(
                    NightOutcome.Status.NOTHING_NEW,
                    null,
                    0,
                    0,
                    "Nothing is new from " + from + " to " + request.to()
                            + ": all of it was taken in before, unchanged.",
                    List.of());
        }
        if (known.isPresent() && !Files.exists(settings.keys())) {
            return failed(
                    "The key file " + settings.keys() + " is gone. Put it back from its backup: without it the personal"
                            + " data taken in so far cannot be read, and no row can be told from what is known of its key.");
        }
        // Before anything is recorded: where there is no engine, nothing has begun.
        SparkSession session = spark.get();
        LocalDate firstNew = known.map(span -> span.last().plusDays(1)).orElse(from);
        RunRecord run = catalog.begin(
                settings.brokerage(), request.source(), firstNew, request.to(), settings.zone(), landed.fingerprint());
        Night night = new Night(
                session,
                settings.warehouse(),
                catalog,
                new MetricMart(dataSource),
                settings.staging(),
                run,
                landed,
                source,
                new Vault(KeyFile.openOrMake(settings.keys())),
                request.accepted().unusual());
        try (BatchRepository batch = BatchRepository.open(dataSource)) {
            return outcome(request, run, lock, night, batch.run(job(night, lock, batch), parameters(run)));
        }
    }

    /** The steps, in order. */
    private Job job(Night night, Catalog.Lock lock, BatchRepository batch) {
        return new JobBuilder(NAME, batch.repository())
                .start(step(batch, lock, "ingest", night::ingest))
                .next(step(batch, lock, "facts", night::facts))
                .next(step(batch, lock, "subjects", night::subjects))
                .next(step(batch, lock, "metrics", night::metrics))
                .next(step(batch, lock, "alerts", night::alerts))
                .next(step(batch, lock, "publish", night::publish))
                .build();
    }

    /** Its name alone is recorded: parameters and contexts of the job repository hold no data of clients. */
    private static JobParameters parameters(RunRecord run) {
        return new JobParametersBuilder()
                .addString("brokerage", run.brokerage())
                .addString("from", run.from().toString())
                .addString("to", run.to().toString())
                .addString("fingerprint", run.fingerprint())
                .toJobParameters();
    }

    private interface Work {
        void run() throws Exception;
    }

    private Step step(BatchRepository batch, Catalog.Lock lock, String name, Work work) {
        JobRepository repository = batch.repository();
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            progress.begun(name, 0);
                            try {
                                lock.requireHeld();
                                work.run();
                            } finally {
                                progress.ended(name);
                            }
                            return RepeatStatus.FINISHED;
                        },
                        batch.transactions())
                // What a step keeps in memory for the next is gone with the process: a restart begins with the first.
                .allowStartIfComplete(true)
                .build();
    }

    private NightOutcome outcome(
            NightRequest request, RunRecord run, Catalog.Lock lock, Night night, JobExecution execution) {
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            return failed(run, lock, execution);
        }
        long rows = night.rowsIn();
        long refused = night.refused();
        boolean tooMany = rows > 0 && (double) refused / rows > request.allowRefused();
        return new NightOutcome(
                tooMany ? NightOutcome.Status.PUBLISHED_ABOVE_ALLOWED : NightOutcome.Status.PUBLISHED,
                run.run(),
                rows,
                refused,
                "Published run " + run.run() + ": " + rows + " rows read, " + refused + " refused.",
                night.warnings());
    }

    private NightOutcome failed(RunRecord run, Catalog.Lock lock, JobExecution execution) {
        List<Throwable> causes = new ArrayList<>(execution.getAllFailureExceptions());
        try {
            lock.requireHeld();
        } catch (DatabaseException e) {
            // Where the database went away, a rollback that fails may hide it.
            causes.add(e);
        }
        causes.forEach(cause -> LOG.error("run {} failed", run.run(), cause));
        String message = causes.stream()
                .flatMap(cause -> Failures.sentence(cause, settings.location()).stream())
                .findFirst()
                .orElseGet(() -> causes.stream()
                        .flatMap(cause -> String.valueOf(cause.getMessage()).lines())
                        .findFirst()
                        .orElse("the job ended as " + execution.getStatus()));
        try {
            catalog.fail(run.run(), message);
        } catch (DatabaseException e) {
            // It stays recorded as running; the same command finds it by its fingerprint either way.
            LOG.error("the end of run {} could not be recorded", run.run(), e);
        }
        return new NightOutcome(NightOutcome.Status.FAILED, run.run(), 0, 0, message, List.of());
    }

    private static NightOutcome failed(@Nullable String message) {
        return new NightOutcome(NightOutcome.Status.FAILED, null, 0, 0, String.valueOf(message), List.of());
    }
}
