package daybreak.sample.delivery;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A contract with the places of its columns at hand: a sample looks them up some millions of times. */
final class Shape {

    private final ExportContract contract;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Integer> keyPlaces;

    Shape(ExportContract contract) {
        this.contract = contract;
        for (Column column : contract.columns()) {
            places.put(column.name(), places.size());
        }
        this.keyPlaces = contract.key().stream().map(this::place).toList();
    }

    ExportContract contract() {
        return contract;
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("The export " + contract.entity() + " has no column " + column + ".");
        }
        return place;
    }

    List<Integer> keyPlaces() {
        return keyPlaces;
    }
}
