package daybreak.sample.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command and measures it with all that it starts, by {@code /proc}: ten times a second the processes below it are
 * looked up, and the PostgreSQL server that it works with. Processor time is what each had used when last seen, so up to a
 * tenth of a second at a process's end is missed; memory is the greatest sum of resident memory, of PostgreSQL without the
 * pages that its processes share.
 */
final class Meter {

    private static final long INTERVAL_MILLIS = 100;
    private static final double TICKS_A_SECOND = 100;

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
    private final Map<Long, Double> cpuByProcess = new HashMap<>();
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
        this.builder = new ProcessBuilder(command).redirectErrorStream(true);
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
        try {
            while (!process.waitFor(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                sample(process);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        double wall = (System.nanoTime() - begun) / 1e9;
        reader.join(2_000);
        Cost cost;
        synchronized (this) {
            cost = new Cost(wall, cpu(), peak);
        }
        synchronized (output) {
            return new Result(cost, untilMark[0], process.exitValue(), output.toString());
        }
    }

    private void read(Process process, StringBuilder output, @Nullable Cost[] untilMark) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (untilMark[0] == null && mark.matcher(line).find()) {
                    double wall = (System.nanoTime() - begun) / 1e9;
                    sample(process);
                    synchronized (this) {
                        untilMark[0] = new Cost(wall, cpu(), peak);
                    }
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

    private synchronized void sample(Process process) {
        double resident = look(process.pid(), false);
        for (ProcessHandle child : process.descendants().toList()) {
            resident += look(child.pid(), false);
        }
        Path file = postmaster;
        if (file != null && Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                long server = lines.findFirst()
                        .map(line -> Long.parseLong(line.strip()))
                        .orElse(0L);
                resident += look(server, true);
                for (ProcessHandle child : ProcessHandle.of(server).stream()
                        .flatMap(ProcessHandle::children)
                        .toList()) {
                    resident += look(child.pid(), true);
                }
            } catch (IOException | RuntimeException ending) {
                // The server is just starting or stopping.
                resident += 0;
            }
        }
        peak = Math.max(peak, resident);
    }

    private double cpu() {
        return cpuByProcess.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Notes the processor time of a process and returns its resident memory in MB; 0 if it is gone. */
    private double look(long process, boolean ofServer) {
        Path folder = Path.of("/proc", Long.toString(process));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // Own user and system time; the children's are their own.
            double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            cpuByProcess.put(process, ticks / TICKS_A_SECOND);
            double resident = 0;
            for (String line : Files.readAllLines(folder.resolve("status"))) {
                if (line.startsWith(ofServer ? "RssAnon:" : "VmRSS:")) {
                    resident = Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024;
                }
            }
            return resident;
        } catch (IOException gone) {
            return 0;
        }
    }
}
