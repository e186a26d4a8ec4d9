package daybreak.jobs.match;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of a listing that may be offered; null: not known.
 *
 * @param price yuan
 * @param area m²
 * @param listedAt microseconds since 1970-01-01T00:00Z
 * @param meets the tags of wishes that it meets on any day
 * @param standsFrom the first day, since 1970-01-01, on which it stood
 * @param goneFrom the first day on which it did so no longer
 */
record Home(
        String listingId,
        @Nullable String district,
        @Nullable Long rooms,
        @Nullable Double area,
        @Nullable Long builtYear,
        @Nullable Double householdsPerLift,
        @Nullable String propertyBrand,
        @Nullable Double price,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Long listedAt,
        Set<String> meets,
        int standsFrom,
        int goneFrom) {

    private static final int YEARS_NEWER = 10;

    Home {
        meets = Set.copyOf(meets);
    }

    boolean standsOn(int day) {
        return standsFrom <= day && day < goneFrom;
    }

    boolean meets(String wish, int year) {
        return wish.equals("newer") ? builtYear != null && year - builtYear <= YEARS_NEWER : meets.contains(wish);
    }
}
