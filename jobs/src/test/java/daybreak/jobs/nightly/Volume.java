package daybreak.jobs.nightly;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a test's own, in memory, that can be filled up and made read-only. */
final class Volume implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final Path path;

    private Volume(Path path) {
        this.path = path;
    }

    /** Mounts it; skips the test visibly where that is not allowed. */
    static Volume mount(Path path, int megabytes) throws IOException {
        Files.createDirectories(path);
        String refused =
                run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", path.toString());
        assumeTrue(refused.isEmpty(), "skipped: no disk can be mounted here (" + refused + ")");
        return new Volume(path);
    }

    Path path() {
        return path;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left on device")) {
                throw e;
            }
        }
    }

    /** Gives the space back. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    /** Forbids all writing. */
    void makeReadOnly() throws IOException {
        require("mount", "-o", "remount,ro", path.toString());
    }

    private Path ballast() {
        return path.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        // Lazily: a server that a failed test left behind may still lie on it.
        require("umount", "--lazy", path.toString());
    }

    private static void require(String... command) throws IOException {
        String refused = run(command);
        if (!refused.isEmpty()) {
            throw new IOException(refused);
        }
    }

    /** What it said if it failed; else empty. */
    private static String run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            int code = process.waitFor();
            return code == 0 ? "" : said + " (exit code " + code + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
