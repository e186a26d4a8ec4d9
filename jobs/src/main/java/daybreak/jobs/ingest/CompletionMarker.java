package daybreak.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The file {@code _COMPLETE} of a folder: empty, or what the folder holds.
 *
 * @param files by name; empty: it says nothing
 */
record CompletionMarker(Map<String, Declared> files) {

    static final String NAME = "_COMPLETE";

    /** What is said of a file: its records without the header, and its SHA-256 in hexadecimal, lower case. */
    record Declared(long rows, String sha256) {}

    static CompletionMarker read(Path marker) throws IOException {
        Map<String, Declared> files = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(marker)) {
            number++;
            String[] parts = line.strip().split(",", -1);
            if (line.isBlank() || line.strip().equals("file,rows,sha256")) {
                continue;
            }
            if (parts.length != 3
                    || !parts[1].strip().matches("\\d{1,18}")
                    || !parts[2].strip().matches("[0-9a-fA-F]{64}")) {
                throw new IngestException(
                        marker + ", line " + number + ", is not file,rows,sha256; the folder must be exported again.");
            }
            Declared declared = new Declared(
                    Long.parseLong(parts[1].strip()), parts[2].strip().toLowerCase(Locale.ROOT));
            if (files.put(parts[0].strip(), declared) != null) {
                throw new IngestException(marker + " lists " + parts[0].strip() + " twice.");
            }
        }
        return new CompletionMarker(files);
    }
}
