package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout of its own with stand-ins for Java and Maven, so that nothing is built or run. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("../daybreak").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path checkout = Path.of("");
    private Path path = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        checkout = Files.createDirectories(directory.resolve("checkout"));
        path = Files.createDirectories(directory.resolve("path"));
        Files.createDirectories(directory.resolve("jvm"));
        Files.copy(LAUNCHER, checkout.resolve("daybreak"));
        for (String module : List.of("schemas", "sample-data", "reports", "jobs")) {
            Files.createDirectories(checkout.resolve(module));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        for (String tool : List.of(
                "bash",
                "sed",
                "awk",
                "find",
                "sort",
                "xargs",
                "sha256sum",
                "cut",
                "head",
                "tail",
                "grep",
                "df",
                "du",
                "dirname",
                "readlink",
                "uname",
                "mkdir",
                "rm",
                "mv",
                "cat",
                "flock",
                "touch")) {
            for (String bin : List.of("/usr/bin", "/bin")) {
                Path real = Path.of(bin, tool);
                if (Files.exists(real) && !Files.exists(path.resolve(tool))) {
                    Files.createSymbolicLink(path.resolve(tool), real);
                }
            }
        }
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        assertThat(launch("runs"))
                .isEqualTo(new Terminal.Answer(
                        1,
                        "",
                        "daybreak: no Java found: install a JDK 17 or newer (Debian: apt-get install"
                                + " openjdk-17-jdk-headless), or point JAVA_HOME at one\n"));
    }

    @Test
    void withAnOldJavaItSaysSo() throws Exception {
        jdk("old", "1.8.0_402", true);

        assertThat(launch("runs"))
                .isEqualTo(new Terminal.Answer(
                        1, "", "daybreak: Java 8 is too old: install a JDK 17 or newer, or point JAVA_HOME at one\n"));
    }

    @Test
    void withARuntimeButNoCompilerItSaysSo() throws Exception {
        Path runtime = jdk("runtime", "17.0.15", false);

        assertThat(launch("runs").err())
                .isEqualTo(
                        "daybreak: found Java in " + runtime
                                + " but no compiler: install a JDK 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)\n");
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        jdk("good", "17.0.15", true);

        assertThat(launch("runs"))
                .isEqualTo(new Terminal.Answer(
                        1,
                        "",
                        "daybreak: no Maven found: install Maven 3.8 or newer (Debian: apt-get install maven)\n"));
    }

    @Test
    void withAnOldMavenItSaysSo() throws Exception {
        jdk("good", "17.0.15", true);
        maven("3.6.3", "exit 1");

        assertThat(launch("runs").err()).isEqualTo("daybreak: Maven 3.6.3 is too old: install Maven 3.8 or newer\n");
    }

    @Test
    void withoutDiskSpaceItSaysHowMuchItNeeds() throws Exception {
        jdk("good", "17.0.15", true);
        maven("3.8.7", "exit 1");
        Files.delete(path.resolve("df"));
        script(path.resolve("df"), "echo head; echo disk 1000000 900000 102400 90% /");

        assertThat(launch("runs").err())
                .isEqualTo(
                        "daybreak: no disk space: building needs 2000 MB in " + checkout + ", and 100 MB are left\n");
    }

    @Test
    void aBuildThatCannotFetchSaysThatTheFirstOneNeedsANetwork() throws Exception {
        jdk("good", "17.0.15", true);
        maven("3.8.7", "echo '[ERROR] Could not transfer artifact x: Unknown host'; exit 1");

        Terminal.Answer answer = launch("runs");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("[ERROR] Could not transfer artifact x: Unknown host\n")
                .endsWith("daybreak: the build could not fetch what it needs: the first one needs a network (or a Maven"
                        + " mirror in ~/.m2/settings.xml); all of it is in " + checkout
                        + "/jobs/target/build.log\n");
    }

    @Test
    void itBuildsOnceAndAgainWhenSourcesChange() throws Exception {
        Path jdk = jdk("good", "17.0.15", true);
        maven("3.8.7", built());

        Terminal.Answer first = launch("runs", "--format", "json");
        assertThat(first.err())
                .isEqualTo("daybreak: building with " + jdk
                        + "; this takes a few minutes the first time, when Maven fetches what is missing\n"
                        + "daybreak: built\n"
                        + "daybreak: preparing quick starts: a small night runs once, for about a minute\n");
        assertThat(first.out()).endsWith("daybreak.jobs.cli.Daybreak runs --format json\n");
        assertThat(first.code()).isZero();

        Files.delete(path.resolve("mvn"));
        assertThat(launch("runs").err()).as("nothing changed: nothing to build").isEmpty();

        Files.writeString(checkout.resolve("jobs/pom.xml"), "<project>changed</project>");
        assertThat(launch("runs").err()).startsWith("daybreak: no Maven found");
    }

    @Test
    void theJvmGetsItsFlagsAndAnExplicitListOfJars() throws Exception {
        jdk("good", "17.0.15", true);
        maven("3.8.7", built());
        launch("runs");

        String command = launch("runs").out();

        Path application = checkout.resolve("jobs/target/daybreak");
        assertThat(command)
                .contains(" -XX:TieredStopAtLevel=1 ")
                .contains(" -Djava.awt.headless=true ")
                .contains(" --add-opens=java.base/sun.nio.ch=ALL-UNNAMED ")
                .contains(" -Djava.library.path=" + application + "/lib/native/org/apache/comet/linux/")
                .contains(" -cp " + application + "/daybreak.jar:" + application + "/lib/a.jar:" + application
                        + "/lib/b.jar daybreak.jobs.cli.Daybreak runs")
                .doesNotContain("jdk.incubator.vector", "*.jar");
        assertThat(launchWith(Map.of("DAYBREAK_JAVA_OPTS", "-Xmx7g -Dx=y"), "runs")
                        .out())
                .contains(" -Xmx7g -Dx=y -cp ");
    }

    @Test
    void theOptimizingCompilerIsKeptForNightsThatAreWorthIt() throws Exception {
        jdk("good", "17.0.15", true);
        maven("3.8.7", built());
        launch("runs");
        // Of 70 MB each, so that one of them is not worth it and both are.
        for (String day : List.of("2026-11-21", "2026-11-22")) {
            Path folder = Files.createDirectories(directory.resolve("exports").resolve(day));
            Files.write(folder.resolve("browse_events.csv"), new byte[70 << 20]);
        }

        assertThat(isOptimized("nightly", "--exports", "exports", "--from", "2026-11-21", "--to", "2026-11-22"))
                .isTrue();
        assertThat(isOptimized("nightly", "--exports=exports", "--from=2026-11-21", "--to=2026-11-22"))
                .isTrue();
        assertThat(isOptimized("nightly", "--exports", "exports", "--date", "2026-11-22"))
                .isFalse();
        assertThat(isOptimized("nightly", "--exports", "exports", "--from", "2026-11-22", "--to", "2026-11-23"))
                .isFalse();
        assertThat(isOptimized("nightly", "--exports", "elsewhere", "--date", "2026-11-22"))
                .isFalse();
        assertThat(isOptimized("weekly", "--from", "2026-11-21", "--to", "2026-11-22"))
                .isFalse();
    }

    private boolean isOptimized(String... arguments) throws Exception {
        Terminal.Answer answer = launch(arguments);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        return !answer.out().contains(" -XX:TieredStopAtLevel=1 ");
    }

    @Test
    void itMayBeCalledThroughALinkFromAnywhere() throws Exception {
        jdk("good", "17.0.15", true);
        maven("3.8.7", built());
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("checkout/daybreak"));

        assertThat(launch(link, Map.of(), "runs").out()).contains(checkout + "/jobs/target/daybreak/daybreak.jar");
    }

    @Test
    void aCheckoutThatMayNotBeWrittenSaysWhoCanBuild() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "skipped: root may write everywhere");
        jdk("good", "17.0.15", true);
        maven("3.8.7", built());
        Files.setPosixFilePermissions(checkout.resolve("jobs"), PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThat(launch("runs").err())
                .isEqualTo("daybreak: no permission to write in " + checkout + ", and it is not built yet: run "
                        + checkout
                        + "/daybreak --version once as its owner, then give a place of your own with --home DIR\n");
    }

    /** What a Maven that builds would leave. */
    private String built() {
        return """
                mkdir -p jobs/target/daybreak
                printf 'lib/a.jar:lib/b.jar' >jobs/target/daybreak/class-path
                touch jobs/target/daybreak/daybreak.jar
                """;
    }

    private Path jdk(String name, String version, boolean compiler) throws IOException {
        Path home = directory.resolve("jvm").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "echo java \"$@\"");
        if (compiler) {
            script(home.resolve("bin/javac"), "exit 0");
        }
        return home;
    }

    private void maven(String version, String build) throws IOException {
        script(path.resolve("mvn"), "[[ $1 == -v ]] && { echo 'Apache Maven " + version + "'; exit 0; }\n" + build);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Terminal.Answer launch(String... arguments) throws Exception {
        return launchWith(Map.of(), arguments);
    }

    private Terminal.Answer launchWith(Map<String, String> environment, String... arguments) throws Exception {
        return launch(checkout.resolve("daybreak"), environment, arguments);
    }

    private Terminal.Answer launch(Path launcher, Map<String, String> environment, String... arguments)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment()
                .put("DAYBREAK_JVM_DIRECTORY", directory.resolve("jvm").toString());
        builder.environment().putAll(environment);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Terminal.Answer(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
