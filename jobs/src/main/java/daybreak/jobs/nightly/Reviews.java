package daybreak.jobs.nightly;

import java.nio.file.Path;
import java.util.List;

/** The reports of a period, rendered from the marts that stand. */
public interface Reviews {

    /**
     * Renders the weekly review.
     *
     * @param week ISO week, as 2026-W47
     * @return the files written
     */
    List<Path> weekly(String week);

    /**
     * Renders the complaint retrospective.
     *
     * @param quarter calendar quarter, as 2026-Q3
     * @return the files written
     */
    List<Path> quarterly(String quarter);
}
