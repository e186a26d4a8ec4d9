package daybreak.schemas.source;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.YamlObject;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one CRM's files are read.
 *
 * @param name of the source, as on the command line
 * @param blankWords cells that count as blank beside the empty one
 * @param dateForms forms of dates and times beside those of the contract, as patterns of {@link DateTimeFormatter}
 * @param form what is known of the form of all its files beforehand
 * @param files in reading order; files that are not named here are read by the contract
 */
public record SourceMapping(
        String name, Set<String> blankWords, List<String> dateForms, TextForm form, List<SourceFile> files) {

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    public SourceMapping {
        blankWords = Set.copyOf(blankWords);
        dateForms = List.copyOf(dateForms);
        files = List.copyOf(files);
        Set<String> names = new HashSet<>();
        for (SourceFile file : files) {
            if (!names.add(file.file())) {
                throw new IllegalArgumentException("The file " + file.file() + " is there twice");
            }
        }
    }

    /** The names of the mappings that lie in {@code schemas/sources}. */
    public static List<String> names() {
        return new DefinitionFolder("sources")
                .read(".yaml").keySet().stream()
                        .map(file -> file.substring(0, file.length() - ".yaml".length()))
                        .toList();
    }

    /**
     * The mapping of that name.
     *
     * @throws IllegalArgumentException if there is none, or with a sentence for anything wrong in it
     */
    public static SourceMapping load(String name, ExportContracts contracts) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "There is no source " + name + "; there are " + String.join(", ", names()) + ".");
        }
        return parse(name + ".yaml", new DefinitionFolder("sources").readFile(name + ".yaml"), contracts);
    }

    /**
     * From the text of a mapping file.
     *
     * @throws IllegalArgumentException naming the file, for an unknown entity, column or value, or anything else wrong
     */
    public static SourceMapping parse(String file, String text, ExportContracts contracts) {
        YamlObject document = YamlObject.parse(file, text);
        document.onlyKnows(Set.of("source", "description", "blank", "dates", "encoding", "dialect", "sheet", "files"));
        document.texts("dates").forEach(form -> checkPattern(document, form));
        List<SourceFile> files = new ArrayList<>();
        for (YamlObject object : document.objects("files")) {
            object.onlyKnows(Set.of("name", "encoding", "dialect", "sheet", "feeds"));
            List<Feed> feeds = new ArrayList<>();
            for (YamlObject feed : object.objects("feeds")) {
                feeds.add(feed(feed, contracts));
            }
            try {
                files.add(new SourceFile(object.text("name"), feeds, TextForm.read(object)));
            } catch (DefinitionException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw object.problem(String.valueOf(e.getMessage()));
            }
        }
        String name = document.text("source");
        if (!file.equals(name + ".yaml")) {
            throw document.problem("describes " + name + " and so must be named " + name + ".yaml");
        }
        try {
            return new SourceMapping(
                    name, Set.copyOf(document.texts("blank")), document.texts("dates"), TextForm.read(document), files);
        } catch (DefinitionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw document.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void checkPattern(YamlObject document, String form) {
        try {
            new DateTimeFormatterBuilder().appendPattern(form);
        } catch (IllegalArgumentException e) {
            throw document.problem("the date form " + form + " is no pattern (" + e.getMessage() + ")");
        }
    }

    private static Feed feed(YamlObject feed, ExportContracts contracts) {
        feed.onlyKnows(Set.of("entity", "note", "where", "columns"));
        String entity = feed.text("entity");
        if (!contracts.contains(entity)) {
            throw feed.problem("the entity " + entity + " is unknown");
        }
        ExportContract contract = contracts.of(entity);
        Map<String, CellSource> columns = new LinkedHashMap<>();
        YamlObject object = feed.objectOrNull("columns");
        if (object == null) {
            throw feed.problem("columns is missing");
        }
        for (String name : object.names()) {
            if (!contract.hasColumn(name)) {
                throw feed.problem("the column " + name + " is none of the export " + entity);
            }
            columns.put(name, cellSource(object, contract.column(name)));
        }
        return new Feed(entity, condition(feed, "where"), columns);
    }

    private static CellSource cellSource(YamlObject columns, Column column) {
        if (!columns.isObject(column.name())) {
            return new CellSource(columns.text(column.name()), null, Map.of(), Map.of(), BigDecimal.ONE);
        }
        YamlObject object = columns.objectOrNull(column.name());
        if (object == null) {
            throw columns.problem("the column " + column.name() + " says nothing");
        }
        object.onlyKnows(Set.of("from", "constant", "values", "when", "unit"));
        Map<String, String> values = object.textsByName("values");
        List<String> results = new ArrayList<>(values.values());
        String constant = object.textOrNull("constant");
        if (constant != null) {
            results.add(constant);
        }
        for (String result : results) {
            if (column.type() == ColumnType.ENUMERATION
                    && column.canonicalValue(result).isEmpty()) {
                throw object.problem("the value " + result + " is none of the column " + column.name());
            }
        }
        try {
            return new CellSource(
                    object.textOrNull("from"), constant, values, condition(object, "when"), factor(object, column));
        } catch (IllegalArgumentException e) {
            throw object.problem(String.valueOf(e.getMessage()));
        }
    }

    private static BigDecimal factor(YamlObject object, Column column) {
        String unit = object.textOrNull("unit");
        if (unit == null) {
            return BigDecimal.ONE;
        }
        if (column.type() != ColumnType.MONEY || !unit.equals("万元")) {
            throw object.problem("the only unit beside the contract's is 万元, of money");
        }
        return TEN_THOUSAND;
    }

    private static Map<String, List<String>> condition(YamlObject object, String name) {
        Map<String, List<String>> condition = new LinkedHashMap<>();
        YamlObject accepted = object.objectOrNull(name);
        if (accepted != null) {
            for (String header : accepted.names()) {
                condition.put(header, List.copyOf(accepted.textOrTexts(header)));
            }
        }
        return condition;
    }
}
