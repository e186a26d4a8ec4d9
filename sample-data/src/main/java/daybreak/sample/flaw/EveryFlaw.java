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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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

    /** Bad rows that no file could take, but for those that need a byte order mark where no file has one. */
    public long leftOver() {
        return waiting.values().stream()
                .flatMap(Deque::stream)
                .filter(row -> !row.marked())
                .count();
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
            Entry entry = row.maker().make(delivery, good, String.format(Locale.ROOT, "X%05d", ++made));
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
            if (row.fits(delivery)) {
                taken.add(row);
                rows.remove();
            }
        }
        return taken;
    }

    private void addOddities(Delivery delivery, Snapshot before, int files) {
        List<Entry> entries = delivery.entries();
        if (delivery.contract().kind() == EntityKind.EVENT && files % 3 == 0) {
            addSentAgain(delivery, before);
        }
        if (files % 4 == 2) {
            addOrphan(delivery, before);
        }
        if (files % 4 == 3) {
            addMidnight(delivery, before);
            addUnlisted(delivery, before);
        }
        if (files % 3 == 1) {
            Flaw blank = Flaw.oddity(null, "blank line: no row");
            entries.add(dice.between(0, entries.size()), Entry.raw(new byte[0], blank));
        }
    }

    /** An event of an earlier file, once as it was and once changed. */
    private static void addSentAgain(Delivery delivery, Snapshot before) {
        Flaw duplicate = Flaw.oddity(null, "duplicate: an event sent before and unchanged");
        add(delivery, before, delivery.cells(before), duplicate);
        Column changed = changeable(delivery.contract());
        int place = delivery.place(changed.name());
        List<String> cells = new ArrayList<>(delivery.cells(before));
        cells.set(place, otherValue(changed, cells.get(place)));
        Flaw flaw = Flaw.refusedWhole(Reason.EVENT_CHANGED, "an event sent before with another " + changed.name());
        add(delivery, null, cells, flaw);
    }

    private static void add(Delivery delivery, @Nullable Snapshot row, List<String> cells, Flaw flaw) {
        delivery.entries().add(delivery.complete(Entry.flawed(row, cells, flaw)));
    }

    /** A good row whose own time is written as a date alone. */
    private void addMidnight(Delivery delivery, Snapshot good) {
        String ownTime = delivery.contract().ownTime();
        if (ownTime != null && good.value(ownTime) instanceof LocalDateTime time) {
            LocalDate date = time.toLocalDate();
            Snapshot row = copy(delivery, good).with(ownTime, date.atStartOfDay());
            List<String> cells = new ArrayList<>(delivery.cells(row));
            cells.set(delivery.place(ownTime), date.toString());
            add(delivery, row, cells, Flaw.oddity(ownTime, "accepted: a date alone in a time column is midnight"));
        }
    }

    /** A good row whose list holds a word that the contract does not name. */
    private void addUnlisted(Delivery delivery, Snapshot good) {
        for (Column column : delivery.contract().columns()) {
            if (column.type() == ColumnType.LIST && !column.values().isEmpty()) {
                Snapshot row = copy(delivery, good).with(column.name(), List.of("近海"));
                add(
                        delivery,
                        row,
                        delivery.cells(row),
                        Flaw.oddity(column.name(), "accepted: the list holds an unnamed value"));
                return;
            }
        }
    }

    private Snapshot copy(Delivery delivery, Snapshot good) {
        return good.with(delivery.contract().key().get(0), String.format(Locale.ROOT, "W%05d", ++made));
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
                Snapshot orphan = copy(delivery, good).with(column.name(), "NOBODY-" + made);
                Flaw unknown = Flaw.oddity(column.name(), "accepted: refers to an unknown key");
                add(delivery, orphan, delivery.cells(orphan), unknown);
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
