package daybreak.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One folder of definitions on the classpath, {@code daybreak/<name>/}: from a jar or from a folder of classes.
 *
 * @param name of the folder below {@code daybreak/}
 */
public record DefinitionFolder(String name) {

    /**
     * The texts of all files of the folder whose name ends so, by file name, in its order.
     *
     * @throws IllegalStateException if the folder is not on the classpath
     */
    public Map<String, String> read(String suffix) {
        String folder = "daybreak/" + name;
        URL marker = DefinitionFolder.class.getClassLoader().getResource(folder + "/ADDING.md");
        if (marker == null) {
            throw new IllegalStateException("The folder of definitions " + folder + " is not on the classpath.");
        }
        try {
            URI uri = marker.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return readFrom(Path.of(uri).resolveSibling(""), suffix);
            }
            try (FileSystem jar = FileSystems.newFileSystem(
                    Path.of(URI.create(uri.getRawSchemeSpecificPart().replaceFirst("!/.*$", ""))))) {
                return readFrom(jar.getPath("/" + folder), suffix);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The definitions in " + folder + " could not be read.", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of " + folder + " is no address: " + marker, e);
        }
    }

    /** The text of one file of the folder. */
    public String readFile(String file) {
        String resource = "daybreak/" + name + "/" + file;
        try (InputStream in = DefinitionFolder.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new DefinitionException(name + "/" + file, "there is no such file under schemas/");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " could not be read.", e);
        }
    }

    private static Map<String, String> readFrom(Path folder, String suffix) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> chosen = files.filter(
                            file -> String.valueOf(file.getFileName()).endsWith(suffix))
                    .toList();
            for (Path file : chosen) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return texts;
    }
}
