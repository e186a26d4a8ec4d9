package daybreak.schemas.source;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.YamlObject;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one CRM's files are read.
 *
 * @param name of the source, as on the command line
 * @param notation how their cells are written
 * @param form what is known of the form of all its files beforehand
 * @param files in reading order; files that are not named here are read by the contract
 */
public record SourceMapping(String name, Notation notation, TextForm form, List<SourceFile> files) {

    public SourceMapping {
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

    /** Whether that is the path of a mapping file, and not the name of a mapping in {@code schemas/sources}. */
    public static boolean isPath(String name) {
        return name.endsWith(".yaml");
    }

    /**
     * The mapping of that name.
     *
     * @param name of a mapping in {@code schemas/sources}, or the path of a mapping file, which ends in {@code .yaml}
     * @throws IllegalArgumentException if there is none, or with a sentence for anything wrong in it
     */
    public static SourceMapping load(String name, ExportContracts contracts) {
        if (isPath(name)) {
            Path file = Path.of(name);
            try {
                return parse(String.valueOf(file.getFileName()), Files.readString(file), contracts);
            } catch (IOException e) {
                throw new IllegalArgumentException("The mapping " + file + " cannot be read.", e);
            }
        }
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
        document.onlyKnows(
                Set.of("source", "description", "blank", "dates", "cells", "encoding", "dialect", "sheet", "files"));
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
            Notation notation = new Notation(
                    Set.copyOf(document.texts("blank")),
                    document.texts("dates"),
                    Set.copyOf(document.choices("cells", CellForm.class)));
            return new SourceMapping(name, notation, TextForm.read(document), files);
        } catch (DefinitionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw document.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void checkPattern(YamlObject document, String form) {
        try {
            DatePattern.formatter(form, Locale.ROOT);
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
            return CellSource.of(columns.text(column.name()));
        }
        YamlObject object = columns.objectOrNull(column.name());
        if (object == null) {
            throw columns.problem("the column " + column.name() + " says nothing");
        }
        object.onlyKnows(
                Set.of("from", "constant", "values", "when", "match", "unit", "calendar", "numerals", "separator"));
        Map<String, String> values = object.textsOrBlankByName("values");
        List<String> results = new ArrayList<>(values.values());
        String constant = object.textOrNull("constant");
        if (constant != null) {
            results.add(constant);
        }
        results.stream().filter(result -> !result.isEmpty()).forEach(result -> checkValue(object, column, result));
        try {
            return new CellSource(
                    object.has("from") ? object.textOrTexts("from") : List.of(),
                    constant,
                    values,
                    condition(object, "when"),
                    match(object),
                    notation(object, column));
        } catch (DefinitionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw object.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void checkValue(YamlObject object, Column column, String value) {
        boolean isKnown = switch (column.type()) {
            case ENUMERATION -> column.canonicalValue(value).isPresent();
            case BOOLEAN -> value.equals("true") || value.equals("false");
            default -> true;
        };
        if (!isKnown) {
            throw object.problem("the value " + value + " is none of the column " + column.name());
        }
    }

    private static @Nullable String match(YamlObject object) {
        String match = object.textOrNull("match");
        if (match == null) {
            return null;
        }
        try {
            if (Pattern.compile(match).matcher("").groupCount() == 0) {
                throw object.problem("match needs a group in brackets, which holds what is read");
            }
        } catch (PatternSyntaxException e) {
            throw object.problem("match is no regular expression (" + e.getDescription() + ")");
        }
        return match;
    }

    private static ColumnNotation notation(YamlObject object, Column column) {
        ColumnType type = column.type();
        CalendarForm calendar = object.has("calendar") ? object.choice("calendar", CalendarForm.class) : null;
        if (calendar != null && type != ColumnType.DATE && type != ColumnType.TIME) {
            throw object.problem("only dates and times have a calendar");
        }
        String numerals = object.textOrNull("numerals");
        if (numerals != null && (!numerals.equals("chinese") || !type.isNumber())) {
            throw object.problem("the only numerals beside the contract's are chinese, of numbers");
        }
        String separator = object.textOrNull("separator");
        if (separator != null && !type.isList()) {
            throw object.problem("only lists have a separator");
        }
        return new ColumnNotation(
                unit(object, column),
                calendar,
                numerals != null,
                separator == null ? ColumnNotation.BY_CONTRACT.itemSeparators() : separator);
    }

    private static @Nullable Unit unit(YamlObject object, Column column) {
        String name = object.textOrNull("unit");
        if (name == null) {
            return null;
        }
        List<Unit> known = Unit.of(column);
        if (known.isEmpty()) {
            throw object.problem("the column " + column.name() + " has no unit");
        }
        return known.stream()
                .filter(unit -> unit.spellings().contains(name))
                .findFirst()
                .orElseThrow(() -> object.problem("the unit " + name + " is none of the column " + column.name()
                        + "; its units are "
                        + known.stream().map(unit -> unit.spellings().get(0)).collect(Collectors.joining(", "))));
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
