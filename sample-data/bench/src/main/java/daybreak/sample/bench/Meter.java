package daybreak.sample.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command and measures it with all that it starts. Wall and processor time are what the kernel counts for the
 * command and its children; to that comes the PostgreSQL server that it works with, which is nobody's child, as last seen
 * in {@code /proc}, where it is looked up ten times a second (in the first second five times as often). Memory is the
 * greatest sum of resident memory at such a moment, of PostgreSQL without the pages that its processes share.
 */
final class Meter {

    private static final long INTERVAL_MILLIS = 100;
    private static final long FIRST_INTERVAL_MILLIS = 20;
    private static final double TICKS_A_SECOND = 100;
    /** Runs the command given after a file, into which it writes wall, user and system seconds. */
    private static final String TIMED = "f=$1; shift; TIMEFORMAT='%R %U %S'; { time \"$@\" 2>&3; } 3>&2 2>\"$f\"";

    /**
     * What came of a command.
     *
     * @param cost of the whole
     * @param untilMark of the part until the line that was waited for; null: no such line came
     * @param exitCode its own
     * @param output all that it printed
     */
    record Result(Cost cost, @Nullable Cost untilMark, int exitCode, String output) {}

    private final ProcessBuilder builder;
    private final @Nullable Path postmaster;
    private final Pattern mark;
    private final Path log;
    private final Path times;
    private double serverCpu;
    private double peak;
    private long begun;

    /**
     * A command to be measured once.
     *
     * @param postmaster the file in which a PostgreSQL server that the command starts writes its number; null: none
     * @param mark a line that ends a part of the work
     * @param log file for what the command prints
     */
    Meter(List<String> command, @Nullable Path postmaster, Pattern mark, Path log) {
        this.times = log.resolveSibling(log.getFileName() + ".times");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash", times.toString()));
        timed.addAll(command);
        this.builder = new ProcessBuilder(timed).redirectErrorStream(true);
        this.postmaster = postmaster;
        this.mark = mark;
        this.log = log;
    }

    Result measure() throws IOException, InterruptedException {
        begun = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        StringBuilder output = new StringBuilder();
        @Nullable Cost[] untilMark = {null};
        Thread reader = new Thread(() -> read(process, output, untilMark), "bench-output");
        reader.setDaemon(true);
        reader.start();
        Thread whenEnded = new Thread(() -> end(process), "bench-end");
        Runtime.getRuntime().addShutdownHook(whenEnded);
        try {
            while (!process.waitFor(interval(), TimeUnit.MILLISECONDS)) {
                sample(process);
            }
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(whenEnded);
        }
        reader.join(2_000);
        String[] seconds = Files.readString(times).strip().split(" ", -1);
        Cost cost;
        synchronized (this) {
            cost = new Cost(
                    Double.parseDouble(seconds[0]),
                    Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]) + serverCpu,
                    peak);
        }
        synchronized (output) {
            return new Result(cost, untilMark[0], process.exitValue(), output.toString());
        }
    }

    /** Where the bench itself ends before the command. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private long interval() {
        return System.nanoTime() - begun < 1_000_000_000L ? FIRST_INTERVAL_MILLIS : INTERVAL_MILLIS;
    }

    private void read(Process process, StringBuilder output, @Nullable Cost[] untilMark) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (untilMark[0] == null && mark.matcher(line).find()) {
                    double wall = (System.nanoTime() - begun) / 1e9;
                    untilMark[0] = soFar(process, wall);
                }
                synchronized (output) {
                    output.append(line).append('\n');
                }
                copy.write(line);
                copy.newLine();
                copy.flush();
            }
        } catch (IOException e) {
            synchronized (output) {
                output.append(e).append('\n');
            }
        }
    }

    private synchronized Cost soFar(Process process, double wall) {
        double cpu = sample(process);
        return new Cost(wall, cpu + serverCpu, peak);
    }

    /** Notes memory and the server's processor time; returns that of the command so far. */
    private synchronized double sample(Process process) {
        double cpu = cpu(process.pid());
        double resident = resident(process.pid(), "VmRSS:");
        for (ProcessHandle child : process.descendants().toList()) {
            cpu += cpu(child.pid());
            resident += isBegun(child) ? resident(child.pid(), "VmRSS:") : 0;
        }
        long server = server();
        if (server > 0) {
            List<Long> ofServer = new ArrayList<>(List.of(server));
            ProcessHandle.of(server).ifPresent(handle -> handle.children().forEach(child -> ofServer.add(child.pid())));
            double used = 0;
            for (long each : ofServer) {
                used += cpu(each);
                resident += resident(each, "RssAnon:");
            }
            serverCpu = Math.max(serverCpu, used);
        }
        peak = Math.max(peak, resident);
        return cpu;
    }

    /** The number of the PostgreSQL server; 0: there is none, or it is starting or stopping. */
    private long server() {
        Path file = postmaster;
        if (file == null || !Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(line -> Long.parseLong(line.strip())).orElse(0L);
        } catch (IOException | UncheckedIOException | NumberFormatException changing) {
            return 0;
        }
    }

    /** Own processor time and that of children that have ended; 0 if it is gone. */
    private static double cpu(long process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Double.parseDouble(fields[i]);
            }
            return ticks / TICKS_A_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Until a child has become the program it was made for, its memory is its parent's and would count twice. */
    private static boolean isBegun(ProcessHandle child) {
        return child.parent()
                .map(parent -> !commandLine(parent.pid()).equals(commandLine(child.pid())))
                .orElse(true);
    }

    private static String commandLine(long process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static double resident(long process, String line) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(each -> each.startsWith(line))
                    .mapToDouble(each -> Double.parseDouble(each.replaceAll("[^0-9]", "")) / 1_024)
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
