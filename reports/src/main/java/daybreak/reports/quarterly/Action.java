package daybreak.reports.quarterly;

import daybreak.reports.page.MartRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Something to do after the quarter, in the words of one language.
 *
 * @param name unique within the report and the same in every language
 * @param page the page it belongs to
 * @param what what is to be done
 * @param why the figures that ask for it
 * @param who answers for it
 * @param due by when
 * @param measure how the next quarter will know that it worked
 * @param refersTo the mart rows behind the figures
 * @param printed the figures
 */
record Action(
        String name,
        String page,
        String what,
        String why,
        String who,
        LocalDate due,
        String measure,
        List<MartRow> refersTo,
        Map<String, Object> printed) {}
