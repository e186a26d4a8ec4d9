package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.explain.RefusedRows;
import daybreak.jobs.explain.RowsBehind;
import daybreak.jobs.nightly.Nights;
import daybreak.jobs.nightly.ProgressListener;
import daybreak.jobs.nightly.Reviews;

/** The rooms of the house that commands send work to. Each is furnished when a command needs it. */
public interface Rooms {

    /** The main job. */
    Nights nights(Settings settings, Database database, ProgressListener progress);

    /** The reports. */
    Reviews reviews(Settings settings, Database database, ProgressListener progress);

    /** The way from marts back to the warehouse. */
    RowsBehind rowsBehind(Settings settings, Database database);

    /** The way from refused rows to files in which they can be corrected. */
    RefusedRows refusedRows(Settings settings, Database database);
}
