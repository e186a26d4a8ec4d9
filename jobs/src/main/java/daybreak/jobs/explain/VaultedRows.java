package daybreak.jobs.explain;

import daybreak.jobs.catalog.Catalog;
import daybreak.jobs.catalog.DatabaseException;
import daybreak.jobs.ingest.Landing;
import daybreak.jobs.ingest.Resubmission;
import daybreak.jobs.vault.Vault;
import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Takes the cells of refused rows out of the vault. Of the rows one at a time is held here; what they are, the marts say.
 *
 * @param spark a session for personal data, asked for only when there is something to write
 * @param vault opened with the key of the home, likewise
 */
public record VaultedRows(
        Supplier<SparkSession> spark,
        WarehousePaths paths,
        DataSource dataSource,
        Supplier<Vault> vault,
        ExportContracts contracts)
        implements RefusedRows {

    /** A spreadsheet takes the file for UTF-8 by this alone. */
    private static final char BOM = '\ufeff';

    private static final String OF_SELECTION =
            " WHERE q.day BETWEEN ? AND ? AND (?::text IS NULL OR q.entity = ?) AND (?::text IS NULL OR q.code = ?)";

    /** Rows whose cells are not in the vault, for they were read well; and of those that came again only the last is corrected. */
    private static final String TO_CORRECT = " AND q.code <> 'EVENT_CHANGED' AND q.healed_on IS NULL AND NOT EXISTS ("
            + "SELECT FROM quarantine l WHERE (l.of_day, l.of_file, l.of_row) = (q.day, q.file, q.row_number))";

    /** The rows of one file of a folder, and where they go. */
    private record Source(LocalDate day, String file, long rows) {}

    @Override
    public Written write(Selection selection, Path target) {
        List<Source> sources = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        long rows;
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement select = select(
                            connection,
                            "SELECT day, file, count(DISTINCT row_number) FROM quarantine q" + OF_SELECTION + TO_CORRECT
                                    + " GROUP BY day, file ORDER BY day, file COLLATE \"C\"",
                            selection);
                    ResultSet files = select.executeQuery()) {
                while (files.next()) {
                    sources.add(new Source(files.getObject(1, LocalDate.class), files.getString(2), files.getLong(3)));
                }
            }
            try (PreparedStatement select = select(
                            connection,
                            "SELECT DISTINCT p.table_name, p.path, p.rows FROM quarantine q"
                                    + " JOIN warehouse_part p ON p.run = q.run AND p.table_name = '"
                                    + EntityTables.VAULT_QUARANTINE.table() + "'" + OF_SELECTION + TO_CORRECT,
                            selection);
                    ResultSet parts = select.executeQuery()) {
                while (parts.next()) {
                    folders.add(paths.folder(new Part(parts.getString(1), parts.getString(2), parts.getLong(3))));
                }
            }
            try (PreparedStatement select = select(
                            connection,
                            "SELECT count(DISTINCT (day, file, row_number)) FROM quarantine q" + OF_SELECTION,
                            selection);
                    ResultSet all = select.executeQuery()) {
                all.next();
                rows = all.getLong(1);
            }
        } catch (SQLException e) {
            throw new DatabaseException("the refused rows could not be found: " + e.getMessage(), e);
        }
        long toCorrect = sources.stream().mapToLong(Source::rows).sum();
        if (sources.isEmpty()) {
            return new Written(List.of(), rows);
        }
        List<Path> targets = targets(sources, target);
        new Catalog(dataSource)
                .recordVaultAccess(
                        "refused rows of " + selection.from() + " to " + selection.to() + ", to be corrected",
                        toCorrect);
        return new Written(write(sources, selection, folders, targets), rows - toCorrect);
    }

    /**
     * What the vault holds of these runs, by day, file and row. Sorted in one partition and matched with the marts here, so
     * that nothing is shuffled; what the sort puts on disk is encrypted, for the session is one for personal data.
     */
    private Iterator<Row> cells(List<String> folders) {
        return vault.get()
                .read(spark.get(), folders.toArray(new String[0]))
                .select("day", "file", "row_number", "headers", "cells")
                .coalesce(1)
                .sortWithinPartitions("day", "file", "row_number")
                .toLocalIterator();
    }

    private List<WrittenFile> write(
            List<Source> sources, Selection selection, List<String> folders, List<Path> targets) {
        List<Path> begun = new ArrayList<>();
        boolean done = false;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = select(
                        connection,
                        "SELECT row_number, min(code || ' ' || message) FROM quarantine q" + OF_SELECTION + TO_CORRECT
                                + " GROUP BY day, file, row_number ORDER BY day, file COLLATE \"C\", row_number",
                        selection)) {
            // Rows come a thousand at a time, as they are written.
            connection.setAutoCommit(false);
            select.setFetchSize(1_000);
            try (ResultSet reasons = select.executeQuery()) {
                Iterator<Row> cells = cells(folders);
                for (int i = 0; i < sources.size(); i++) {
                    write(sources.get(i), reasons, cells, targets.get(i), begun);
                }
            }
            done = true;
        } catch (IOException e) {
            throw new WritingException("the refused rows could not be written: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new DatabaseException("the refused rows could not be found: " + e.getMessage(), e);
        } finally {
            if (!done) {
                remove(begun);
            }
        }
        return IntStream.range(0, sources.size())
                .mapToObj(i -> new WrittenFile(targets.get(i), sources.get(i).rows()))
                .toList();
    }

    private List<Path> targets(List<Source> sources, Path target) {
        List<Path> targets;
        if (!target.toString().endsWith(".csv")) {
            targets = IntStream.range(0, sources.size())
                    .mapToObj(i -> target.resolve(
                            Landing.correctionOf(sources.get(i).file(), Landing.FIRST_CORRECTION + i, contracts)))
                    .toList();
        } else if (sources.size() == 1) {
            targets = List.of(target);
        } else {
            throw new WritingException(
                    "the refused rows are of " + sources.size()
                            + " files, and so need as many to be corrected in: name a folder, or choose by --date,"
                            + " --entity and --reason",
                    null);
        }
        for (Path file : targets) {
            if (Files.exists(file)) {
                throw new WritingException(
                        file + " is there already, perhaps with corrections; move it away, or name another place",
                        null);
            }
        }
        return targets;
    }

    private static void write(Source source, ResultSet reasons, Iterator<Row> cells, Path target, List<Path> begun)
            throws IOException, SQLException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (Writer text = Channels.newWriter(
                Files.newByteChannel(target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owners),
                StandardCharsets.UTF_8)) {
            begun.add(target);
            text.write(BOM);
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                for (long i = 0; i < source.rows(); i++) {
                    reasons.next();
                    Row row = rowOf(source, reasons.getLong(1), cells);
                    List<String> header = row.getList(3);
                    Set<Integer> own = ownPositions(header);
                    if (i == 0) {
                        csv.writeRecord(line(Resubmission.COLUMNS, header, own));
                    }
                    List<String> about = List.of(
                            source.day().toString(),
                            source.file(),
                            String.valueOf(row.getLong(2)),
                            reasons.getString(2));
                    csv.writeRecord(line(about, row.getList(4), own));
                }
            }
        }
    }

    /** The next of the rows that is this one; those between are not asked for. */
    private static Row rowOf(Source source, long number, Iterator<Row> cells) throws IOException {
        while (cells.hasNext()) {
            Row row = cells.next();
            if (row.getLong(2) == number
                    && row.getString(1).equals(source.file())
                    && String.valueOf(row.getDate(0)).equals(source.day().toString())) {
                return row;
            }
        }
        throw new IOException("the vault lacks row " + number + " of " + source.file() + " of " + source.day());
    }

    /** Of a file that held corrections itself, the columns that said what they were to correct. */
    private static Set<Integer> ownPositions(List<String> header) {
        Set<Integer> positions = new HashSet<>();
        Resubmission again = Resubmission.in(header);
        if (again != null) {
            positions.addAll(again.positions());
        }
        return positions;
    }

    private static List<String> line(List<String> about, List<String> cells, Set<Integer> without) {
        List<String> line = new ArrayList<>();
        about.forEach(cell -> line.add(Resubmission.guarded(cell)));
        for (int i = 0; i < cells.size(); i++) {
            if (!without.contains(i)) {
                line.add(Resubmission.guarded(cells.get(i)));
            }
        }
        return line;
    }

    private static void remove(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " holds personal data and could not be removed", e);
            }
        }
    }

    private static PreparedStatement select(Connection connection, String sql, Selection selection)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setObject(1, selection.from());
        select.setObject(2, selection.to());
        select.setString(3, selection.entity());
        select.setString(4, selection.entity());
        select.setString(5, selection.reason());
        select.setString(6, selection.reason());
        return select;
    }
}
