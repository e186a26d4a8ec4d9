package daybreak.jobs.explain;

import java.util.Optional;

/** Finds the rows of the warehouse that a mart row was computed from. */
@FunctionalInterface
public interface RowsBehind {

    /**
     * The subject rows counted in a mart row, in order of their key.
     *
     * @param limit how many rows to return at most
     * @return empty if the mart row is not computed from subject rows, or the warehouse no longer holds them
     */
    Optional<WarehouseRows> of(MartKey key, int limit);
}
