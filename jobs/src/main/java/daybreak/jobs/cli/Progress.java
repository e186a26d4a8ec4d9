package daybreak.jobs.cli;

import daybreak.jobs.nightly.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come. On a terminal one line that is kept up to date: step, files, rows, rows a second, time
 * remaining; steps that are done side by side share it. Elsewhere a plain line when a step ends.
 */
public final class Progress implements ProgressListener {

    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long TICK_NANOS = 1_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final Map<String, Work> active = new LinkedHashMap<>();

    private long drawn;
    private int drawnWidth;

    /** How far a step has come. */
    private static final class Work {

        private final long begun;
        private final long filesExpected;
        private long files;
        private long rows;

        Work(long begun, long filesExpected) {
            this.begun = begun;
            this.filesExpected = filesExpected;
        }
    }

    /**
     * Progress on a stream.
     *
     * @param nanoTime as System::nanoTime
     */
    public Progress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void begun(String step, long filesExpected) {
        active.put(step, new Work(nanoTime.getAsLong(), filesExpected));
        redraw();
    }

    @Override
    public synchronized void advanced(String step, long moreFiles, long moreRows) {
        Work work = active.get(step);
        if (work != null) {
            work.files += moreFiles;
            work.rows += moreRows;
            if (nanoTime.getAsLong() - drawn >= REDRAW_NANOS) {
                redraw();
            }
        }
    }

    @Override
    public synchronized void ended(String step) {
        Work work = active.remove(step);
        if (work == null) {
            return;
        }
        if (terminal) {
            draw(line(step, work, true));
            out.println();
            drawnWidth = 0;
            redraw();
        } else {
            out.println(line(step, work, true));
        }
        out.flush();
    }

    /** To be called about once a second: long work without news of its own shows how long it has been at it. */
    public synchronized void tick() {
        if (nanoTime.getAsLong() - drawn >= TICK_NANOS) {
            redraw();
        }
    }

    private void redraw() {
        if (terminal && !active.isEmpty()) {
            StringJoiner line = new StringJoiner("  |  ");
            active.forEach((step, work) -> line.add(line(step, work, false)));
            draw(line.toString());
        }
    }

    private void draw(String line) {
        int width = DisplayWidth.of(line);
        out.print("\r" + line + " ".repeat(Math.max(0, drawnWidth - width)));
        out.flush();
        drawnWidth = width;
        drawn = nanoTime.getAsLong();
    }

    private String line(String step, Work work, boolean done) {
        double seconds = (nanoTime.getAsLong() - work.begun) / 1e9;
        StringBuilder line = new StringBuilder(step);
        if (work.filesExpected > 0) {
            line.append(String.format(Locale.ROOT, "  %,d/%,d files", work.files, work.filesExpected));
        } else if (work.files > 0) {
            line.append(String.format(Locale.ROOT, "  %,d files", work.files));
        }
        if (work.rows > 0) {
            line.append(String.format(Locale.ROOT, "  %,d rows", work.rows));
            if (seconds >= 0.1) {
                line.append(String.format(Locale.ROOT, "  %,d rows/s", Math.round(work.rows / seconds)));
            }
        }
        if (done) {
            line.append(String.format(Locale.ROOT, "  done in %.1f s", seconds));
        } else if (work.files > 0 && work.filesExpected > work.files) {
            long remaining = Math.round(seconds / work.files * (work.filesExpected - work.files));
            line.append("  about ").append(words(Duration.ofSeconds(remaining))).append(" left");
        } else if (work.files == 0 && seconds >= 1) {
            line.append("  ").append(words(Duration.ofSeconds((long) seconds)));
        }
        return line.toString();
    }

    private static String words(Duration duration) {
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }
}
