package daybreak.jobs.inspect;

import daybreak.jobs.ingest.CellTrial;
import daybreak.jobs.inspect.Recognition.Found;
import daybreak.jobs.tabular.Dialect;
import daybreak.jobs.tabular.Finding;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.source.CellSource;
import daybreak.schemas.source.ColumnNotation;
import daybreak.schemas.source.Escape;
import daybreak.schemas.source.TextEncoding;
import daybreak.schemas.source.TextForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The entry of a file under {@code files} of a mapping. Of cells it holds none that the contract or a known source does not. */
final class ProposedFile {

    private static final Pattern TRUE = Pattern.compile("(?i)true|yes|y");
    private static final Pattern FALSE = Pattern.compile("(?i)false|no|n");

    private final StringBuilder text = new StringBuilder();

    private ProposedFile() {}

    static String of(String file, Finding finding, Recognition recognition, Map<String, ColumnContents> contents) {
        ProposedFile proposed = new ProposedFile();
        proposed.line("  - name: " + YamlText.of(file));
        proposed.form(finding);
        proposed.line("    feeds:");
        proposed.line("      - entity: " + recognition.contract().entity());
        proposed.columns(recognition, contents);
        return proposed.text.toString();
    }

    private void form(Finding finding) {
        if (finding.encoding() != null && finding.encoding() != TextEncoding.UTF_8) {
            line("    encoding: " + finding.encoding().label());
        }
        List<String> said = new ArrayList<>();
        Dialect dialect = finding.dialect();
        if (dialect != null) {
            if (dialect.separator() != ',') {
                said.add("separator: "
                        + (dialect.separator() == '\t' ? "tab" : YamlText.of(String.valueOf(dialect.separator()))));
            }
            if (dialect.quote() != '"') {
                said.add("quote: " + YamlText.of(String.valueOf(dialect.quote())));
            }
            if (dialect.escape() != Escape.DOUBLED) {
                said.add("escape: " + dialect.escape().name().toLowerCase(Locale.ROOT));
            }
        }
        if (finding.preambleLines() > 0 && finding.preambleLines() <= TextForm.MOST_LINES) {
            said.add("preamble: " + finding.preambleLines());
        }
        if (finding.headerLines() > 1) {
            said.add("header: " + finding.headerLines());
        }
        if (!said.isEmpty()) {
            line("    dialect: {" + String.join(", ", said) + "}");
        }
    }

    private void columns(Recognition recognition, Map<String, ColumnContents> contents) {
        List<String> mapped = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Column column : recognition.contract().columns()) {
            Found found = recognition.found().get(column.name());
            if (found == null) {
                if (!column.mayBeBlank()) {
                    remarks.add(column.name() + " was not found, and no row is taken without it.");
                }
            } else if (found.isSpecial() && isToldByCells(column, found, contents)) {
                mapped.add(column.name() + ": " + source(found.header(), Objects.requireNonNull(found.alias())));
            } else if (found.isSpecial()) {
                remarks.add(column.name() + " is probably " + YamlText.of(found.header())
                        + "; say here how: its unit or calendar, the part of the cell, or the rows.");
            } else {
                ColumnContents cells = Objects.requireNonNull(contents.get(found.header()));
                Map<String, String> values = values(column, found, cells);
                long untold = untold(column, values, cells);
                if (untold > 0) {
                    remarks.add(column.name() + ": " + untold + " values are none of the contract's; say under values"
                            + " what they mean.");
                }
                String separator = separator(column, cells);
                if (!found.isOwn() || !values.isEmpty() || !separator.isEmpty()) {
                    mapped.add(column.name() + ": " + source(found.header(), plain(found.header(), values, separator)));
                }
            }
        }
        line("        columns:" + (mapped.isEmpty() ? " {}" : ""));
        mapped.forEach(entry -> line("          " + entry));
        remarks.forEach(remark -> line("          # " + remark));
    }

    /**
     * Whether the way of a known source is this file's too: it reads every cell, and says nothing that cells cannot show, such
     * as the unit of a bare number.
     */
    private static boolean isToldByCells(Column column, Found found, Map<String, ColumnContents> contents) {
        CellSource alias = Objects.requireNonNull(found.alias());
        ColumnContents cells = Objects.requireNonNull(contents.get(found.header()));
        return alias.notation().unit() == null
                && alias.when().isEmpty()
                && !cells.isCut()
                && CellTrial.readsAll(column, alias, cells.distinct());
    }

    /** The entry of a column that a header of the file stands for. */
    private static String source(String header, CellSource read) {
        List<String> said = new ArrayList<>();
        if (!read.values().isEmpty()) {
            said.add(read.values().entrySet().stream()
                    .map(entry -> YamlText.of(entry.getKey()) + ": " + YamlText.quoted(entry.getValue()))
                    .collect(Collectors.joining(", ", "values: {", "}")));
        }
        if (read.match() != null) {
            said.add("match: " + YamlText.quoted(read.match()));
        }
        ColumnNotation notation = read.notation();
        if (notation.calendar() != null) {
            said.add("calendar: " + notation.calendar().name().toLowerCase(Locale.ROOT));
        }
        if (notation.chineseNumerals()) {
            said.add("numerals: chinese");
        }
        if (!notation.itemSeparators().equals(ColumnNotation.BY_CONTRACT.itemSeparators())) {
            said.add("separator: " + YamlText.quoted(notation.itemSeparators()));
        }
        String from = YamlText.of(header);
        return said.isEmpty() ? from : "{from: " + from + ", " + String.join(", ", said) + "}";
    }

    private static CellSource plain(String header, Map<String, String> values, String separator) {
        String separators = separator.isEmpty() ? ColumnNotation.BY_CONTRACT.itemSeparators() : separator;
        return new CellSource(
                List.of(header), null, values, Map.of(), null, new ColumnNotation(null, null, false, separators));
    }

    /** What the cells are to be read as, where the contract does not read them but what they mean is known. */
    private static Map<String, String> values(Column column, Found found, ColumnContents cells) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String cell : cells.distinct()) {
            if (column.type() == ColumnType.BOOLEAN) {
                if (TRUE.matcher(cell).matches() && !cell.equals("true") && !cell.equals("Y")) {
                    values.put(cell, "true");
                } else if (FALSE.matcher(cell).matches() && !cell.equals("false") && !cell.equals("N")) {
                    values.put(cell, "false");
                }
            } else if (found.alias() != null && found.alias().values().containsKey(cell)) {
                values.put(cell, found.alias().values().getOrDefault(cell, ""));
            } else if (column.type() == ColumnType.ENUMERATION
                    && column.canonicalValue(cell).isEmpty()) {
                String plain = cell.toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
                column.canonicalValue(plain).ifPresent(value -> values.put(cell, value));
            }
        }
        return values;
    }

    private static long untold(Column column, Map<String, String> values, ColumnContents cells) {
        return column.type() != ColumnType.ENUMERATION
                ? 0
                : cells.distinct().stream()
                        .filter(cell -> !values.containsKey(cell)
                                && column.canonicalValue(cell).isEmpty())
                        .count();
    }

    /** Marks between the items of a list beside the contract's; empty: the contract's alone. */
    private static String separator(Column column, ColumnContents cells) {
        if (column.type() != ColumnType.LIST) {
            return "";
        }
        return "、；|"
                .chars()
                .mapToObj(Character::toString)
                .filter(mark -> cells.distinct().stream().anyMatch(cell -> cell.contains(mark)))
                .collect(Collectors.joining());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
