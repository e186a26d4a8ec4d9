package daybreak.sample.delivery;

import daybreak.schemas.export.ExportContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as it stood when it was recorded; never changed. Equal if all parsed values are. */
public final class Snapshot {

    private final Shape shape;
    private final @Nullable Object[] values;

    Snapshot(Shape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    public ExportContract contract() {
        return shape.contract();
    }

    /** The value of that column; null if blank. */
    public @Nullable Object value(String column) {
        return values[shape.place(column)];
    }

    /** The value of the contract's column at that place; null if blank. */
    public @Nullable Object value(int column) {
        return values[column];
    }

    /** The same row with one other value. */
    public Snapshot with(String column, @Nullable Object value) {
        @Nullable Object[] changed = values.clone();
        changed[shape.place(column)] = value;
        return new Snapshot(shape, changed);
    }

    /** The values of the key columns, in key order. */
    public List<@Nullable Object> key() {
        List<@Nullable Object> key = new ArrayList<>();
        for (int place : shape.keyPlaces()) {
            key.add(values[place]);
        }
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Snapshot snapshot
                && contract().entity().equals(snapshot.contract().entity())
                && Arrays.equals(values, snapshot.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
