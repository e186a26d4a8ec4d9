package daybreak.jobs.match;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants, as known at the end of a day; null or empty: not stated.
 *
 * @param day since 1970-01-01
 * @param year of the day
 * @param budgetMin yuan
 * @param budgetMax yuan
 * @param areaMin m²
 * @param areaMax m²
 * @param maxBuildingAge years
 * @param cellLatitude of the centre of the cell in which the place of work lies, degrees
 * @param cellLongitude likewise
 * @param wishes tags, each once
 * @param shares by district, what share of the client's own acts fell there
 * @param declined listings that the client does not want
 */
record Wish(
        int day,
        int year,
        @Nullable Double budgetMin,
        @Nullable Double budgetMax,
        Set<String> districts,
        @Nullable Long roomsMin,
        @Nullable Long roomsMax,
        @Nullable Double areaMin,
        @Nullable Double areaMax,
        @Nullable Double maxBuildingAge,
        @Nullable Double maxHouseholdsPerLift,
        Set<String> propertyBrands,
        @Nullable Double maxCommuteMinutes,
        @Nullable Double cellLatitude,
        @Nullable Double cellLongitude,
        List<String> wishes,
        Map<String, Double> shares,
        Set<String> declined) {

    Wish {
        districts = Set.copyOf(districts);
        propertyBrands = Set.copyOf(propertyBrands);
        wishes = List.copyOf(wishes);
        shares = Map.copyOf(shares);
        declined = Set.copyOf(declined);
    }

    boolean statesBudget() {
        return budgetMin != null || budgetMax != null;
    }

    boolean statesCommute() {
        return maxCommuteMinutes != null && cellLatitude != null && cellLongitude != null;
    }
}
