package daybreak.sample.delivery;

import daybreak.schemas.export.ExportContract;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A row of an entity as its owner keeps it: parsed values under canonical names. It may change at any time; what a
 * folder holds are {@link #snapshot() snapshots}.
 */
public final class Row {

    private final Shape shape;
    private final @Nullable Object[] values;

    Row(Shape shape) {
        this.shape = shape;
        this.values = new @Nullable Object[shape.contract().columns().size()];
    }

    public ExportContract contract() {
        return shape.contract();
    }

    /**
     * Sets a value. Empty texts and lists are blank, as they would be in a cell.
     *
     * @throws IllegalArgumentException if the contract has no such column
     */
    public Row set(String column, @Nullable Object value) {
        values[shape.place(column)] = normal(value);
        return this;
    }

    public @Nullable Object get(String column) {
        return values[shape.place(column)];
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof Integer number) {
            return Long.valueOf(number);
        }
        if (value instanceof BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
        boolean blank = (value instanceof String text && text.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty());
        return blank ? null : value;
    }

    Snapshot snapshot() {
        return new Snapshot(shape, values.clone());
    }
}
