package daybreak.jobs.ingest;

import daybreak.jobs.tabular.Finding;
import daybreak.jobs.tabular.Malformation;
import daybreak.jobs.tabular.TableFile;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.jobs.tabular.UndecodableBytes;
import daybreak.jobs.tabular.UnreadableTableException;
import daybreak.jobs.vault.KeyFile;
import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Field;
import daybreak.jobs.warehouse.TableSchema;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.Notation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a group of files: decode, parse, type, check, split off what is personal, write. Known rows are not told from
 * new ones here; for that each good row leaves a line in the ledger.
 *
 * @param contracts of the entities, by name
 * @param notation how cells are written
 * @param encryption settings under which the vault's files are written
 * @param keyFile path of the key file
 */
record IngestTask(
        WarehousePaths warehouse,
        String run,
        Map<String, ExportContract> contracts,
        Notation notation,
        String zone,
        Map<String, String> encryption,
        String keyFile)
        implements Function<FileGroup, GroupResult> {

    /** The keys that the rows of a file refer to, each once a file and column; needed while the run lasts. */
    static final TableSchema REFERENCES = new TableSchema(
            ".references",
            List.of(
                    new Field("entity", Field.Kind.TEXT),
                    new Field("column_name", Field.Kind.TEXT),
                    new Field("referred", Field.Kind.TEXT),
                    new Field("key", Field.Kind.TEXT),
                    new Field("arrived", Field.Kind.DATE),
                    new Field("file_no", Field.Kind.INTEGER)));

    private static final int UNKNOWN_SHOWN = 1_000;

    IngestTask {
        contracts = new HashMap<>(contracts);
        encryption = new HashMap<>(encryption);
    }

    @Override
    public GroupResult call(FileGroup group) throws IOException {
        String attempt = "%05d-%d".formatted(group.number(), TaskContext.get().taskAttemptId());
        TimeForms times = new TimeForms(ZoneId.of(zone), notation.dateForms());
        byte[] secret = new KeyFile(Path.of(keyFile)).key(KeyFile.ROW_HASH);
        try (TaskOutput output = new TaskOutput(warehouse, run, attempt, encryption)) {
            List<FileSummary> summaries = new ArrayList<>();
            for (LandedFile file : group.files()) {
                summaries.addAll(read(file, times, secret, output));
            }
            return new GroupResult(summaries, output.finish());
        }
    }

    private List<FileSummary> read(LandedFile file, TimeForms times, byte[] secret, TaskOutput output)
            throws IOException {
        try (TableRecords records = open(file)) {
            List<String> header = header(file, records);
            Resubmission again = Resubmission.in(header);
            List<EntityRows> entities = new ArrayList<>();
            for (Feed feed : file.feeds()) {
                entities.add(new EntityRows(file, contract(feed), feed, header, times, secret));
            }
            long count = 0;
            for (TableRecord record = records.next(); record != null; record = records.next()) {
                count++;
                if (again == null) {
                    take(record, header, records.finding(), null, entities, output);
                } else {
                    takeAgain(record, header, records.finding(), again, entities, output);
                }
            }
            List<FileSummary> summaries = new ArrayList<>();
            for (EntityRows entity : entities) {
                summaries.add(entity.summary(count, header, records.finding(), entities, output));
            }
            return summaries;
        } catch (UnreadableTableException e) {
            throw new IngestException(file.path() + " cannot be read. " + e.getMessage(), e);
        }
    }

    private TableRecords open(LandedFile file) throws IOException {
        Set<String> known = new HashSet<>();
        for (Feed feed : file.feeds()) {
            known.addAll(FeedReader.knownHeaders(contract(feed), feed));
        }
        known.addAll(Resubmission.COLUMNS);
        return new TableFile(file.form(), known).open(Path.of(file.path()));
    }

    private static List<String> header(LandedFile file, TableRecords records) {
        TableRecord header = records.header();
        if (header == null) {
            return List.of();
        }
        Malformation malformation = header.malformation();
        if (malformation != null) {
            Refusal refusal = Refusal.of(malformation, header, header.cells().size(), records.finding(), null);
            throw new IngestException(
                    refusal.message(file.path(), header.line()) + " It is the header, so no row can be read.");
        }
        return header.cells();
    }

    /** A row that was refused before: if it is one of these entities, it is noted which row it was. */
    private static void takeAgain(
            TableRecord record,
            List<String> header,
            Finding finding,
            Resubmission again,
            List<EntityRows> entities,
            TaskOutput output)
            throws IOException {
        List<String> cells = Resubmission.unguarded(record.cells());
        TableRecord own = new TableRecord(record.line(), cells, record.malformation(), record.faults());
        Resubmission.Origin origin = again.origin(cells);
        if (take(own, header, finding, again.standing(cells), entities, output) && origin != null) {
            LandedFile file = entities.get(0).file;
            output.write(EntityTables.RESUBMITTED, new @Nullable Object[] {
                (int) file.day().toEpochDay(),
                file.file(),
                record.line(),
                (int) origin.day().toEpochDay(),
                origin.file(),
                origin.row()
            });
        }
    }

    /**
     * Takes or refuses a record.
     *
     * @param standing why it is refused whatever its cells say; null: they decide
     * @return whether it is a row of any of the entities, or can be none
     */
    private static boolean take(
            TableRecord record,
            List<String> header,
            Finding finding,
            @Nullable Refusal standing,
            List<EntityRows> entities,
            TaskOutput output)
            throws IOException {
        Malformation malformation = record.malformation();
        boolean hasCells = malformation == null
                || malformation.kind() == Malformation.Kind.UNDECODABLE
                || malformation.kind() == Malformation.Kind.NUL;
        boolean isTaken = false;
        if (hasCells) {
            for (EntityRows entity : entities) {
                if (entity.reader.takes(record.cells())) {
                    isTaken = true;
                    if (malformation == null && standing != null) {
                        entity.refuse(record, standing, header, output);
                    } else if (malformation == null) {
                        entity.take(record, header, output);
                    } else {
                        entity.refuse(record, malformation, finding, header, output);
                    }
                }
            }
        }
        if (malformation != null && !isTaken) {
            // Whether it is a row of one entity or another cannot be told; it is refused once, as one of the first.
            entities.get(0).refuse(record, malformation, finding, header, output);
        }
        return malformation != null || isTaken;
    }

    private ExportContract contract(Feed feed) {
        ExportContract contract = contracts.get(feed.entity());
        if (contract == null) {
            throw new IllegalStateException("The contract of " + feed.entity() + " did not reach the task.");
        }
        return contract;
    }

    /** The rows of one entity in one file. */
    private final class EntityRows {

        private final LandedFile file;
        private final int day;
        private final ExportContract contract;
        private final FeedReader reader;
        private final TimeForms times;
        private final RowHash hash;
        private final TableSchema openTable;
        private final @Nullable TableSchema vaultTable;
        private final KeyRange keys = new KeyRange();
        private final Map<FeedReader.Referring, Set<String>> references = new LinkedHashMap<>();
        private final Oddities oddities;
        private final Map<String, Long> unknownValues = new TreeMap<>();
        private long rowsIn;
        private long refused;
        private long late;

        EntityRows(
                LandedFile file,
                ExportContract contract,
                Feed feed,
                List<String> header,
                TimeForms times,
                byte[] secret) {
            this.file = file;
            this.day = (int) file.day().toEpochDay();
            this.contract = contract;
            this.reader = new FeedReader(contract, feed, header, file.path(), times, notation);
            this.times = times;
            this.oddities = new Oddities(contract, file.day(), ZoneId.of(zone));
            boolean personal = EntityTables.hasVault(contract);
            this.hash = new RowHash(personal ? secret : null);
            this.openTable = EntityTables.open(contract);
            this.vaultTable = personal ? EntityTables.vault(contract) : null;
        }

        void refuse(
                TableRecord record, Malformation malformation, Finding finding, List<String> header, TaskOutput output)
                throws IOException {
            String column = null;
            for (int i = 0; i < Math.min(record.cells().size(), header.size()) && column == null; i++) {
                String cell = record.cells().get(i);
                boolean isAtFault = switch (malformation.kind()) {
                    case UNDECODABLE -> UndecodableBytes.in(cell);
                    case NUL -> cell.indexOf('\0') >= 0;
                    case TOO_LONG, QUOTES, SECOND_TABLE, CELL_COUNT -> false;
                };
                column = isAtFault ? reader.nameAt(i, header) : null;
            }
            refuse(record, Refusal.of(malformation, record, header.size(), finding, column), header, output);
        }

        void take(TableRecord record, List<String> header, TaskOutput output) throws IOException {
            Refusal refusal = reader.read(record.cells(), record.faults());
            if (refusal != null) {
                refuse(record, refusal, header, output);
                return;
            }
            rowsIn++;
            long line = record.line();
            boolean isLate = reader.isBefore(day, times);
            late += isLate ? 1 : 0;
            String key = reader.key();
            keys.add(key);
            reader.addReferences(references);
            oddities.look(reader.values(), reader.unlisted(), line);
            hash.hash(reader.values());
            output.write(openTable, reader.openRow(day, file.fileNo(), line));
            if (vaultTable != null) {
                output.writeEncrypted(vaultTable, reader.vaultRow(day, file.fileNo(), line));
            }
            output.write(EntityTables.LEDGER, contract.entity(), new @Nullable Object[] {
                contract.entity(),
                key,
                RowHash.ofKey(contract.entity(), key),
                hash.high(),
                hash.low(),
                isLate,
                day,
                file.fileNo(),
                line
            });
        }

        void refuse(TableRecord record, Refusal refusal, List<String> header, TaskOutput output) throws IOException {
            rowsIn++;
            refused++;
            String column = refusal.column();
            if (column != null && refusal.code() == RefusalCode.NOT_IN_ENUMERATION) {
                unknownValues.merge(column, 1L, Long::sum);
            }
            output.write(EntityTables.QUARANTINE, new @Nullable Object[] {
                day,
                contract.entity(),
                file.file(),
                record.line(),
                column,
                refusal.code().name(),
                refusal.expected(),
                refusal.message(file.file(), record.line())
            });
            output.writeEncrypted(EntityTables.VAULT_QUARANTINE, new @Nullable Object[] {
                day,
                contract.entity(),
                file.file(),
                record.line(),
                header,
                record.cells().stream().map(UndecodableBytes::readable).toList()
            });
        }

        FileSummary summary(long records, List<String> header, Finding finding, List<EntityRows> all, TaskOutput output)
                throws IOException {
            for (Map.Entry<FeedReader.Referring, Set<String>> column : references.entrySet()) {
                for (String key : column.getValue()) {
                    output.write(REFERENCES, new @Nullable Object[] {
                        contract.entity(),
                        column.getKey().column(),
                        column.getKey().entity(),
                        key,
                        day,
                        file.fileNo()
                    });
                }
            }
            Set<Integer> used = new HashSet<>();
            all.forEach(entity -> used.addAll(entity.reader.used()));
            Resubmission again = Resubmission.in(header);
            if (again != null) {
                used.addAll(again.positions());
            }
            Set<String> unknown = new TreeSet<>();
            for (int i = 0; i < header.size(); i++) {
                if (!used.contains(i)) {
                    unknown.add(header.get(i).strip());
                }
            }
            return new FileSummary(
                    file,
                    contract.entity(),
                    records,
                    rowsIn,
                    refused,
                    late,
                    unknown.stream().limit(UNKNOWN_SHOWN).toList(),
                    finding.described(),
                    reader.columnsThere(),
                    oddities.seen(),
                    unknownValues,
                    keys.least(),
                    keys.greatest());
        }
    }
}
