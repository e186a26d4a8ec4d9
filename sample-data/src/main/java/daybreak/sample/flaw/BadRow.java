package daybreak.sample.flaw;

import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Entry;
import daybreak.sample.delivery.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A bad row that can be made of a good one of the same file, which stays where it is.
 *
 * @param maker makes it
 * @param last whether it must be the last record of its file, because it spoils what follows
 * @param marked whether it needs a file with a byte order mark
 */
record BadRow(Maker maker, boolean last, boolean marked) {

    /** Makes a record out of a good row. */
    interface Maker {
        Entry make(Delivery delivery, Snapshot good, String badKey);
    }

    static BadRow anywhere(Maker maker) {
        return new BadRow(maker, false, false);
    }

    /** A row with one cell replaced. */
    static BadRow cell(Flaw flaw, String column, String cell) {
        return anywhere((delivery, good, badKey) -> {
            List<String> cells = cells(delivery, good, badKey);
            cells.set(delivery.place(column), cell);
            return Entry.flawed(null, cells, flaw);
        });
    }

    /** The cells of the good row under a key that no other row has. */
    static List<String> cells(Delivery delivery, Snapshot good, String badKey) {
        String key = delivery.contract().key().get(0);
        return new ArrayList<>(delivery.cells(good.with(key, badKey)));
    }

    boolean fits(Delivery delivery) {
        return !marked || delivery.startsWithByteOrderMark();
    }
}
