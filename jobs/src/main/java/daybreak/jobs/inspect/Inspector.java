package daybreak.jobs.inspect;

import daybreak.jobs.tabular.Finding;
import daybreak.jobs.tabular.TableFile;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.jobs.tabular.UndecodableBytes;
import daybreak.jobs.tabular.UnreadableTableException;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.CellSource;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.SourceFile;
import daybreak.schemas.source.SourceMapping;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inspects files, by the contracts and by what the known sources call their columns. */
public final class Inspector {

    private static final int EXAMPLES = 3;

    private final ExportContracts contracts;
    /** By entity and contract column. */
    private final Map<String, Map<String, List<CellSource>>> aliases = new HashMap<>();

    /** Knows the sources that lie in {@code schemas/sources}. */
    public Inspector(ExportContracts contracts) {
        this.contracts = contracts;
        for (String name : SourceMapping.names()) {
            for (SourceFile file : SourceMapping.load(name, contracts).files()) {
                file.feeds().forEach(this::addAliases);
            }
        }
    }

    private void addAliases(Feed feed) {
        feed.columns()
                .forEach((column, source) -> aliases.computeIfAbsent(feed.entity(), entity -> new HashMap<>())
                        .computeIfAbsent(column, name -> new ArrayList<>())
                        .add(source));
    }

    /**
     * Reads the file once.
     *
     * @param entity the export that it is; null: the one that knows most of its headers
     * @throws UnreadableTableException if it is no table, is empty or has no header
     */
    public Inspection inspect(Path file, @Nullable String entity) throws IOException {
        if (Files.size(file) == 0) {
            throw new UnreadableTableException("The file is empty.");
        }
        Finding found;
        try (TableRecords table = new TableFile(TextForm.FOUND_OUT, Set.of()).open(file)) {
            found = table.finding();
        }
        // Of a header on several lines, the line that is known is the one by which a mapping can name columns.
        boolean isLong = found.headerLines() > 1 && found.preambleLines() <= TextForm.MOST_LINES;
        TextForm said = isLong
                ? new TextForm(null, null, null, null, found.preambleLines(), found.headerLines(), null)
                : TextForm.FOUND_OUT;
        try (TableRecords table = new TableFile(said, isLong ? knownHeaders() : Set.of()).open(file)) {
            TableRecord header = table.header();
            if (header == null || header.malformation() != null) {
                throw new UnreadableTableException("The file has no header that names its columns.");
            }
            return inspect(String.valueOf(file.getFileName()), table, header, entity);
        }
    }

    private Inspection inspect(String file, TableRecords table, TableRecord header, @Nullable String entity)
            throws IOException {
        List<ColumnContents> columns = new ArrayList<>();
        header.cells().forEach(cell -> columns.add(new ColumnContents(UndecodableBytes.readable(cell.strip()))));
        long rows = 0;
        long malformed = 0;
        for (TableRecord row = table.next(); row != null; row = table.next()) {
            if (row.malformation() != null) {
                malformed++;
                continue;
            }
            rows++;
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(UndecodableBytes.readable(row.cells().get(i)));
            }
        }
        Finding finding = table.finding();
        Recognition recognition = recognise(columns, entity);
        List<ColumnProfile> profiles =
                columns.stream().map(column -> profile(column, recognition)).toList();
        Map<String, ColumnContents> byHeader = new LinkedHashMap<>();
        columns.forEach(column -> byHeader.putIfAbsent(column.header(), column));
        return new Inspection(
                file,
                finding,
                rows,
                malformed,
                profiles,
                recognition == null ? null : recognition.contract().entity(),
                recognition == null ? 0 : recognition.score(),
                dates(columns),
                cellForms(columns),
                recognition == null ? null : ProposedFile.of(file, finding, recognition, byHeader));
    }

    private @Nullable Recognition recognise(List<ColumnContents> columns, @Nullable String entity) {
        List<String> headers = columns.stream().map(ColumnContents::header).toList();
        if (entity != null) {
            return recognise(contracts.of(entity), headers);
        }
        return contracts.all().stream()
                .map(contract -> recognise(contract, headers))
                .filter(recognition -> recognition.fits(headers.size()))
                .max(Comparator.comparingInt(Recognition::score)
                        .thenComparing(Recognition::hasKey)
                        .thenComparing(
                                recognition -> -recognition.contract().columns().size()))
                .orElse(null);
    }

    private Recognition recognise(ExportContract contract, List<String> headers) {
        return Recognition.of(contract, aliases.getOrDefault(contract.entity(), Map.of()), headers);
    }

    private static ColumnProfile profile(ColumnContents contents, @Nullable Recognition recognition) {
        Column column = recognition == null ? null : recognition.columnOf(contents.header());
        ExportContract contract = recognition == null ? null : recognition.contract();
        CellType type = contents.type(column);
        boolean isMasked = PersonalData.isIn(contents, type, contract, column);
        boolean isDated = type == CellType.DATE || type == CellType.TIME;
        return new ColumnProfile(
                contents.header(),
                type,
                isDated ? contents.dateForms().stream().map(DateForm::pattern).toList() : List.of(),
                column == null ? null : column.name(),
                contents.filled(),
                contents.distinct().size(),
                contents.isCut(),
                contents.distinct().stream()
                        .limit(EXAMPLES)
                        .map(cell -> isMasked ? PersonalData.masked(cell) : cell)
                        .toList());
    }

    /** The forms that the contract does not read; where one column tells day from month, the others follow it. */
    private static List<String> dates(List<ColumnContents> columns) {
        Set<String> dates = new LinkedHashSet<>();
        List<List<DateForm>> open = new ArrayList<>();
        for (ColumnContents column : columns) {
            List<DateForm> forms = column.dateForms();
            if (forms.size() > 1) {
                open.add(forms);
            } else {
                forms.stream().filter(form -> !form.isContracts()).forEach(form -> dates.add(form.pattern()));
            }
        }
        for (List<DateForm> forms : open) {
            if (forms.stream().noneMatch(form -> dates.contains(form.pattern()))) {
                forms.forEach(form -> dates.add(form.pattern()));
            }
        }
        return List.copyOf(dates);
    }

    private static List<String> cellForms(List<ColumnContents> columns) {
        List<String> forms = new ArrayList<>();
        if (columns.stream().anyMatch(ColumnContents::isOnlyGrouped)) {
            forms.add("grouped");
        }
        if (columns.stream().anyMatch(ColumnContents::isWithUnit)) {
            forms.add("with_unit");
        }
        return forms;
    }

    private Set<String> knownHeaders() {
        Set<String> known = new HashSet<>();
        for (ExportContract contract : contracts.all()) {
            for (Column column : contract.columns()) {
                known.add(column.name());
                String zh = column.zh();
                if (zh != null) {
                    known.add(zh);
                }
            }
        }
        aliases.values()
                .forEach(columns ->
                        columns.values().forEach(sources -> sources.forEach(source -> known.addAll(source.from()))));
        return known;
    }
}
