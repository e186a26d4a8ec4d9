package daybreak.reports.weekly;

import daybreak.reports.page.MartRow;
import java.util.List;
import java.util.Map;

/**
 * Something to do.
 *
 * @param key of the finding it comes from; its figure in the trace
 * @param what to do
 * @param why with the numbers
 * @param who answers for it
 * @param day and, as time, the hour by when
 * @param measure how we shall know it worked
 * @param refersTo the mart rows of the finding
 * @param printed the numbers of the finding
 */
public record ToDo(
        String key,
        String what,
        String why,
        String who,
        String day,
        String time,
        String measure,
        List<MartRow> refersTo,
        Map<String, Object> printed) {

    public ToDo {
        refersTo = List.copyOf(refersTo);
        printed = Map.copyOf(printed);
    }
}
