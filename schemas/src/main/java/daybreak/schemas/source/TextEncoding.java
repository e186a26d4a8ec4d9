package daybreak.schemas.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The encodings in which exports are read. */
public enum TextEncoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE),
    UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE),
    /** Contains GBK, which contains GB 2312. */
    GB18030("GB18030", Charset.forName("GB18030")),
    BIG5("Big5", Charset.forName("Big5"));

    private final String label;
    private final Charset charset;

    TextEncoding(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
    }

    /** Its registered name. */
    public String label() {
        return label;
    }

    public Charset charset() {
        return charset;
    }

    /** By its registered name in any case; GBK and GB2312 are GB18030. */
    public static Optional<TextEncoding> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        if (wanted.equals("GBK") || wanted.equals("GB2312")) {
            return Optional.of(GB18030);
        }
        for (TextEncoding encoding : values()) {
            if (encoding.label.toUpperCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }
}
