package daybreak.jobs.match;

import daybreak.schemas.matching.Matching.Weights;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The match score of a home for a client: 100 × the mean of the parts that the client states, each in [0, 1], by their
 * weights (metrics.md, Match score).
 */
record MatchScore(Weights weights) implements Serializable {

    /** A home dearer than this many times the client's limit is none for that client. */
    static final double DEAREST = 1.2;

    private static final double TOO_DEAR = 0.15;
    private static final double TOO_CHEAP = 0.3;
    private static final double TOO_FAR_OFF = 0.2;
    private static final double EARTH_RADIUS_KM = 6371.0088;

    /** 0 to 100; NaN if the client states nothing by which this home can be judged. */
    double of(Wish wish, Home home) {
        boolean priced = home.price() != null;
        double earned = weights.price() * pricePart(wish, home.price())
                + weights.district() * districtPart(wish, home.district())
                + weights.rooms() * roomsPart(wish, home.rooms())
                + weights.area() * areaPart(wish, home.area());
        return 100
                * (earned
                        + weights.wishes() * wishesPart(wish, home)
                        + weights.sensitivities() * sensitivitiesPart(wish, home)
                        + weights.commute() * commutePart(wish, home))
                / statedWeight(wish, priced);
    }

    /** What a home could have at best that is known by district, rooms and the worth of its price alone. */
    double atMost(Wish wish, boolean priced, double pricePart, @Nullable String district, @Nullable Long rooms) {
        double stated = statedWeight(wish, priced);
        double lost = (priced && wish.statesBudget() ? weights.price() * (1 - pricePart) : 0)
                + (wish.districts().isEmpty() ? 0 : weights.district() * (1 - districtPart(wish, district)))
                + (wish.roomsMin() == null && wish.roomsMax() == null
                        ? 0
                        : weights.rooms() * (1 - roomsPart(wish, rooms)));
        return 100 * (stated - lost) / stated;
    }

    private double statedWeight(Wish wish, boolean priced) {
        return (wish.statesBudget() && priced ? weights.price() : 0)
                + (wish.districts().isEmpty() ? 0 : weights.district())
                + (wish.roomsMin() == null && wish.roomsMax() == null ? 0 : weights.rooms())
                + (wish.areaMin() == null && wish.areaMax() == null ? 0 : weights.area())
                + (wish.wishes().isEmpty() ? 0 : weights.wishes())
                + (sensitivities(wish) == 0 ? 0 : weights.sensitivities())
                + (wish.statesCommute() ? weights.commute() : 0);
    }

    // Each part is 0 where the client does not state it: it then earns nothing and its weight does not count.

    static double pricePart(Wish wish, @Nullable Double price) {
        if (!wish.statesBudget() || price == null) {
            return 0;
        }
        return between(
                price,
                wish.budgetMin(),
                wish.budgetMax(),
                wish.budgetMin() == null ? 0 : TOO_CHEAP * wish.budgetMin(),
                wish.budgetMax() == null ? 0 : TOO_DEAR * wish.budgetMax());
    }

    static double districtPart(Wish wish, @Nullable String district) {
        if (wish.districts().isEmpty() || district == null) {
            return 0;
        }
        return wish.districts().contains(district) ? 1 : wish.shares().getOrDefault(district, 0.0);
    }

    static double roomsPart(Wish wish, @Nullable Long rooms) {
        if ((wish.roomsMin() == null && wish.roomsMax() == null) || rooms == null) {
            return 0;
        }
        long least = wish.roomsMin() == null ? rooms : wish.roomsMin();
        long most = wish.roomsMax() == null ? rooms : wish.roomsMax();
        if (rooms >= least && rooms <= most) {
            return 1;
        }
        return rooms >= least - 1 && rooms <= most + 1 ? 0.5 : 0;
    }

    static double areaPart(Wish wish, @Nullable Double area) {
        if ((wish.areaMin() == null && wish.areaMax() == null) || area == null) {
            return 0;
        }
        return between(
                area,
                wish.areaMin(),
                wish.areaMax(),
                wish.areaMin() == null ? 0 : TOO_FAR_OFF * wish.areaMin(),
                wish.areaMax() == null ? 0 : TOO_FAR_OFF * wish.areaMax());
    }

    static double wishesPart(Wish wish, Home home) {
        if (wish.wishes().isEmpty()) {
            return 0;
        }
        int met = 0;
        for (String one : wish.wishes()) {
            met += home.meets(one, wish.year()) ? 1 : 0;
        }
        return met / (double) wish.wishes().size();
    }

    static double sensitivitiesPart(Wish wish, Home home) {
        int stated = sensitivities(wish);
        if (stated == 0) {
            return 0;
        }
        int met = 0;
        Double age = wish.maxBuildingAge();
        if (age != null && home.builtYear() != null && wish.year() - home.builtYear() <= age) {
            met++;
        }
        Double households = wish.maxHouseholdsPerLift();
        if (households != null && home.householdsPerLift() != null && home.householdsPerLift() <= households) {
            met++;
        }
        Set<String> brands = wish.propertyBrands();
        if (home.propertyBrand() != null && brands.contains(home.propertyBrand())) {
            met++;
        }
        return met / (double) stated;
    }

    /** By 10 minutes and the great-circle way, a third longer on the ground, at 20 km/h. */
    static double commutePart(Wish wish, Home home) {
        Double most = wish.maxCommuteMinutes();
        Double toLatitude = wish.cellLatitude();
        Double toLongitude = wish.cellLongitude();
        Double latitude = home.latitude();
        Double longitude = home.longitude();
        if (most == null || toLatitude == null || toLongitude == null) {
            return 0;
        }
        if (latitude == null || longitude == null || most == 0) {
            return 0;
        }
        double north = Math.sin(Math.toRadians(latitude - toLatitude) / 2);
        double east = Math.sin(Math.toRadians(longitude - toLongitude) / 2);
        double haversine = north * north
                + Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(toLatitude)) * (east * east);
        double kilometres = 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, haversine)));
        double minutes = 10 + 1.3 * kilometres / 20 * 60;
        return Math.min(1, Math.max(0, 1 - (minutes - most) / (0.5 * most)));
    }

    private static int sensitivities(Wish wish) {
        return (wish.maxBuildingAge() == null ? 0 : 1)
                + (wish.maxHouseholdsPerLift() == null ? 0 : 1)
                + (wish.propertyBrands().isEmpty() ? 0 : 1);
    }

    /** 1 inside; outside it falls linearly to 0 over a stretch beyond the edge. */
    private static double between(
            double value, @Nullable Double least, @Nullable Double most, double below, double above) {
        if (most != null && value > most) {
            return above == 0 ? 0 : Math.max(0, 1 - (value - most) / above);
        }
        if (least != null && value < least) {
            return below == 0 ? 0 : Math.max(0, 1 - (least - value) / below);
        }
        return 1;
    }
}
