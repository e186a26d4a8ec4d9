package daybreak.sample.flaw;

import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Entry;
import daybreak.sample.delivery.Snapshot;
import daybreak.schemas.export.EntityKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must become of an export, kept while it is written: of each record that is refused, a duplicate or odd, one
 * line; of each file, its counts. It knows rows by their values, not by what a reader makes of the file.
 */
public final class Expectation {

    private final List<String> records = new ArrayList<>();
    private final Map<String, Counts> counts = new LinkedHashMap<>();
    private final Map<List<@Nullable Object>, Snapshot> inForce = new HashMap<>();
    private @Nullable LocalDate firstDay;

    private static final class Counts {
        private int rows;
        private int refused;
        private int duplicates;
    }

    void add(Delivery delivery, Entry entry, int line) {
        LocalDate first = firstDay == null ? delivery.day() : firstDay;
        firstDay = first;
        String file = delivery.day() + "," + delivery.fileName() + ","
                + delivery.contract().entity();
        Counts count = counts.computeIfAbsent(file, unused -> new Counts());
        Flaw flaw = entry.mark() instanceof Flaw known ? known : null;
        if (entry.isBlankLine()) {
            note(delivery, line, flaw);
            return;
        }
        count.rows++;
        Snapshot row = entry.row();
        if (row == null) {
            count.refused++;
            note(delivery, line, flaw);
            return;
        }
        boolean duplicate = isDuplicate(row);
        if (duplicate) {
            count.duplicates++;
        }
        if (flaw != null) {
            note(delivery, line, flaw);
        } else if (duplicate) {
            note(delivery, line, Flaw.oddity(null, "duplicate: equal to the row now in force"));
        } else if (delivery.day().isAfter(first) && isLate(row, delivery.day())) {
            note(delivery, line, Flaw.oddity(row.contract().ownTime(), "accepted: late"));
        }
    }

    private boolean isDuplicate(Snapshot row) {
        List<@Nullable Object> key = new ArrayList<>(row.key());
        key.add(row.contract().entity());
        Snapshot before = inForce.get(key);
        if (before != null && row.contract().kind() == EntityKind.EVENT && !row.equals(before)) {
            throw new IllegalStateException("The event " + row.key() + " of the world itself has changed.");
        }
        inForce.put(key, row);
        return row.equals(before);
    }

    /** A new row of an event, which happened on an earlier day than that of its folder. */
    private static boolean isLate(Snapshot row, LocalDate day) {
        String ownTime = row.contract().ownTime();
        return row.contract().kind() == EntityKind.EVENT
                && ownTime != null
                && (row.value(ownTime) instanceof LocalDateTime time
                        ? time.toLocalDate().isBefore(day)
                        : row.value(ownTime) instanceof LocalDate date && date.isBefore(day));
    }

    private void note(Delivery delivery, int line, @Nullable Flaw flaw) {
        if (flaw == null) {
            throw new IllegalStateException("A record without a row carries no flaw.");
        }
        Reason reason = flaw.reason();
        String column = flaw.column();
        records.add(String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%s,%s,%s",
                delivery.day(),
                delivery.contract().entity(),
                delivery.fileName(),
                line,
                column == null ? "" : column,
                reason == null ? "" : reason.name(),
                "\"" + flaw.what().replace("\"", "\"\"") + "\""));
    }

    /** One line per record that is refused, a duplicate or odd; {@code row} is the line on which it starts, the header being 1. */
    public String recordsCsv() {
        return "day,entity,file,row,column,code,what\n" + String.join("\n", records) + "\n";
    }

    /** One line per file: its records, and how many of them are accepted, refused, duplicates. */
    public String countsCsv() {
        StringBuilder csv = new StringBuilder("day,file,entity,rows_in,accepted,refused,duplicates\n");
        counts.forEach((file, count) -> csv.append(file)
                .append(',')
                .append(count.rows)
                .append(',')
                .append(count.rows - count.refused - count.duplicates)
                .append(',')
                .append(count.refused)
                .append(',')
                .append(count.duplicates)
                .append('\n'));
        return csv.toString();
    }
}
