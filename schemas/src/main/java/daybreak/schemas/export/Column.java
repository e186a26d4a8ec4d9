package daybreak.schemas.export;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export.
 *
 * @param name canonical
 * @param zh the Chinese header; of a column that refers to another entity's key, that key's; null: headed canonically only
 * @param mayBeBlank false for keys, the entity's own time and the ids of its subjects: without them a row is refused
 * @param values of an enumeration all that a cell may hold; of a list those with a name (others are kept and
 *     reported); empty: none are named
 * @param bounds of a number; null: any
 * @param unit of a number; null: a plain number
 * @param references null: none
 * @param coarse what analysis may see of a personal number; null: nothing
 * @param planned of a time or date: it may lie ahead (metrics.md, Clock); others tell of what has happened, and are read as
 *     blank until their time has come
 */
public record Column(
        String name,
        @Nullable String zh,
        ColumnType type,
        Pii pii,
        boolean mayBeBlank,
        List<NamedValue> values,
        @Nullable Bounds bounds,
        @Nullable String unit,
        @Nullable Reference references,
        @Nullable Coarse coarse,
        boolean planned)
        implements Serializable {

    public Column {
        values = List.copyOf(values);
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("A column is named in lower case, digits and underscores, not " + name);
        }
        if (type == ColumnType.ENUMERATION && values.isEmpty()) {
            throw new IllegalArgumentException("The enumeration " + name + " names no values");
        }
        if (!values.isEmpty() && type != ColumnType.ENUMERATION && type != ColumnType.LIST) {
            throw new IllegalArgumentException("Only enumerations and lists name values, " + name + " is neither");
        }
        if (type == ColumnType.LIST && pii.isPersonal() && !values.isEmpty()) {
            throw new IllegalArgumentException(
                    "The list " + name + " is personal and so names no items, for others than these are reported");
        }
        if (coarse != null && (!pii.isPersonal() || type != ColumnType.DECIMAL)) {
            throw new IllegalArgumentException("Only personal decimals are made coarse, " + name + " is none");
        }
        if (bounds != null && !type.isNumber()) {
            throw new IllegalArgumentException("Only numbers have a range, " + name + " is none");
        }
        if (planned && !type.isMoment()) {
            throw new IllegalArgumentException("Only times and dates are planned, " + name + " is neither");
        }
    }

    /** The canonical value that a cell holds, by name or by Chinese label, exactly; empty if it is not among those named. */
    public Optional<String> canonicalValue(String cell) {
        for (NamedValue value : values) {
            if (value.name().equals(cell) || cell.equals(value.zh())) {
                return Optional.of(value.name());
            }
        }
        return Optional.empty();
    }

    Column withZh(String inherited) {
        return new Column(name, inherited, type, pii, mayBeBlank, values, bounds, unit, references, coarse, planned);
    }
}
