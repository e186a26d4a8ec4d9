package daybreak.jobs.nightly;

import daybreak.jobs.alert.TaskEvidence;
import daybreak.jobs.alert.TaskTable;
import daybreak.jobs.catalog.Catalog;
import daybreak.jobs.catalog.MetricMart;
import daybreak.jobs.catalog.RunRecord;
import daybreak.jobs.catalog.Staging;
import daybreak.jobs.entity.EntityViews;
import daybreak.jobs.entity.OrphanReferences;
import daybreak.jobs.ingest.FileIntake;
import daybreak.jobs.ingest.Ingest;
import daybreak.jobs.ingest.IngestResult;
import daybreak.jobs.ingest.LandedRange;
import daybreak.jobs.ingest.LandedRange.LandedDay;
import daybreak.jobs.intake.IntakeNotice;
import daybreak.jobs.intake.TakenIn;
import daybreak.jobs.intake.UnusualIntake;
import daybreak.jobs.intake.UnusualIntakeException;
import daybreak.jobs.metric.ChangedPeriods;
import daybreak.jobs.metric.Judgement;
import daybreak.jobs.metric.MetricTable;
import daybreak.jobs.metric.RareEvents;
import daybreak.jobs.statistics.ControlRules;
import daybreak.jobs.subject.SubjectKeys;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.vault.Vault;
import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.Parts;
import daybreak.jobs.warehouse.TableSchema;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.Definitions;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.intake.UnusualRules;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.source.SourceMapping;
import daybreak.schemas.subject.Facts;
import daybreak.schemas.subject.Subject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The work of one night, a method a step, in the order in which {@link NightlyJob} names them. What a step leaves behind
 * lies in folders and staging tables of the run and is replaced when the step is run again; nobody reads it before
 * {@link #publish()}.
 */
final class Night {

    private final SparkSession spark;
    private final WarehousePaths paths;
    private final Catalog catalog;
    private final MetricMart metricMart;
    private final Staging staging;
    private final RunRecord run;
    private final LandedRange landed;
    private final @Nullable SourceMapping source;
    private final Vault vault;
    private final boolean acceptUnusual;
    private final ExportContracts contracts = ExportContracts.load();
    private final Metrics metrics = Metrics.load();
    private final Map<String, Subject> subjects = Subject.load();
    private final SubjectTables subjectTables;
    private final List<Part> prior;
    private final List<Part> own = new ArrayList<>();
    private List<FileIntake> files = List.of();
    private List<IntakeNotice> notices = List.of();
    private MetricMart.@Nullable Basis basis;
    private @Nullable EntityViews views;

    Night(
            SparkSession spark,
            WarehousePaths paths,
            Catalog catalog,
            MetricMart metricMart,
            Staging staging,
            RunRecord run,
            LandedRange landed,
            @Nullable SourceMapping source,
            Vault vault,
            boolean acceptUnusual) {
        this.spark = spark;
        this.paths = paths;
        this.catalog = catalog;
        this.metricMart = metricMart;
        this.staging = staging;
        this.run = run;
        this.landed = landed;
        this.source = source;
        this.vault = vault;
        this.acceptUnusual = acceptUnusual;
        this.subjectTables = new SubjectTables(spark, contracts, paths, Facts.load(), subjects);
        this.prior = catalog.parts();
    }

    /** Parses and checks the new files, splits off personal data, tells new rows from known ones. */
    void ingest() {
        IngestResult result =
                new Ingest(spark, paths, contracts, vault, source, run.zone()).run(landed, run.run(), prior);
        files = result.files();
        own.clear();
        own.addAll(result.parts());
        notices = notices();
    }

    /**
     * What is to be said of the new files. The first load of a history stops for nothing: nothing stands yet that it could
     * spoil, and a holiday of last year is not to be asked about.
     */
    private List<IntakeNotice> notices() {
        UnusualIntake unusual = new UnusualIntake(UnusualRules.load());
        List<LocalDate> days = landed.days().stream()
                .filter(LandedDay::complete)
                .map(LandedDay::day)
                .toList();
        LocalDate compared = run.from().minusDays(unusual.rules().days());
        List<IntakeNotice> all =
                new ArrayList<>(unusual.judge(TakenIn.of(days, files), catalog.takenIn(compared, run.from())));
        List<IntakeNotice> stops = all.stream().filter(IntakeNotice::stops).toList();
        if (!stops.isEmpty() && !acceptUnusual && !prior.isEmpty()) {
            throw new UnusualIntakeException(stops);
        }
        all.replaceAll(IntakeNotice::published);
        files.forEach(file -> all.addAll(IntakeNotice.of(file)));
        return all;
    }

    /** Of what was published although it is unusual. */
    List<String> warnings() {
        return notices.stream()
                .filter(notice -> notice.level() == IntakeNotice.Level.WARNING)
                .map(IntakeNotice::message)
                .toList();
    }

    /** Adds the day facts of the new rows. */
    void facts() {
        own.addAll(subjectTables.writeFacts(run.run(), List.copyOf(own)));
        views = null;
    }

    /** Computes one row per thing the business talks about. */
    void subjects() throws Exception {
        EntityViews standing = views();
        List<Callable<Part>> statements = new ArrayList<>();
        for (Subject subject : subjects.values()) {
            statements.add(() -> subjectTables.writeSubject(subject, run.run(), run.from(), run.to(), standing));
        }
        // Two at a time: while one is planned on one core, the other computes.
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<Part> part : threads.invokeAll(statements)) {
                own.add(part.get());
            }
        } finally {
            threads.shutdownNow();
        }
        // Of a range its last day, from which alone metrics are counted: all days of one are many rows.
        SubjectKeys.requireUnique(
                spark,
                subjects.values(),
                (session, subject) -> rowsOf(session, subject).where(lastDay()));
    }

    /** Computes all metrics as of the last day. */
    void metrics() throws SQLException {
        MetricTable computed = new MetricTable(spark, metrics, subjects);
        BiFunction<SparkSession, Subject, Dataset<Row>> rows = (session, subject) ->
                subjectTables.readAsWritten(session, subject, own).where(lastDay());
        basis = new MetricMart.Basis(
                run.to(),
                Definitions.digest(String.join(
                        "\n",
                        Definitions.fingerprint(),
                        ProgramDigest.ofThis(),
                        run.zone().getId(),
                        run.firstDay().toString())),
                computed.inputs(rows));
        ChangedPeriods periods = changedSince(metricMart.basis().orElse(null), basis);
        metricMart.stage(periods, metrics);
        Dataset<Row> values = computed.values(rows, run.firstDay(), run.to(), periods);
        Part part = subjectTables.write(values, MetricTable.NAME, run.run());
        staging.copy(spark.read().schema(MetricTable.SCHEMA).parquet(paths.folder(part)), MetricTable.NAME);
        staging.copy(
                rowsOf(spark, subject("complaint"))
                        .where(lastDay())
                        .select(
                                "complaint_id",
                                "client_id",
                                "agent_id",
                                "store",
                                "attribution",
                                "root_cause",
                                "severity",
                                "opened_at",
                                "responded_at",
                                "plan_at",
                                "resolved_at",
                                "response_due_at",
                                "plan_due_at",
                                "compensation",
                                "as_of"),
                "complaint");
        String changes = "SELECT change_id, effective_on, root_cause, title, owner FROM sop_changes";
        String stores = "SELECT store_id, store FROM agents WHERE store_id IS NOT NULL GROUP BY store_id, store";
        SparkSession session = views().session(spark, run.to(), run.to(), List.of(changes, stores));
        staging.copy(session.sql(changes), "sop_change");
        staging.copy(session.sql(stores), "store");
        EntityViews fresh = new EntityViews(contracts, paths, own);
        for (TableSchema table : List.of(EntityTables.QUARANTINE, EntityTables.RESUBMITTED)) {
            staging.copy(fresh.table(spark, table.table(), table.spark()), table.table());
        }
        staging.copy(OrphanReferences.of(spark, views(), this::orphanKeys, run.to()), "orphan_reference");
    }

    private ChangedPeriods changedSince(MetricMart.@Nullable Basis before, MetricMart.Basis now) {
        return before == null || !before.digest().equals(now.digest())
                ? ChangedPeriods.ALL
                : ChangedPeriods.since(before.day(), before.inputs(), now.day(), now.inputs(), metrics);
    }

    /** Keys that rows refer to and none has: as this run left them, or, where it had no reason to look, one before. */
    private Dataset<Row> orphanKeys(SparkSession session) {
        List<Part> all = new ArrayList<>(prior);
        all.addAll(own);
        return Parts.read(
                session,
                paths,
                EntityTables.ORPHAN.spark(),
                Part.latest(all, EntityTables.ORPHAN).stream().toList());
    }

    /** Judges the alert rules on each day of the range. */
    void alerts() throws SQLException {
        Dataset<Row> changes = new TaskTable(spark, subjects, AlertRule.load())
                .changes(
                        Night.this::rowsOf,
                        (session, state) ->
                                jdbc(session, "SELECT task_id, subject_key FROM task WHERE state = '" + state + "'"),
                        run.from(),
                        run.to());
        Part part = subjectTables.write(changes, TaskTable.NAME, run.run());
        Dataset<Row> written = spark.read().schema(changes.schema()).parquet(paths.folder(part));
        staging.copy(written, TaskTable.NAME);
        EntityViews views = views();
        TaskEvidence evidence = new TaskEvidence(spark, subjectTables);
        staging.copy(
                evidence.listings(
                        session -> session.read().schema(changes.schema()).parquet(paths.folder(part)),
                        views,
                        run.from(),
                        run.to()),
                TaskEvidence.LISTINGS);
        staging.copy(
                evidence.contacts(
                        session -> session.read()
                                .schema(changes.schema())
                                .parquet(paths.folder(part))
                                .where("change = 'raise'")
                                .select("task_id", "client_id", "owner", "raised_on", "due_at")
                                .unionByName(
                                        jdbc(session, "SELECT task_id, client_id, owner, raised_on, due_at FROM task")),
                        views,
                        run.to()),
                TaskEvidence.CONTACTS);
    }

    /** Judges the values and flips marts, tasks, catalog and run record in one transaction. */
    void publish() {
        Judgement judgement = new Judgement(metrics, ControlRules.STANDARD);
        RareEvents rareEvents = new RareEvents(
                metrics, subjects, subject -> rowsOf(spark, subject).where(lastDay()));
        List<Judgement.Value> values = judged(judgement);
        List<Judgement.ChartPoint> charts =
                judgement.charts(values, sopChanges(), rareEvents.of(judgement.rareCharts(values)));
        catalog.publish(new Catalog.Publication(
                run,
                landed.days(),
                landed.changes(),
                files,
                notices,
                own,
                Objects.requireNonNull(basis, "metrics are computed before they are published"),
                charts,
                judgement.headlines(values, charts),
                judgement.members(values)));
    }

    long rowsIn() {
        return files.stream().mapToLong(FileIntake::rowsIn).sum();
    }

    long refused() {
        return files.stream().mapToLong(FileIntake::refused).sum();
    }

    /** Totals, and of members only those that are judged: all of them would be too many for this process in time. */
    private List<Judgement.Value> judged(Judgement judgement) {
        List<Judgement.Value> values = new ArrayList<>(metricMart.totals());
        values.addAll(metricMart.members(judgement.families(values)));
        return values;
    }

    private List<Judgement.SopChange> sopChanges() {
        String sql = "SELECT change_id, effective_on, root_cause FROM sop_changes WHERE effective_on IS NOT NULL"
                + " ORDER BY effective_on, change_id";
        SparkSession session = views().session(spark, run.to(), run.to(), List.of(sql));
        return session.sql(sql).collectAsList().stream()
                .map(row -> new Judgement.SopChange(
                        row.getString(0), row.getDate(1).toLocalDate(), row.isNullAt(2) ? null : row.getString(2)))
                .collect(Collectors.toList());
    }

    private Dataset<Row> jdbc(SparkSession session, String sql) {
        return session.read().jdbc(staging.url(), "(" + sql + ") AS t", staging.properties());
    }

    private Subject subject(String name) {
        Subject subject = subjects.get(name);
        if (subject == null) {
            throw new IllegalStateException("the subject " + name + " is missing under schemas/subjects");
        }
        return subject;
    }

    private Dataset<Row> rowsOf(SparkSession session, Subject subject) {
        return subjectTables.read(session, subject, own);
    }

    private String lastDay() {
        LocalDate day = run.to();
        return "day = DATE'" + day + "'";
    }

    /** Over all that stands once this run is published; the same for all steps that follow the facts. */
    private synchronized EntityViews views() {
        if (views == null) {
            List<Part> all = new ArrayList<>(prior);
            all.addAll(own);
            views = new EntityViews(contracts, paths, all);
        }
        return views;
    }
}
