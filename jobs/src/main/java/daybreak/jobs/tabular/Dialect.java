package daybreak.jobs.tabular;

import daybreak.schemas.source.Escape;
import java.io.Serializable;
import java.util.Locale;

/**
 * How delimited text is split into cells.
 *
 * @param separator between cells
 * @param quote around cells that hold a separator, a quote or a line ending
 * @param escape how a quote stands within quotes
 * @param skipInitialSpace whether the blank after a separator belongs to it, as in {@code a, "b, c"}
 */
public record Dialect(char separator, char quote, Escape escape, boolean skipInitialSpace) implements Serializable {

    /** That of RFC 4180. */
    public static final Dialect RFC_4180 = new Dialect(',', '"', Escape.DOUBLED, false);

    /** As {@code separator comma and blank, quote ", escape doubled}. */
    String described() {
        String name = switch (separator) {
            case ',' -> "comma";
            case '\t' -> "tab";
            case ';' -> "semicolon";
            case '|' -> "pipe";
            default -> String.valueOf(separator);
        };
        return "separator " + name + (skipInitialSpace ? " and blank" : "") + ", quote " + quote + ", escape "
                + escape.name().toLowerCase(Locale.ROOT);
    }
}
