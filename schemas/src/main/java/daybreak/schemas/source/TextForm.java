package daybreak.schemas.source;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.YamlObject;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping says of the form of a file: of delimited text or of a workbook. Null: it says nothing, and what the file is is
 * found out.
 *
 * @param encoding unless a byte order mark says otherwise
 * @param separator between cells: comma, tab, semicolon or pipe
 * @param quote around cells: {@code "} or {@code '}
 * @param preambleLines lines above the header, blank ones not counted
 * @param headerLines lines of the header, 1 to 3
 * @param footerLines lines below the last record, blank ones not counted
 * @param sheet of a workbook, by its name
 */
public record TextForm(
        @Nullable TextEncoding encoding,
        @Nullable Character separator,
        @Nullable Character quote,
        @Nullable Escape escape,
        @Nullable Integer preambleLines,
        @Nullable Integer headerLines,
        @Nullable Integer footerLines,
        @Nullable String sheet)
        implements Serializable {

    /** Says nothing. */
    public static final TextForm FOUND_OUT = new TextForm(null, null, null, null, null, null, null, null);

    /** That a preamble or footer may be said to have. */
    public static final int MOST_LINES = 32;

    public TextForm {
        require(separator == null || ",\t;|".indexOf(separator) >= 0, "a separator is comma, tab, semicolon or pipe");
        require(quote == null || "\"'".indexOf(quote) >= 0, "a quote is \" or '");
        require(isWithin(preambleLines, 0, MOST_LINES), "a preamble has 0 to " + MOST_LINES + " lines");
        require(isWithin(headerLines, 1, 3), "a header has 1 to 3 lines");
        require(isWithin(footerLines, 0, MOST_LINES), "a footer has 0 to " + MOST_LINES + " lines");
    }

    /** Of delimited text; if the file is a workbook, of whichever sheet. */
    public TextForm(
            @Nullable TextEncoding encoding,
            @Nullable Character separator,
            @Nullable Character quote,
            @Nullable Escape escape,
            @Nullable Integer preambleLines,
            @Nullable Integer headerLines,
            @Nullable Integer footerLines) {
        this(encoding, separator, quote, escape, preambleLines, headerLines, footerLines, null);
    }

    /** This, and of what it says nothing of, the other. */
    public TextForm orElse(TextForm other) {
        return new TextForm(
                encoding == null ? other.encoding : encoding,
                separator == null ? other.separator : separator,
                quote == null ? other.quote : quote,
                escape == null ? other.escape : escape,
                preambleLines == null ? other.preambleLines : preambleLines,
                headerLines == null ? other.headerLines : headerLines,
                footerLines == null ? other.footerLines : footerLines,
                sheet == null ? other.sheet : sheet);
    }

    private static boolean isWithin(@Nullable Integer lines, int least, int most) {
        return lines == null || (lines >= least && lines <= most);
    }

    /** What the fields {@code encoding}, {@code dialect} and {@code sheet} of a mapping say. */
    static TextForm read(YamlObject object) {
        String name = object.textOrNull("encoding");
        TextEncoding encoding = name == null
                ? null
                : TextEncoding.named(name)
                        .orElseThrow(() -> object.problem("the encoding " + name + " is none of "
                                + Arrays.stream(TextEncoding.values())
                                        .map(TextEncoding::label)
                                        .collect(Collectors.joining(", "))
                                + ", GBK, GB2312"));
        String sheet = object.textOrNull("sheet");
        YamlObject dialect = object.objectOrNull("dialect");
        if (dialect == null) {
            return new TextForm(encoding, null, null, null, null, null, null, sheet);
        }
        dialect.onlyKnows(Set.of("separator", "quote", "escape", "preamble", "header", "footer"));
        try {
            return new TextForm(
                    encoding,
                    character(dialect, "separator"),
                    character(dialect, "quote"),
                    dialect.has("escape") ? dialect.choice("escape", Escape.class) : null,
                    lines(dialect, "preamble"),
                    lines(dialect, "header"),
                    lines(dialect, "footer"),
                    sheet);
        } catch (IllegalArgumentException e) {
            throw e instanceof DefinitionException ? e : dialect.problem(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Character character(YamlObject dialect, String name) {
        if (!dialect.has(name)) {
            return null;
        }
        String text = dialect.text(name).replace("tab", "\t");
        if (text.length() != 1) {
            throw dialect.problem(name + " must be one character, or the word tab");
        }
        return text.charAt(0);
    }

    private static @Nullable Integer lines(YamlObject dialect, String name) {
        return dialect.has(name) ? dialect.integerOr(name, 0) : null;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
