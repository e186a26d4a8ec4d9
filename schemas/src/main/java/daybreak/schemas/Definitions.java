package daybreak.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** All definitions under {@code schemas/} together. */
public final class Definitions {

    private Definitions() {}

    /** A digest of all that numbers depend on: contracts, mappings, facts, subjects, metrics, alert rules
     * and match scores. */
    public static String fingerprint() {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("exports", "sources", "facts", "subjects", "metrics", "alerts", "matching")) {
            new DefinitionFolder(folder)
                    .read("")
                    .forEach((file, text) -> all.append(folder)
                            .append('/')
                            .append(file)
                            .append('\n')
                            .append(text));
        }
        return digest(all.toString());
    }

    /** The first 16 hexadecimal digits of a text's SHA-256. */
    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first 16 hexadecimal digits of the SHA-256 of bytes. */
    public static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
