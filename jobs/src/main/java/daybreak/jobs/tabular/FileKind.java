package daybreak.jobs.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is by its first bytes, whatever it is named. */
enum FileKind {
    /** An archive, a workbook being one too. */
    ZIP(null, "504B(?:0304|0506|0708)"),
    GZIP(null, "1F8B"),
    /** A compound file: what Excel wrote before 2007, and what encloses workbooks with a password. */
    COMPOUND(
            "It is a workbook in the format before XLSX, or one protected by a password; open it in Excel and save it,"
                    + " without a password, as XLSX or CSV.",
            "D0CF11E0A1B11AE1"),
    OTHER_ARCHIVE(
            "It is packed by tar, 7-Zip, RAR, bzip2, xz or Zstandard; pack it as ZIP or gzip.",
            "377ABCAF271C|526172211A07|425A68|FD377A585A00|28B52FFD|.{514}7573746172"),
    PDF("It is a PDF, not a table; export it as XLSX or CSV.", "255044462D"),
    /** Pages and XML under the name of a workbook, as many systems export them. */
    MARKUP(
            "It is a web page or an XML file, even if Excel opens it; open it in Excel and save it as XLSX or CSV.",
            null),
    /** Text, as far as can be told. */
    TEXT(null, null);

    private static final int LOOKED_AT = 512;
    private static final Pattern TAG = Pattern.compile(
            "(?s)[\\s\\x00\\uFEFF\\u00EF\\u00BB\\u00BF\\u00FF\\u00FE]*<(?:!doctype|html|head|body|table|\\?xml|meta).*");

    private final @Nullable String refusal;
    /** In hexadecimal; null: it shows otherwise. */
    private final @Nullable Pattern beginning;

    FileKind(@Nullable String refusal, @Nullable String beginning) {
        this.refusal = refusal;
        this.beginning = beginning == null ? null : Pattern.compile(beginning);
    }

    static FileKind of(ByteSource source) throws IOException {
        byte[] head;
        try (InputStream in = source.open()) {
            head = in.readNBytes(LOOKED_AT);
        }
        String hex = HexFormat.of().withUpperCase().formatHex(head);
        for (FileKind kind : values()) {
            Pattern beginning = kind.beginning;
            if (beginning != null && beginning.matcher(hex).lookingAt()) {
                return kind;
            }
        }
        String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        // In UTF-16 every other byte of a tag is zero.
        return TAG.matcher(text.replace("\0", "")).matches() ? MARKUP : TEXT;
    }

    /** @throws UnreadableTableException if no table is read from such a file, with what to do */
    void requireReadable() throws UnreadableTableException {
        if (refusal != null) {
            throw new UnreadableTableException(refusal);
        }
    }
}
