package daybreak.jobs.cli;

import daybreak.jobs.nightly.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come. On a terminal one line that is kept up to date: step, files, rows, rows a second, time
 * remaining. Elsewhere a plain line when a step ends.
 */
public final class Progress implements ProgressListener {

    private static final long REDRAW_NANOS = 200_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;

    private String step = "";
    private long filesExpected;
    private long files;
    private long rows;
    private long begun;
    private long drawn;
    private int drawnWidth;
    private boolean active;

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
    public synchronized void begun(String newStep, long newFilesExpected) {
        if (active) {
            ended();
        }
        step = newStep;
        filesExpected = newFilesExpected;
        files = 0;
        rows = 0;
        begun = nanoTime.getAsLong();
        active = true;
        if (terminal) {
            draw(line(false));
        }
    }

    @Override
    public synchronized void advanced(long moreFiles, long moreRows) {
        files += moreFiles;
        rows += moreRows;
        if (terminal && active && nanoTime.getAsLong() - drawn >= REDRAW_NANOS) {
            draw(line(false));
        }
    }

    @Override
    public synchronized void ended() {
        if (!active) {
            return;
        }
        active = false;
        if (terminal) {
            draw(line(true));
            out.println();
            drawnWidth = 0;
        } else {
            out.println(line(true));
        }
        out.flush();
    }

    private void draw(String line) {
        int width = DisplayWidth.of(line);
        out.print("\r" + line + " ".repeat(Math.max(0, drawnWidth - width)));
        out.flush();
        drawnWidth = width;
        drawn = nanoTime.getAsLong();
    }

    private String line(boolean done) {
        double seconds = (nanoTime.getAsLong() - begun) / 1e9;
        StringBuilder line = new StringBuilder(step);
        if (filesExpected > 0) {
            line.append(String.format(Locale.ROOT, "  %,d/%,d files", files, filesExpected));
        } else if (files > 0) {
            line.append(String.format(Locale.ROOT, "  %,d files", files));
        }
        if (rows > 0) {
            line.append(String.format(Locale.ROOT, "  %,d rows", rows));
            if (seconds >= 0.1) {
                line.append(String.format(Locale.ROOT, "  %,d rows/s", Math.round(rows / seconds)));
            }
        }
        if (done) {
            line.append(String.format(Locale.ROOT, "  done in %.1f s", seconds));
        } else if (files > 0 && filesExpected > files) {
            long remaining = Math.round(seconds / files * (filesExpected - files));
            line.append("  about ").append(words(Duration.ofSeconds(remaining))).append(" left");
        }
        return line.toString();
    }

    private static String words(Duration duration) {
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }
}
