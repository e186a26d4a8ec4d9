package daybreak.sample.flaw;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong or odd with one record, and what must become of it.
 *
 * @param reason why it is refused; null: it is taken in, or is a duplicate
 * @param column canonical name of the column at fault; null: the row as a whole
 * @param what in words
 */
public record Flaw(@Nullable Reason reason, @Nullable String column, String what) {

    static Flaw refused(Reason reason, String column, String what) {
        return new Flaw(reason, column, what);
    }

    static Flaw refusedWhole(Reason reason, String what) {
        return new Flaw(reason, null, what);
    }

    static Flaw oddity(@Nullable String column, String what) {
        return new Flaw(null, column, what);
    }
}
