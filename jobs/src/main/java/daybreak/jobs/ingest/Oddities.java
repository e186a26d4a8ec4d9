package daybreak.jobs.ingest;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.TimeOrder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what is odd about the accepted rows of one entity in one file. */
final class Oddities {

    private static final int ITEMS_TOLD_APART = 100;

    /** Positions of two columns in the contract, and what it is when the second lies before the first. */
    private record Order(int earlier, int later, Oddity oddity) {}

    /** Position of a column that tells of what has happened. */
    private record Happened(int position, long firstAfter, Oddity oddity) {}

    private final List<Order> orders = new ArrayList<>();
    private final List<Happened> happened = new ArrayList<>();
    private final Map<Oddity, Oddity.Seen> seen = new LinkedHashMap<>();
    private int items;

    /**
     * @param day on which the file's rows arrive
     */
    Oddities(ExportContract contract, LocalDate day, ZoneId zone) {
        List<Column> columns = contract.columns();
        for (TimeOrder order : contract.timeOrders()) {
            orders.add(new Order(
                    columns.indexOf(contract.column(order.earlier())),
                    columns.indexOf(contract.column(order.later())),
                    new Oddity(Oddity.Kind.TIME_ORDER, order.later(), order.earlier())));
        }
        LocalDate next = day.plusDays(1);
        long nextMicros =
                TimeUnit.SECONDS.toMicros(next.atStartOfDay(zone).toInstant().getEpochSecond());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.type().isMoment() && !column.planned()) {
                happened.add(new Happened(
                        i,
                        column.type() == ColumnType.DATE ? next.toEpochDay() : nextMicros,
                        new Oddity(Oddity.Kind.IN_FUTURE, column.name(), null)));
            }
        }
    }

    /**
     * Looks at an accepted row.
     *
     * @param values one a contract column
     * @param unlisted items of its lists that the contract does not name
     */
    void look(@Nullable Object[] values, Set<Oddity> unlisted, long line) {
        for (Order order : orders) {
            if (values[order.earlier()] instanceof Number earlier
                    && values[order.later()] instanceof Number later
                    && later.longValue() < earlier.longValue()) {
                count(order.oddity(), line);
            }
        }
        for (Happened column : happened) {
            if (values[column.position()] instanceof Number moment && moment.longValue() >= column.firstAfter()) {
                count(column.oddity(), line);
            }
        }
        for (Oddity item : unlisted) {
            count(seen.containsKey(item) || items++ < ITEMS_TOLD_APART ? item : further(item), line);
        }
    }

    /** In the order in which they were first seen. */
    Map<Oddity, Oddity.Seen> seen() {
        return seen;
    }

    private static Oddity further(Oddity item) {
        return new Oddity(item.kind(), item.column(), null);
    }

    private void count(Oddity oddity, long line) {
        seen.merge(
                oddity,
                new Oddity.Seen(1, line),
                (before, one) -> new Oddity.Seen(before.rows() + 1, before.firstLine()));
    }
}
