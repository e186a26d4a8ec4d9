package daybreak.sample.flaw;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Entry;
import daybreak.sample.delivery.Snapshot;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every bad row of every entity exactly once, spread over the files, and the oddities that are no fault: rows sent
 * twice, an unknown column, references to nothing, blank lines. The good rows all stay. What must become of each is
 * known here and written down as it is put in; nothing is read back.
 */
public final class EveryFlaw implements FlawScript {

    private final Dice dice;
    private final Map<String, Deque<BadRow>> waiting = new HashMap<>();
    private final Map<String, Integer> filesLeft;
    private final Map<String, Snapshot> earlier = new HashMap<>();
    private final Expectation expectation = new Expectation();
    private int made;

    /** @param files number of files of each entity, over which its bad rows are spread */
    public EveryFlaw(ExportContracts contracts, long seed, Map<String, Integer> files) {
        this.dice = Dice.of(seed, "every flaw", 0);
        this.filesLeft = new HashMap<>(files);
        for (ExportContract contract : contracts.all()) {
            waiting.put(contract.entity(), new ArrayDeque<>(BadRows.of(contract)));
        }
    }

    /** What must become of every record of the export. */
    public Expectation expectation() {
        return expectation;
    }

    /** Bad rows that no file could take; none, for an export that holds every entity. */
    public long leftOver() {
        return waiting.values().stream().mapToLong(Deque::size).sum();
    }

    @Override
    public void apply(Delivery delivery) {
        String entity = delivery.contract().entity();
        int files = filesLeft.merge(entity, -1, Integer::sum) + 1;
        Snapshot good = firstRow(delivery);
        Snapshot before = earlier.putIfAbsent(entity, good);
        if (files % 5 == 1) {
            delivery.addColumn("内部备注", "仅供内部");
        }
        List<BadRow> rows = take(delivery, files);
        List<Entry> entries = delivery.entries();
        List<Entry> last = new ArrayList<>();
        for (BadRow row : rows) {
            Entry entry = row.maker().make(delivery, good, "X%05d".formatted(++made));
            if (row.last()) {
                last.add(entry);
            } else {
                entries.add(dice.between(0, entries.size()), delivery.complete(entry));
            }
        }
        addOddities(delivery, before == null ? good : before, files);
        entries.addAll(last);
    }

    /** This file's part of the bad rows that still wait, at most one of which spoils what follows. */
    private List<BadRow> take(Delivery delivery, int files) {
        Deque<BadRow> queue = waiting.getOrDefault(delivery.contract().entity(), new ArrayDeque<>());
        int part = (queue.size() + files - 1) / Math.max(1, files);
        List<BadRow> taken = new ArrayList<>();
        Iterator<BadRow> rows = queue.iterator();
        while (rows.hasNext() && taken.size() < part) {
            BadRow row = rows.next();
            if (row.fits().in(delivery)) {
                taken.add(row);
                rows.remove();
            }
        }
        return taken;
    }

    private void addOddities(Delivery delivery, Snapshot before, int files) {
        List<Entry> entries = delivery.entries();
        if (delivery.contract().kind() == EntityKind.EVENT && files % 3 == 0) {
            entries.add(delivery.complete(Entry.flawed(
                    before, delivery.cells(before), Flaw.oddity(null, "duplicate: an event sent before, unchanged"))));
            Column changed = changeable(delivery.contract());
            List<String> cells = new ArrayList<>(delivery.cells(before));
            cells.set(delivery.place(changed.name()), otherValue(changed, cells.get(delivery.place(changed.name()))));
            entries.add(delivery.complete(Entry.flawed(
                    null,
                    cells,
                    Flaw.refusedWhole(Reason.EVENT_CHANGED, "an event sent before, with another " + changed.name()))));
        }
        if (files % 4 == 2) {
            addOrphan(delivery, before);
        }
        if (files % 3 == 1) {
            entries.add(
                    dice.between(0, entries.size()), Entry.raw(new byte[0], Flaw.oddity(null, "blank line: no row")));
        }
    }

    /** A column in which an event sent again may differ: filled, and of any value. */
    private static Column changeable(ExportContract contract) {
        for (ColumnType type :
                List.of(ColumnType.MONEY, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.ENUMERATION)) {
            for (Column column : contract.columns()) {
                if (column.type() == type) {
                    return column;
                }
            }
        }
        throw new IllegalStateException("No column of " + contract.entity() + " can be changed simply.");
    }

    private static String otherValue(Column column, String cell) {
        return switch (column.type()) {
            case BOOLEAN -> cell.equals("true") || cell.equals("是") ? "false" : "true";
            case ENUMERATION -> {
                String first = column.values().get(0).name();
                boolean same = column.canonicalValue(cell).filter(first::equals).isPresent();
                yield same ? column.values().get(1).name() : first;
            }
            default -> cell.equals("7") ? "8" : "7";
        };
    }

    /** A good row that refers to something nobody knows. */
    private void addOrphan(Delivery delivery, Snapshot good) {
        for (Column column : delivery.contract().columns()) {
            if (column.references() != null && !delivery.contract().key().contains(column.name())) {
                Snapshot orphan = good.with(delivery.contract().key().get(0), "W%05d".formatted(++made))
                        .with(column.name(), "NOBODY-" + made);
                delivery.entries()
                        .add(delivery.complete(Entry.flawed(
                                orphan,
                                delivery.cells(orphan),
                                Flaw.oddity(column.name(), "accepted: refers to an unknown key"))));
                return;
            }
        }
    }

    private static Snapshot firstRow(Delivery delivery) {
        @Nullable Snapshot row = delivery.entries().get(0).row();
        if (row == null) {
            throw new IllegalStateException(delivery.fileName() + " begins with a record that is none.");
        }
        return row;
    }

    @Override
    public void entry(Delivery delivery, Entry entry, int line) {
        expectation.add(delivery, entry, line);
    }
}
