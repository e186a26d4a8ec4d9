package daybreak.jobs.nightly;

import daybreak.jobs.cli.Daybreak;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program, run by its command line in a process of its own, as on a terminal: it says when a step begins. */
final class CommandProcess implements AutoCloseable {

    /** More than any step takes on a machine that does three other things as well. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it under the options of this machine and those given.
     *
     * @param directory holds what it prints
     */
    static CommandProcess start(Path directory, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("--add-opens"))
                .forEach(command::add);
        command.add("-Ddaybreak.terminal=true");
        command.add("-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Daybreak.class.getName()));
        command.addAll(List.of(arguments));
        Files.createDirectories(directory);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DAYBREAK_"));
        builder.environment().put("COMET_LOG_LEVEL", "ERROR"); // as the launcher does
        return new CommandProcess(builder.start(), out, err);
    }

    /** The last night of the small brokerage, natively where it can be, as by default. */
    static CommandProcess lastNight(Path directory, Path home) throws IOException {
        return start(
                directory,
                List.of(),
                "nightly",
                "--home",
                home.toString(),
                "--brokerage",
                "test",
                "--exports",
                SharedNights.SMALL.toAbsolutePath().toString(),
                "--date",
                SharedNights.LAST);
    }

    /** Waits until a step has begun. */
    void awaitStep(String step) throws IOException, InterruptedException {
        await("the beginning of " + step, () -> err().contains("\r" + step));
    }

    /**
     * Waits until something is so.
     *
     * @throws IllegalStateException with all that was said, if the process ends before or it takes too long
     */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "In vain was waited for " + what + "; the command said:\n" + out() + err());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** As kill -9 does; returns the exit code. */
    int kill() throws InterruptedException {
        process.destroyForcibly();
        return exitCode();
    }

    /** Waits until it has ended by itself; returns the exit code. */
    int exitCode() throws InterruptedException {
        return exitCode(PATIENCE);
    }

    /** The same, for as long as is said. */
    int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The command does not end; it said:\n" + out() + err());
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    String out() {
        return read(out);
    }

    /** Its errors and its progress so far. */
    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
