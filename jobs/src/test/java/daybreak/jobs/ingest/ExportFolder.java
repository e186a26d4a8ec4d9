package daybreak.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of exports that a test fills day by day. */
record ExportFolder(Path path) {

    ExportFolder complete(String day) {
        return file(day, "_COMPLETE", "");
    }

    ExportFolder file(String day, String name, String text) {
        return file(day, name, text.getBytes(StandardCharsets.UTF_8));
    }

    ExportFolder file(String day, String name, byte[] bytes) {
        try {
            Path folder = Files.createDirectories(path.resolve(day));
            Files.write(folder.resolve(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
