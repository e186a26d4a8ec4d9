package daybreak.jobs.explain;

import java.util.Collection;
import java.util.Map;

/** Finds the rows of the warehouse that mart rows were computed from. */
@FunctionalInterface
public interface RowsBehind {

    /**
     * The subject rows counted in each mart row, in order of their key. Rows of tasks and of complaints are looked for all
     * at once, those of values one value after the other.
     *
     * @param limit how many rows to return at most for each
     * @return by mart row; without those that are not computed from subject rows, or of which the warehouse no longer holds
     *     them
     */
    Map<MartKey, WarehouseRows> of(Collection<MartKey> keys, int limit);
}
