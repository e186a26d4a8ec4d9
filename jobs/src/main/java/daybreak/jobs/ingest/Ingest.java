package daybreak.jobs.ingest;

import daybreak.jobs.vault.Vault;
import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.Parts;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.Notation;
import daybreak.schemas.source.SourceMapping;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes landed files into the warehouse: typed rows, vault, quarantine, ledger, and the list of rows that do not stand. What
 * a run writes lies in folders of its own; the same run again, after whatever end of the first, begins by removing them.
 *
 * @param source by which the files were landed; null: the contract
 * @param zone of the brokerage, for times without offset
 */
public record Ingest(
        SparkSession spark,
        WarehousePaths warehouse,
        ExportContracts contracts,
        Vault vault,
        @Nullable SourceMapping source,
        ZoneId zone) {

    private static final String DUPLICATE = "duplicate";
    private static final String EVENT_CHANGED = "event_changed";
    private static final String SUPERSEDED = "superseded";

    /** Rows by verdict, and by whether they are late, of one file. */
    private record Dropped(Map<String, Long> rows, Map<String, Long> late) {

        static final Dropped NONE = new Dropped(Map.of(), Map.of());

        long rows(String verdict) {
            return rows.getOrDefault(verdict, 0L);
        }

        long late(String verdict) {
            return late.getOrDefault(verdict, 0L);
        }
    }

    /**
     * Takes in what is new.
     *
     * @param priorParts published before; of them the ledgers are read
     * @throws IngestException if a file cannot be read as a whole, or holds another number of records than was declared
     */
    public IngestResult run(LandedRange landed, String run, List<Part> priorParts) {
        try {
            Configuration configuration = new Configuration();
            removeFormer(run, configuration);
            if (landed.files().isEmpty()) {
                return new IngestResult(List.of(), List.of());
            }
            List<GroupResult> results = parse(landed, run);
            Map<String, Long> rows = keepSuccessful(results, run, configuration);
            List<FileSummary> summaries = results.stream()
                    .flatMap(result -> result.summaries().stream())
                    .sorted(Comparator.comparing(
                                    (FileSummary summary) -> summary.file().day())
                            .thenComparing(FileSummary::entity)
                            .thenComparing(summary -> summary.file().fileNo()))
                    .toList();
            requireDeclaredRows(summaries);
            List<FileIntake> intake = judge(summaries, rows, run, priorParts, landed.resent(), configuration);
            removeFolder(warehouse.folder(References.TABLE.table(), run), configuration);
            rows.remove(References.TABLE.table());
            List<Part> parts = rows.entrySet().stream()
                    .map(table -> part(table.getKey(), run, table.getValue()))
                    .toList();
            return new IngestResult(intake, parts);
        } catch (IOException e) {
            throw new IngestException(
                    "The warehouse " + warehouse.root() + " could not be written: " + e.getMessage(), e);
        }
    }

    private Part part(String table, String run, long rows) {
        return new Part(table, warehouse.relative(table, run), rows);
    }

    private List<GroupResult> parse(LandedRange landed, String run) {
        Map<String, ExportContract> needed =
                contracts.all().stream().collect(Collectors.toMap(ExportContract::entity, contract -> contract));
        IngestTask task = new IngestTask(
                warehouse,
                run,
                needed,
                source == null ? Notation.BY_CONTRACT : source.notation(),
                zone.getId(),
                vault.settings(),
                vault.keys().path().toAbsolutePath().toString());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<FileGroup> groups = FileGroup.of(landed.files(), context.defaultParallelism());
        try {
            return context.parallelize(groups, groups.size()).map(task).collect();
        } catch (RuntimeException e) {
            throw asSaid(e);
        } catch (Exception e) {
            throw e instanceof SparkException ? asSaid(e) : new IngestException("Reading the exports failed.", e);
        }
    }

    /** What a task said in a sentence reaches the caller wrapped by Spark. */
    private static RuntimeException asSaid(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IngestException said) {
                return said;
            }
        }
        return new IngestException("Reading the exports failed: " + thrown.getMessage(), thrown);
    }

    private List<FileIntake> judge(
            List<FileSummary> summaries,
            Map<String, Long> rows,
            String run,
            List<Part> priorParts,
            boolean resent,
            Configuration configuration)
            throws IOException {
        String ledgerTable = EntityTables.LEDGER.table();
        Long written = rows.get(ledgerTable);
        List<Part> earlier = priorParts.stream()
                .filter(part -> part.table().equals(ledgerTable))
                .toList();
        Map<FileKey, Dropped> dropped = Map.of();
        Map<FileKey, Long> orphans = Map.of();
        if (written != null) {
            Part incoming = part(ledgerTable, run, written);
            Verdicts verdicts = new Verdicts(spark, contracts, warehouse);
            Part notStanding = Parts.write(
                    verdicts.dropped(incoming, earlier, summaries, resent),
                    warehouse,
                    EntityTables.DROPPED.table(),
                    run);
            Dataset<Row> droppedRows = Parts.read(
                    spark,
                    warehouse,
                    EntityTables.DROPPED.spark(),
                    notStanding.rows() > 0 ? List.of(notStanding) : List.of());
            if (notStanding.rows() > 0) {
                dropped = counts(droppedRows);
                refuseChangedEvents(droppedRows, dropped, summaries, rows, run);
            }
            Part before = Part.latest(priorParts, EntityTables.ORPHAN).orElse(null);
            Long referring = rows.get(References.TABLE.table());
            if (referring != null || (before != null && before.rows() > 0)) {
                List<Part> all = new ArrayList<>(earlier);
                all.add(incoming);
                Dataset<Row> references = Parts.read(
                        spark,
                        warehouse,
                        References.TABLE.spark(),
                        referring == null ? List.of() : List.of(part(References.TABLE.table(), run, referring)));
                Orphans.Found found = new Orphans(spark, contracts, warehouse, run)
                        .find(before, references, verdicts.ledger(all), droppedRows, rows);
                orphans = found.rows();
                Part open = found.open();
                if (open != null) {
                    rows.put(open.table(), open.rows());
                }
            }
            if (notStanding.rows() > 0) {
                rows.put(notStanding.table(), notStanding.rows());
            } else {
                removeFolder(warehouse.folder(notStanding.table(), run), configuration);
            }
        }
        List<FileIntake> intake = new ArrayList<>();
        for (FileSummary summary : summaries) {
            FileKey key = FileKey.of(summary);
            intake.add(intake(summary, dropped.getOrDefault(key, Dropped.NONE), orphans.getOrDefault(key, 0L)));
        }
        return intake;
    }

    private static FileIntake intake(FileSummary summary, Dropped dropped, long orphans) {
        long duplicates = dropped.rows(DUPLICATE);
        long refused = summary.refused() + dropped.rows(EVENT_CHANGED);
        return new FileIntake(
                summary.file().day(),
                summary.file().file(),
                summary.entity(),
                summary.file().sha256(),
                summary.file().bytes(),
                summary.rowsIn(),
                summary.rowsIn() - refused - duplicates,
                refused,
                duplicates,
                dropped.rows(SUPERSEDED),
                summary.late() - dropped.late(DUPLICATE) - dropped.late(EVENT_CHANGED),
                orphans,
                summary.unknownColumns(),
                summary.form(),
                summary.columns(),
                summary.oddities(),
                summary.unknownValues());
    }

    private static Map<FileKey, Dropped> counts(Dataset<Row> dropped) {
        Map<FileKey, Dropped> counts = new HashMap<>();
        for (Row row : dropped.groupBy("entity", "arrived", "file_no", "verdict", "late")
                .count()
                .collectAsList()) {
            FileKey key = new FileKey(row.getString(0), Orphans.day(row, 1), row.getInt(2));
            Dropped file = counts.computeIfAbsent(key, none -> new Dropped(new HashMap<>(), new HashMap<>()));
            file.rows().merge(row.getString(3), row.getLong(5), Long::sum);
            if (row.getBoolean(4)) {
                file.late().merge(row.getString(3), row.getLong(5), Long::sum);
            }
        }
        return counts;
    }

    /** Their cells are in the warehouse and the vault under the same arrival, so only the reason is written. */
    private void refuseChangedEvents(
            Dataset<Row> notStanding,
            Map<FileKey, Dropped> dropped,
            List<FileSummary> summaries,
            Map<String, Long> rows,
            String run) {
        long changed = dropped.values().stream()
                .mapToLong(file -> file.rows(EVENT_CHANGED))
                .sum();
        if (changed == 0) {
            return;
        }
        Map<FileKey, String> names = new HashMap<>();
        summaries.forEach(
                summary -> names.put(FileKey.of(summary), summary.file().file()));
        String table = EntityTables.QUARANTINE.table();
        notStanding
                .where("verdict = '" + EVENT_CHANGED + "'")
                .map(new ChangedEvent(names), Encoders.row(EntityTables.QUARANTINE.spark()))
                .write()
                .mode(SaveMode.Append)
                .parquet(warehouse.folder(table, run));
        rows.merge(table, changed, Long::sum);
    }

    /**
     * From a row that does not stand to its line in quarantine.
     *
     * @param names of the files
     */
    private record ChangedEvent(Map<FileKey, String> names) implements MapFunction<Row, Row> {

        private static final Refusal REFUSAL =
                new Refusal(null, RefusalCode.EVENT_CHANGED, "the values that arrived first, or another key");

        @Override
        public Row call(Row row) {
            FileKey key = new FileKey(row.getString(0), Orphans.day(row, 1), row.getInt(2));
            String name = names.getOrDefault(key, key.entity());
            return RowFactory.create(
                    row.get(1),
                    key.entity(),
                    name,
                    row.getLong(3),
                    null,
                    REFUSAL.code().name(),
                    REFUSAL.expected(),
                    REFUSAL.message(name, row.getLong(3)));
        }
    }

    private static void requireDeclaredRows(List<FileSummary> summaries) {
        for (FileSummary summary : summaries) {
            Long declared = summary.file().declaredRows();
            if (declared != null && declared != summary.records()) {
                throw new IngestException(summary.file().path() + " holds " + summary.records()
                        + " records, while _COMPLETE says " + declared + "; export the folder again.");
            }
        }
    }

    /** Removes files of attempts that failed, and adds up the rows of the others by table. */
    private Map<String, Long> keepSuccessful(List<GroupResult> results, String run, Configuration configuration)
            throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Set<String>> names = new HashMap<>();
        for (GroupResult result : results) {
            for (GroupResult.WrittenFile file : result.written()) {
                rows.merge(file.table(), file.rows(), Long::sum);
                names.computeIfAbsent(file.table(), table -> new HashSet<>()).add(file.name());
            }
        }
        for (String table : tables()) {
            Path folder = new Path(warehouse.folder(table, run));
            FileSystem files = folder.getFileSystem(configuration);
            if (!files.exists(folder)) {
                continue;
            }
            Set<String> kept = names.getOrDefault(table, Set.of());
            for (FileStatus status : files.listStatus(folder)) {
                String name = status.getPath().getName();
                if (kept.stream().noneMatch(name::contains)) {
                    files.delete(status.getPath(), false);
                }
            }
        }
        return rows;
    }

    private void removeFormer(String run, Configuration configuration) throws IOException {
        for (String table : tables()) {
            removeFolder(warehouse.folder(table, run), configuration);
        }
        removeFolder(warehouse.folder(EntityTables.DROPPED.table(), run), configuration);
        removeFolder(warehouse.folder(EntityTables.ORPHAN.table(), run), configuration);
    }

    private static void removeFolder(String folder, Configuration configuration) throws IOException {
        Path path = new Path(folder);
        path.getFileSystem(configuration).delete(path, true);
    }

    /** All that tasks write. */
    private List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (ExportContract contract : contracts.all()) {
            tables.add(contract.entity());
            if (EntityTables.hasVault(contract)) {
                tables.add(EntityTables.vault(contract).table());
            }
        }
        tables.add(EntityTables.LEDGER.table());
        tables.add(EntityTables.QUARANTINE.table());
        tables.add(EntityTables.VAULT_QUARANTINE.table());
        tables.add(EntityTables.RESUBMITTED.table());
        tables.add(References.TABLE.table());
        return tables;
    }
}
