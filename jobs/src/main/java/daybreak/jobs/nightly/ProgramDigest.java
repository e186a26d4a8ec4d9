package daybreak.jobs.nightly;

import daybreak.schemas.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells one build of the program from another, which may compute otherwise what the definitions say. */
final class ProgramDigest {

    private ProgramDigest() {}

    /** Of the jar, or of the folder of classes, from which this process runs. */
    static String ofThis() {
        try {
            return of(Path.of(ProgramDigest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program runs from a place that is no path: " + e.getInput(), e);
        }
    }

    private static String of(Path program) {
        try (Stream<Path> found = Files.walk(program)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            StringBuilder all = new StringBuilder();
            for (Path file : files) {
                all.append(program.relativize(file)).append('\n').append(Definitions.digest(Files.readAllBytes(file)));
            }
            return Definitions.digest(all.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The program could not be read from " + program, e);
        }
    }
}
