package daybreak.jobs.cli;

import daybreak.jobs.nightly.ProgressListener;
import daybreak.sample.SampleBrokerage;
import daybreak.sample.SampleSettings;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Has the sample brokerage written, with progress and sentences. */
final class SampleWriting {

    private static final String STEP = "sample";

    private SampleWriting() {}

    static void write(SampleSettings settings, Daybreak daybreak) {
        ProgressListener progress = daybreak.progress();
        progress.begun(STEP, settings.days());
        long[] before = {0};
        try {
            new SampleBrokerage(ExportContracts.load()).write(settings, (day, written, days, rows) -> {
                progress.advanced(STEP, 1, rows - before[0]);
                before[0] = rows;
            });
        } catch (AccessDeniedException e) {
            throw CommandException.failed("no permission to write in " + settings.out() + ": choose another folder");
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw CommandException.failed(
                        "the disk that holds " + settings.out() + " is full: free some space, or choose another place");
            }
            throw CommandException.failed("the sample is not written: " + e.getMessage());
        } finally {
            progress.ended(STEP);
        }
    }
}
