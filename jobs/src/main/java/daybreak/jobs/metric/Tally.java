package daybreak.jobs.metric;

import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one cell (a period, and the total or one member of a dimension) come to for one metric. Tallies of the
 * same cell are added up by their parts: {@link #successes}, {@link #counted}, {@link #waiting}, {@link #amount},
 * {@link #states()} and {@link #lifetimes()}.
 */
abstract class Tally {

    private static final long[] NONE = {};

    long successes;
    long counted;
    /** Rows that belong to the metric and do not count yet. */
    long waiting;

    double amount;

    /** Takes in a row, whose columns for the metric begin at a place. */
    abstract void add(Row row, int column);

    /** To be called before the parts are read. */
    void settle() {}

    /** The further counts, in the order of the metric. */
    long[] states() {
        return NONE;
    }

    /** Twice the microseconds, and one more where the end was observed. */
    long[] lifetimes() {
        return NONE;
    }

    /** Rows by how far they have come: see {@link Standing}. */
    static final class Rows extends Tally {

        private final long[] states;

        Rows(int states) {
            this.states = new long[states];
        }

        @Override
        void add(Row row, int column) {
            int standing = row.getInt(column);
            if (standing == Standing.WAITS) {
                waiting++;
            } else if (standing != Standing.OUTSIDE) {
                counted++;
                successes += standing == Standing.SUCCEEDS ? 1 : 0;
            }
            for (int i = 0; i < states.length; i++) {
                states[i] += row.getBoolean(column + 1 + i) ? 1 : 0;
            }
        }

        @Override
        long[] states() {
            return states;
        }
    }

    /**
     * Distinct values of a column by how far the best of their rows has come. Rows of one value follow each other, so that
     * none has to be remembered; rows without a value are none of them. The amount is the number of those that count.
     */
    static final class Values extends Tally {

        private final int valueColumn;
        private @Nullable Object value;
        private int best = Standing.OUTSIDE;

        Values(int valueColumn) {
            this.valueColumn = valueColumn;
        }

        @Override
        void add(Row row, int column) {
            Object next = row.get(valueColumn);
            if (next == null) {
                return;
            }
            if (!next.equals(value)) {
                settle();
                value = next;
            }
            best = Math.max(best, row.getInt(column));
        }

        @Override
        void settle() {
            if (best == Standing.WAITS) {
                waiting++;
            } else if (best != Standing.OUTSIDE) {
                counted++;
                successes += best == Standing.SUCCEEDS ? 1 : 0;
                amount++;
            }
            best = Standing.OUTSIDE;
            value = null;
        }
    }

    /** A sum; blanks add nothing. */
    static final class Sum extends Tally {

        @Override
        void add(Row row, int column) {
            amount += row.isNullAt(column) ? 0 : row.getDouble(column);
        }
    }

    /** Times from a start to an end that may still be ahead; rows without a start are none of them. */
    static final class Times extends Tally {

        private long[] lifetimes = new long[2];
        private int size;

        @Override
        void add(Row row, int column) {
            if (row.isNullAt(column)) {
                return;
            }
            long lifetime = row.getLong(column);
            counted++;
            successes += lifetime & 1;
            if (size == lifetimes.length) {
                lifetimes = Arrays.copyOf(lifetimes, size * 2);
            }
            lifetimes[size++] = lifetime;
        }

        @Override
        long[] lifetimes() {
            return Arrays.copyOf(lifetimes, size);
        }
    }

    /** How far a row has come for a metric: each is further than the one before. */
    static final class Standing {
        static final int OUTSIDE = 0;
        static final int WAITS = 1;
        static final int COUNTS = 2;
        static final int SUCCEEDS = 3;

        private Standing() {}
    }
}
