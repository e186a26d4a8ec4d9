package daybreak.sample;

import daybreak.sample.delivery.Snapshot;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every piece of personal data of a sample world, for tests that search for leaks. Derived again from the settings, so
 * it needs no file; by {@code entity.column}, each value as a cell would hold it.
 */
public final class PlantedSecrets {

    /** Every planted free text begins with it, followed by six digits. */
    public static final String TEXT_MARK = "密语";

    /** Traits whose values also occur as innocent ones: a date of birth equals some hiring date. */
    private static final Set<String> UNSEARCHABLE = Set.of("clients.birthday");

    private final Map<String, Set<String>> values;

    private PlantedSecrets(Map<String, Set<String>> values) {
        this.values = values;
    }

    /** All that the exports of these settings hold; {@code out} is not read, {@code dirty} does not matter. */
    public static PlantedSecrets of(ExportContracts contracts, SampleSettings settings) {
        Map<String, Set<String>> values = new TreeMap<>();
        try {
            new SampleBrokerage(contracts)
                    .tell(
                            settings,
                            (day, arriving) ->
                                    arriving.values().forEach(rows -> rows.forEach(row -> collect(row, values))));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Nothing is written here", impossible);
        }
        return new PlantedSecrets(values);
    }

    private static void collect(Snapshot row, Map<String, Set<String>> values) {
        ExportContract contract = row.contract();
        for (int i = 0; i < contract.columns().size(); i++) {
            Column column = contract.columns().get(i);
            Object value = row.value(i);
            if (column.pii().isPersonal() && value != null) {
                String name = contract.entity() + "." + column.name();
                values.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(String.valueOf(value));
            }
        }
    }

    /** The values of one column, such as {@code clients.phone}; empty if it has none. */
    public Set<String> of(String entityColumn) {
        @Nullable Set<String> found = values.get(entityColumn);
        return found == null ? Set.of() : Set.copyOf(found);
    }

    /** The columns that hold something, as {@code entity.column}. */
    public Set<String> columns() {
        return Set.copyOf(values.keySet());
    }

    /** All values that occur nowhere else, so that finding one is a leak: all but dates of birth. */
    public List<String> searchable() {
        return values.entrySet().stream()
                .filter(entry -> !UNSEARCHABLE.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .distinct()
                .toList();
    }
}
