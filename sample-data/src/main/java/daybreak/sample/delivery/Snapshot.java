package daybreak.sample.delivery;

import daybreak.schemas.export.ExportContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as it stood when it was recorded; never changed. Equal if all parsed values are. */
public final class Snapshot {

    private final ExportContract contract;
    private final @Nullable Object[] values;

    Snapshot(ExportContract contract, @Nullable Object[] values) {
        this.contract = contract;
        this.values = values;
    }

    public ExportContract contract() {
        return contract;
    }

    /** The value of the contract's column at that place; null if blank. */
    public @Nullable Object value(int column) {
        return values[column];
    }

    /** The same row with one other value. */
    public Snapshot with(String column, @Nullable Object value) {
        @Nullable Object[] changed = values.clone();
        changed[contract.columns().indexOf(contract.column(column))] = value;
        return new Snapshot(contract, changed);
    }

    /** The values of the key columns, in key order. */
    public List<@Nullable Object> key() {
        List<@Nullable Object> key = new ArrayList<>();
        for (String name : contract.key()) {
            key.add(values[contract.columns().indexOf(contract.column(name))]);
        }
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Snapshot snapshot
                && contract.entity().equals(snapshot.contract.entity())
                && Arrays.equals(values, snapshot.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
