package daybreak.sample;

import java.time.LocalDate;

/** Told after each folder. */
@FunctionalInterface
public interface SampleProgress {

    /**
     * A folder is complete.
     *
     * @param day the folder just written
     * @param written folders written so far
     * @param days folders in all
     * @param rows rows written so far
     */
    void wrote(LocalDate day, int written, int days, long rows);

    static SampleProgress silent() {
        return (day, written, days, rows) -> {};
    }
}
