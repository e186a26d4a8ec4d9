package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicLong clock = new AtomicLong();
    private final StringWriter text = new StringWriter();

    @Test
    void onATerminalOneLineIsKeptUpToDate() {
        Progress progress = new Progress(new PrintWriter(text), true, clock::get);

        progress.begun("ingest", 4);
        clock.addAndGet(2_000_000_000L);
        progress.advanced("ingest", 1, 50_000);
        clock.addAndGet(1_000_000L);
        progress.advanced("ingest", 1, 1); // too soon to draw again
        clock.addAndGet(2_000_000_000L);
        progress.advanced("ingest", 2, 50_000);
        progress.ended("ingest");

        assertThat(text.toString().split("\r"))
                .extracting(String::strip)
                .containsExactly(
                        "",
                        "ingest  0/4 files",
                        "ingest  1/4 files  50,000 rows  25,000 rows/s  about 6 s left",
                        "ingest  4/4 files  100,001 rows  24,994 rows/s",
                        "ingest  4/4 files  100,001 rows  24,994 rows/s  done in 4.0 s");
    }

    @Test
    void elsewhereThereIsAPlainLineAStep() {
        Progress progress = new Progress(new PrintWriter(text), false, clock::get);

        progress.begun("land", 0);
        clock.addAndGet(500_000_000L);
        progress.ended("land");
        progress.begun("ingest", 2);
        progress.advanced("ingest", 2, 10);
        clock.addAndGet(1_000_000_000L);
        progress.ended("ingest");
        progress.ended("ingest");

        assertThat(text.toString().lines())
                .containsExactly("land  done in 0.5 s", "ingest  2/2 files  10 rows  10 rows/s  done in 1.0 s");
    }

    @Test
    void longWorkWithoutNewsShowsThatItIsAtIt_andStepsSideBySideShareTheLine() {
        Progress progress = new Progress(new PrintWriter(text), true, clock::get);

        progress.begun("metrics", 0);
        progress.begun("alerts", 0);
        clock.addAndGet(500_000_000L);
        progress.tick(); // too soon
        clock.addAndGet(1_500_000_000L);
        progress.tick();
        progress.ended("metrics");
        clock.addAndGet(1_000_000_000L);
        progress.ended("alerts");

        assertThat(text.toString().split("\r"))
                .extracting(String::strip)
                .containsExactly(
                        "",
                        "metrics",
                        "metrics  |  alerts",
                        "metrics  2 s  |  alerts  2 s",
                        "metrics  done in 2.0 s",
                        "alerts  2 s",
                        "alerts  done in 3.0 s");
    }
}
