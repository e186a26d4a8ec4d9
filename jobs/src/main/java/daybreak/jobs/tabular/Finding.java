package daybreak.jobs.tabular;

import daybreak.schemas.source.TextEncoding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file turned out to be, whether found or said by the mapping.
 *
 * @param encoding of delimited text; null: the file is none
 * @param bom whether a byte order mark stands before it
 * @param dialect of delimited text; null: the file is none
 * @param lineEnding of delimited text; null: the file is none, or has one line and no end of it
 * @param sheet of a workbook; null: the file is none
 * @param preambleLines lines above the header that hold something
 * @param headerLines 0: the table has no header
 * @param footerLines lines below the last record that hold something
 * @param packing in what the table is packed, from the outermost, as {@code ZIP}; empty: it is not
 */
public record Finding(
        @Nullable TextEncoding encoding,
        boolean bom,
        @Nullable Dialect dialect,
        @Nullable LineEnding lineEnding,
        @Nullable SheetFinding sheet,
        int preambleLines,
        int headerLines,
        int footerLines,
        List<String> packing)
        implements Serializable {

    public Finding {
        packing = List.copyOf(packing);
    }

    /** The same of a table that is packed. */
    Finding packedIn(List<String> packing) {
        return new Finding(encoding, bom, dialect, lineEnding, sheet, preambleLines, headerLines, footerLines, packing);
    }

    /** In one line, as {@code UTF-8 with BOM, separator tab, quote ", escape doubled, CRLF, 2 lines of preamble}. */
    public String described() {
        List<String> parts = new ArrayList<>(packing);
        if (encoding != null) {
            parts.add(encoding.label() + (bom ? " with BOM" : ""));
        }
        if (dialect != null) {
            parts.add(dialect.described());
        }
        if (lineEnding != null) {
            parts.add(lineEnding == LineEnding.MIXED ? "line endings mixed" : lineEnding.name());
        }
        if (sheet != null) {
            parts.add(sheet.described());
        }
        addLines(parts, preambleLines, "preamble");
        if (headerLines != 1) {
            addLines(parts, headerLines, "header");
        }
        if (headerLines == 0) {
            parts.add("no header");
        }
        addLines(parts, footerLines, "footer");
        return String.join(", ", parts);
    }

    private static void addLines(List<String> parts, int lines, String what) {
        if (lines > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s of %s", lines, lines == 1 ? "line" : "lines", what));
        }
    }
}
