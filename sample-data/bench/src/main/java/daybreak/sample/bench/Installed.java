package daybreak.sample.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Where the programs lie that are measured.
 *
 * @param launcher of the installed program
 * @param java the Java that it runs with
 * @param javaOptions a file with the options that the launcher gives to it, one a line
 * @param classes class path of the installed program
 * @param server where it unpacks the binaries of PostgreSQL, unless it does so in each home
 * @param bench class path of the bench itself
 */
record Installed(Path launcher, Path java, Path javaOptions, String classes, Path server, String bench) {

    /** From the properties that the launcher sets. */
    static Installed fromProperties() {
        return new Installed(
                Path.of(property("launcher")),
                Path.of(property("java")),
                Path.of(property("options")),
                property("classes"),
                Path.of(property("server")),
                System.getProperty("java.class.path", ""));
    }

    /** The words that start a night over a range of days. */
    List<String> nightly(Path home, Path exports, LocalDate from, LocalDate to) {
        return List.of(
                launcher.toString(),
                "nightly",
                "--home",
                home.toString(),
                "--exports",
                exports.toString(),
                "--from",
                from.toString(),
                "--to",
                to.toString());
    }

    private static String property(String name) {
        String value = System.getProperty("daybreak.bench." + name);
        if (value == null) {
            throw new BenchException("The bench is started as ./daybreak bench, which says where the program lies.");
        }
        return value;
    }
}
