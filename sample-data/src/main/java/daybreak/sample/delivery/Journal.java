package daybreak.sample.delivery;

import daybreak.sample.chance.Dice;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM will hand over. It gathers the rows of a day, and does with them what real CRMs do: now and then a row
 * arrives some days late, an intermediate state of a row slips in before its last one, and a row of the day before is
 * sent again. It holds one day's rows and nothing older but the few that are late.
 */
public final class Journal {

    private static final double LATE = 0.004;
    private static final double SUPERSEDED = 0.12;
    private static final int SENT_AGAIN_PER_FILE = 2;
    private static final double SENT_AGAIN = 0.18;

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Dice dice;
    private final Map<String, EntityDay> today = new LinkedHashMap<>();
    private final TreeMap<LocalDate, List<Row>> late = new TreeMap<>();
    private @Nullable LocalDate openDay;

    public Journal(ExportContracts contracts, Dice dice) {
        this.dice = dice;
        for (ExportContract contract : contracts.all()) {
            today.put(contract.entity(), new EntityDay());
            shapes.put(contract.entity(), new Shape(contract));
        }
    }

    /** A blank row of the entity, not yet recorded. */
    public Row row(String entity) {
        Shape shape = shapes.get(entity);
        if (shape == null) {
            throw new IllegalArgumentException("There is no entity " + entity + ".");
        }
        return new Row(shape);
    }

    /**
     * Opens the day whose rows come next. What is recorded before the first day is opened is history: it goes into the
     * first folder, in order and whole.
     */
    public void open(LocalDate day) {
        openDay = day;
    }

    /** The row is new, or has changed: as it stands now it will be in the folder of the day, or of a later one. */
    public void record(Row row) {
        LocalDate day = openDay;
        if (day != null && dice.chance(LATE)) {
            late.computeIfAbsent(day.plusDays(dice.between(1, 3)), unused -> new ArrayList<>())
                    .add(row);
            return;
        }
        boolean keepEarlier = day != null && dice.chance(SUPERSEDED);
        day(row.contract()).add(row.snapshot(), keepEarlier);
    }

    /** The rows that arrive on that day, by entity in the order of the contracts; entities without rows are left out. */
    public Map<String, List<Snapshot>> close(LocalDate day) {
        for (Row row :
                late.headMap(day, true).values().stream().flatMap(List::stream).toList()) {
            // As it stands now: a late row never brings back what has been replaced since.
            if (!day(row.contract()).holds(row.snapshot())) {
                day(row.contract()).add(row.snapshot(), false);
            }
        }
        late.headMap(day, true).clear();
        Map<String, List<Snapshot>> arriving = new LinkedHashMap<>();
        today.forEach((entity, rows) -> {
            List<Snapshot> arrived = rows.close(dice);
            if (!arrived.isEmpty()) {
                arriving.put(entity, arrived);
            }
        });
        return arriving;
    }

    private EntityDay day(ExportContract contract) {
        EntityDay day = today.get(contract.entity());
        if (day == null) {
            throw new IllegalArgumentException("There is no entity " + contract.entity() + ".");
        }
        return day;
    }

    /** One entity's rows of the day, and a few of the day before. */
    private static final class EntityDay {

        private List<Snapshot> rows = new ArrayList<>();
        private final Map<List<@Nullable Object>, Integer> lastOfKey = new HashMap<>();
        private List<Snapshot> yesterday = List.of();

        void add(Snapshot row, boolean keepEarlier) {
            if (row.contract().kind() == EntityKind.EVENT) {
                rows.add(row);
                return;
            }
            Integer earlier = lastOfKey.get(row.key());
            if (earlier != null && (!keepEarlier || rows.get(earlier).equals(row))) {
                rows.set(earlier, row);
            } else {
                lastOfKey.put(row.key(), rows.size());
                rows.add(row);
            }
        }

        boolean holds(Snapshot row) {
            return row.contract().kind() == EntityKind.STATE && lastOfKey.containsKey(row.key());
        }

        List<Snapshot> close(Dice dice) {
            List<Snapshot> arriving = rows;
            List<Snapshot> fresh = List.copyOf(arriving);
            for (int i = 0; i < SENT_AGAIN_PER_FILE && !yesterday.isEmpty(); i++) {
                Snapshot again = dice.pick(yesterday);
                if (dice.chance(SENT_AGAIN) && !lastOfKey.containsKey(again.key())) {
                    lastOfKey.put(again.key(), arriving.size());
                    arriving.add(again);
                }
            }
            yesterday = standing(fresh);
            rows = new ArrayList<>();
            lastOfKey.clear();
            return arriving;
        }

        /** At most a few rows, each the last of its key, so that sending one again changes nothing. */
        private List<Snapshot> standing(List<Snapshot> fresh) {
            List<Snapshot> kept = new ArrayList<>();
            for (int i = Math.max(0, fresh.size() - 8); i < fresh.size(); i++) {
                Snapshot row = fresh.get(i);
                Integer last = lastOfKey.get(row.key());
                if (row.contract().kind() == EntityKind.EVENT || (last != null && last == i)) {
                    kept.add(row);
                }
            }
            return kept;
        }
    }
}
