package daybreak.schemas.export;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contract of one export.
 *
 * @param key the names of the key columns, in key order
 * @param ownTime the column that says when the row's fact happened; null: the entity has none
 * @param withdrawable whether {@code deleted = true} withdraws a row
 * @param columns in the order of the contract
 * @param timeOrders columns whose times follow one another
 */
public record ExportContract(
        String entity,
        String titleZh,
        String titleEn,
        EntityKind kind,
        List<String> key,
        @Nullable String ownTime,
        boolean withdrawable,
        List<Column> columns,
        List<TimeOrder> timeOrders)
        implements Serializable {

    private static final String WITHDRAWN = "deleted";

    public ExportContract {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        timeOrders = List.copyOf(timeOrders);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("The export " + entity + " has no key");
        }
        Set<String> names = new HashSet<>();
        Set<String> headers = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("The column " + column.name() + " is there twice");
            }
            String zh = column.zh();
            if (zh != null && !headers.add(zh)) {
                throw new IllegalArgumentException("The Chinese name " + zh + " belongs to two columns");
            }
        }
        for (String name : key) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("The key column " + name + " is not among the columns");
            }
        }
        if (ownTime != null && !names.contains(ownTime)) {
            throw new IllegalArgumentException("The own time " + ownTime + " is not among the columns");
        }
        if (withdrawable != names.contains(WITHDRAWN)) {
            throw new IllegalArgumentException("An export has the column deleted exactly if its rows can be withdrawn");
        }
        for (Column column : columns) {
            if (column.mayBeBlank()
                    && (key.contains(column.name()) || column.name().equals(ownTime))) {
                throw new IllegalArgumentException(
                        "The column " + column.name() + " is a key or the own time and must be required");
            }
            if (column.pii().isPersonal() && (key.contains(column.name()) || column.references() != null)) {
                throw new IllegalArgumentException(
                        "The column " + column.name() + " is a key or a reference and cannot be personal data");
            }
            ColumnType type = column.type();
            if (column.name().equals(ownTime) && !type.isMoment()) {
                throw new IllegalArgumentException("The own time " + ownTime + " must be a time or a date");
            }
        }
        Map<String, ColumnType> types = columns.stream().collect(Collectors.toMap(Column::name, Column::type));
        for (TimeOrder order : timeOrders) {
            ColumnType earlier = types.get(order.earlier());
            if (earlier == null || !earlier.isMoment() || earlier != types.get(order.later())) {
                throw new IllegalArgumentException("Of " + order.earlier() + " and " + order.later()
                        + " both must be times, or both dates, to follow one another");
            }
        }
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The export " + entity + " has no column " + name
                        + "; its columns are "
                        + String.join(", ", columns.stream().map(Column::name).toList()) + "."));
    }

    public boolean hasColumn(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** The columns that analysis may see. */
    public List<Column> openColumns() {
        return columns.stream().filter(column -> !column.pii().isPersonal()).toList();
    }

    /** The columns that go to the vault. */
    public List<Column> personalColumns() {
        return columns.stream().filter(column -> column.pii().isPersonal()).toList();
    }
}
