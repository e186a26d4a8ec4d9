package daybreak.jobs.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read from their beginning as often as needed: a file, or an entry of an archive. */
@FunctionalInterface
public interface ByteSource {

    /** From the first byte on; closing it is the caller's. */
    InputStream open() throws IOException;

    static ByteSource of(Path file) {
        return () -> Files.newInputStream(file);
    }
}
