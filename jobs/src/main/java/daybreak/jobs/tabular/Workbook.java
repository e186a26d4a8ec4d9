package daybreak.jobs.tabular;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a workbook is needed to read one of its sheets: XLSX, Office Open XML by ECMA-376.
 *
 * @param sheet the name of the sheet
 * @param sheets the names of all, in their order
 * @param part where in the archive the sheet is
 * @param is1904 whether dates are counted from 1904-01-01
 * @param formats of cells, by the number of their style
 * @param strings that cells share, by number
 */
record Workbook(
        ZipArchive archive,
        String sheet,
        List<String> sheets,
        String part,
        boolean is1904,
        List<CellFormat> formats,
        List<String> strings) {

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    /** They are held in memory while the sheet is read. */
    private static final long MOST_SHARED_CHARACTERS = 64L << 20;

    private static final int MOST_SHARED_STRINGS = 4 << 20;
    private static final int MOST_FORMATS = 1 << 16;
    private static final int MOST_SHEETS = 1 << 10;

    /** A sheet as the workbook lists it. */
    private record Listed(String name, String relation, boolean isHidden) {}

    /**
     * Whether the archive is an office document.
     *
     * @throws UnreadableTableException if it is one, and none of those read
     */
    static boolean is(ZipArchive archive) throws UnreadableTableException {
        boolean isOpenDocument = archive.find("mimetype") != null && archive.find("content.xml") != null;
        if (isOpenDocument || archive.find("xl/workbook.bin") != null) {
            throw new UnreadableTableException(
                    "It is a workbook in another format than XLSX; open it and save it as XLSX or CSV.");
        }
        if (archive.find(CONTENT_TYPES) == null) {
            return false;
        }
        if (archive.find(WORKBOOK) == null) {
            throw new UnreadableTableException("It is an office document, but no workbook; export it as XLSX or CSV.");
        }
        return true;
    }

    /**
     * Reads all but the sheet itself.
     *
     * @param wanted the name of the sheet; null: the first that is not hidden
     * @throws UnreadableTableException if there is no such sheet
     */
    static Workbook open(ZipArchive archive, @Nullable String wanted) throws IOException {
        List<Listed> sheets = new ArrayList<>();
        boolean is1904 = false;
        try (XmlPart part = XmlPart.open(archive, required(archive, WORKBOOK))) {
            while (part.next()) {
                if (part.begins("workbookPr")) {
                    is1904 = part.isSet("date1904");
                } else if (part.begins("sheet") && sheets.size() < MOST_SHEETS) {
                    String state = part.attribute("state");
                    sheets.add(new Listed(
                            orEmpty(part.attribute("name")),
                            orEmpty(part.attribute("id")),
                            state != null && !state.equals("visible")));
                }
            }
        }
        Listed sheet = chosen(sheets, wanted);
        String target = relations(archive).get(sheet.relation());
        if (target == null) {
            throw new UnreadableTableException(
                    "The workbook lists the sheet " + sheet.name() + " and does not hold it; save it again in Excel.");
        }
        return new Workbook(
                archive,
                sheet.name(),
                sheets.stream().map(Listed::name).toList(),
                required(archive, target),
                is1904,
                formats(archive),
                strings(archive));
    }

    /** The format of cells of a style; null or unknown: the general one. */
    CellFormat format(@Nullable String style) {
        int number = number(style);
        return number >= 0 && number < formats.size() ? formats.get(number) : CellFormat.GENERAL;
    }

    /** A string that cells share; null: there is none of that number. */
    @Nullable
    String string(String number) {
        int index = number(number);
        return index >= 0 && index < strings.size() ? strings.get(index) : null;
    }

    private static Listed chosen(List<Listed> sheets, @Nullable String wanted) throws UnreadableTableException {
        for (Listed sheet : sheets) {
            if (wanted == null ? !sheet.isHidden() : sheet.name().strip().equals(wanted.strip())) {
                return sheet;
            }
        }
        if (wanted == null && !sheets.isEmpty()) {
            return sheets.get(0);
        }
        throw new UnreadableTableException(
                wanted == null
                        ? "The workbook has no sheet."
                        : "The workbook has no sheet " + wanted + ", which the source's mapping names; it has "
                                + sheets.stream().map(Listed::name).collect(Collectors.joining(", ")) + ".");
    }

    /** Where the parts are that the workbook refers to, by the name of the reference. */
    private static Map<String, String> relations(ZipArchive archive) throws IOException {
        Map<String, String> targets = new HashMap<>();
        try (XmlPart part = XmlPart.open(archive, required(archive, "xl/_rels/workbook.xml.rels"))) {
            while (part.next()) {
                String target = part.begins("Relationship") ? part.attribute("Target") : null;
                if (target != null && !"External".equals(part.attribute("TargetMode"))) {
                    targets.put(
                            orEmpty(part.attribute("Id")),
                            target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            }
        }
        return targets;
    }

    private static List<CellFormat> formats(ZipArchive archive) throws IOException {
        List<CellFormat> formats = new ArrayList<>();
        String name = archive.find("xl/styles.xml");
        if (name == null) {
            return formats;
        }
        Map<Integer, CellFormat> defined = new HashMap<>();
        boolean isOfCells = false;
        try (XmlPart part = XmlPart.open(archive, name)) {
            while (part.next() && formats.size() < MOST_FORMATS) {
                if (part.begins("numFmt")) {
                    defined.put(
                            number(part.attribute("numFmtId")), CellFormat.of(orEmpty(part.attribute("formatCode"))));
                } else if (part.begins("cellXfs") || part.ends("cellXfs")) {
                    isOfCells = part.begins("cellXfs");
                } else if (isOfCells && part.begins("xf")) {
                    int number = number(part.attribute("numFmtId"));
                    CellFormat own = defined.get(number);
                    formats.add(own == null ? CellFormat.builtIn(number) : own);
                }
            }
        }
        return formats;
    }

    private static List<String> strings(ZipArchive archive) throws IOException {
        List<String> strings = new ArrayList<>();
        String name = archive.find("xl/sharedStrings.xml");
        if (name == null) {
            return strings;
        }
        long characters = 0;
        try (XmlPart part = XmlPart.open(archive, name)) {
            while (part.next()) {
                if (part.begins("si")) {
                    String string = SheetText.read(part, "si");
                    characters += string.length();
                    strings.add(string);
                }
                if (characters > MOST_SHARED_CHARACTERS || strings.size() > MOST_SHARED_STRINGS) {
                    throw new UnreadableTableException(
                            "The workbook holds more text than can be kept at hand; save the sheet as CSV.");
                }
            }
        }
        return strings;
    }

    private static String required(ZipArchive archive, String name) throws UnreadableTableException {
        String found = archive.find(name);
        if (found == null) {
            throw new UnreadableTableException(
                    "The workbook lacks its part " + name + "; open it in Excel and save it again.");
        }
        return found;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** −1: it is no number. */
    private static int number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }
}
