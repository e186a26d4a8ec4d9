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
            References references = new References();
            List<FileSummary> summaries = new ArrayList<>();
            for (LandedFile file : group.files()) {
                summaries.addAll(read(file, times, secret, references, output));
            }
            references.write(output.table(References.TABLE));
            return new GroupResult(summaries, output.finish());
        }
    }

    private List<FileSummary> read(
            LandedFile file, TimeForms times, byte[] secret, References references, TaskOutput output)
            throws IOException {
        try (TableRecords records = open(file)) {
            List<String> header = header(file, records);
            Resubmission again = Resubmission.in(header);
            List<EntityRows> entities = new ArrayList<>();
            for (Feed feed : file.feeds()) {
                entities.add(new EntityRows(file, contract(feed), feed, header, times, secret, references, output));
            }
            long count = 0;
            for (TableRecord record = records.next(); record != null; record = records.next()) {
                count++;
                if (again == null) {
                    take(record, header, records.finding(), null, entities);
                } else {
                    takeAgain(record, header, records.finding(), again, entities, output);
                }
            }
            List<FileSummary> summaries = new ArrayList<>();
            for (EntityRows entity : entities) {
                summaries.add(entity.summary(count, header, records.finding(), entities));
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
        if (take(own, header, finding, again.standing(cells), entities) && origin != null) {
            LandedFile file = entities.get(0).file;
            output.table(EntityTables.RESUBMITTED)
                    .write(
                            (int) file.day().toEpochDay(),
                            file.file(),
                            record.line(),
                            (int) origin.day().toEpochDay(),
                            origin.file(),
                            origin.row());
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
            List<EntityRows> entities)
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
                        entity.refuse(record, standing, header);
                    } else if (malformation == null) {
                        entity.take(record, header);
                    } else {
                        entity.refuse(record, malformation, finding, header);
                    }
                }
            }
        }
        if (malformation != null && !isTaken) {
            // Whether it is a row of one entity or another cannot be told; it is refused once, as one of the first.
            entities.get(0).refuse(record, malformation, finding, header);
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

    /** Where among its values a row refers to another, and what keys it and others refer to. */
    private record Referring(int position, References.Keys keys) {}

    /** The rows of one entity in one file. */
    private final class EntityRows {

        private final LandedFile file;
        // As objects: both go into every row.
        private final Integer day;
        private final Integer fileNo;
        private final ExportContract contract;
        private final FeedReader reader;
        private final TimeForms times;
        private final RowHash hash;
        private final TaskOutput.Table open;
        private final TaskOutput.@Nullable Table vault;
        private final TaskOutput.Table ledger;
        private final TaskOutput.Table quarantine;
        private final TaskOutput.Table vaultQuarantine;
        private final KeyRange keys = new KeyRange();
        private final List<Referring> references = new ArrayList<>();
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
                byte[] secret,
                References references,
                TaskOutput output) {
            this.file = file;
            this.day = (int) file.day().toEpochDay();
            this.fileNo = file.fileNo();
            this.contract = contract;
            this.reader = new FeedReader(contract, feed, header, file.path(), times, notation);
            this.times = times;
            this.oddities = new Oddities(contract, file.day(), ZoneId.of(zone));
            boolean personal = EntityTables.hasVault(contract);
            this.hash = new RowHash(personal ? secret : null);
            reader.references()
                    .forEach((position, column) ->
                            this.references.add(new Referring(position, references.keys(column))));
            this.open = output.table(EntityTables.open(contract));
            this.vault = personal ? output.encrypted(EntityTables.vault(contract)) : null;
            this.ledger = output.table(EntityTables.LEDGER, contract.entity());
            this.quarantine = output.table(EntityTables.QUARANTINE);
            this.vaultQuarantine = output.encrypted(EntityTables.VAULT_QUARANTINE);
        }

        void refuse(TableRecord record, Malformation malformation, Finding finding, List<String> header)
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
            refuse(record, Refusal.of(malformation, record, header.size(), finding, column), header);
        }

        void take(TableRecord record, List<String> header) throws IOException {
            Refusal refusal = reader.read(record.cells(), record.faults());
            if (refusal != null) {
                refuse(record, refusal, header);
                return;
            }
            rowsIn++;
            boolean isLate = reader.isBefore(day, times);
            late += isLate ? 1 : 0;
            String key = reader.key();
            keys.add(key);
            for (Referring referring : references) {
                if (reader.values()[referring.position()] instanceof String referred) {
                    referring.keys().add(referred, day);
                }
            }
            oddities.look(reader.values(), reader.unlisted(), record.line());
            hash.hash(reader.values());
            Long line = record.line();
            open.write(reader.openRow(day, fileNo, line));
            if (vault != null) {
                vault.write(reader.vaultRow(day, fileNo, line));
            }
            ledger.write(
                    contract.entity(),
                    key,
                    RowHash.ofKey(contract.entity(), key),
                    hash.high(),
                    hash.low(),
                    isLate,
                    day,
                    fileNo,
                    line);
        }

        void refuse(TableRecord record, Refusal refusal, List<String> header) throws IOException {
            rowsIn++;
            refused++;
            String column = refusal.column();
            if (column != null && refusal.code() == RefusalCode.NOT_IN_ENUMERATION) {
                unknownValues.merge(column, 1L, Long::sum);
            }
            quarantine.write(
                    day,
                    contract.entity(),
                    file.file(),
                    record.line(),
                    column,
                    refusal.code().name(),
                    refusal.expected(),
                    refusal.message(file.file(), record.line()));
            vaultQuarantine.write(
                    day,
                    contract.entity(),
                    file.file(),
                    record.line(),
                    header,
                    record.cells().stream().map(UndecodableBytes::readable).toList());
        }

        FileSummary summary(long records, List<String> header, Finding finding, List<EntityRows> all) {
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
