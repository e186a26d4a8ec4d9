package daybreak.jobs.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the homes that match a wish best. Homes lie in groups of one district and one number of rooms, sorted by price; the
 * groups are looked at in the order of the best score that any of their homes could have, and the search ends where none
 * of the rest could come among those found. So a wish costs about what its own corner of the market holds.
 */
final class HomeIndex {

    /** Rounding may not cut off a home whose bound equals the score to beat. */
    private static final double ROUNDING = 1e-9;

    private static final Comparator<Match> BEST_FIRST = Comparator.comparingDouble((Match match) -> -match.score())
            // The newer listing first, and before it one that does not say.
            .thenComparing(match -> match.home().listedAt(), Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(match -> match.home().listingId());

    private final MatchScore score;
    private final int offered;
    private final double leastScore;
    private final List<Group> groups = new ArrayList<>();

    private record Match(Home home, double score) {}

    private record Corner(
            @Nullable String district, @Nullable Long rooms, boolean priced) {}

    /** Homes of one corner of the market, by price where they have one. */
    private record Group(Corner corner, List<Home> homes) {

        /** The first place whose price is at least the one given, or greater if so asked. */
        int place(double price, boolean beyond) {
            int low = 0;
            int high = homes.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                double there = Objects.requireNonNull(homes.get(middle).price());
                if (beyond ? there <= price : there < price) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private record Bounded(Group group, double atMost) {}

    /**
     * @param offered how many matches are wanted, at most
     * @param leastScore below which a home is no match
     */
    HomeIndex(Iterable<Home> homes, MatchScore score, int offered, double leastScore) {
        this.score = score;
        this.offered = offered;
        this.leastScore = leastScore;
        Map<Corner, List<Home>> corners = new HashMap<>();
        for (Home home : homes) {
            corners.computeIfAbsent(
                            new Corner(home.district(), home.rooms(), home.price() != null), any -> new ArrayList<>())
                    .add(home);
        }
        corners.forEach((corner, members) -> {
            if (corner.priced()) {
                members.sort(Comparator.comparingDouble(home -> Objects.requireNonNull(home.price())));
            }
            groups.add(new Group(corner, List.copyOf(members)));
        });
    }

    /** The ids of the best matches, the best first. */
    List<String> best(Wish wish) {
        List<Bounded> order = new ArrayList<>();
        for (Group group : groups) {
            Corner corner = group.corner();
            // Of a home without a price it cannot be said that it is not too dear.
            if (corner.priced() || wish.budgetMax() == null) {
                double atMost = score.atMost(wish, corner.priced(), 1, corner.district(), corner.rooms());
                if (atMost >= leastScore - ROUNDING) {
                    order.add(new Bounded(group, atMost));
                }
            }
        }
        order.sort(Comparator.comparingDouble(bounded -> -bounded.atMost()));
        Best best = new Best(wish);
        for (Bounded bounded : order) {
            if (!best.couldTake(bounded.atMost())) {
                break;
            }
            best.search(bounded.group());
        }
        return best.found.stream().map(match -> match.home().listingId()).toList();
    }

    /** The best so far for one wish. */
    private final class Best {

        private final Wish wish;
        private final List<Match> found = new ArrayList<>();

        Best(Wish wish) {
            this.wish = wish;
        }

        boolean couldTake(double atMost) {
            double needed =
                    found.size() < offered ? leastScore : found.get(offered - 1).score();
            return atMost >= needed - ROUNDING;
        }

        /** Homes within the budget, then upwards and downwards from its edges as far as the price still allows. */
        void search(Group group) {
            List<Home> homes = group.homes();
            Double least = wish.budgetMin();
            Double most = wish.budgetMax();
            if (!group.corner().priced() || (least == null && most == null)) {
                for (Home home : homes) {
                    look(home);
                }
                return;
            }
            int from = least == null ? 0 : group.place(least, false);
            int to = most == null ? homes.size() : group.place(most, true);
            for (int i = from; i < to; i++) {
                look(homes.get(i));
            }
            int above = to;
            while (above < homes.size() && lookBeyond(group, homes.get(above))) {
                above++;
            }
            int below = Math.min(from, to) - 1;
            while (below >= 0 && lookBeyond(group, homes.get(below))) {
                below--;
            }
        }

        /** False: from here on, away from the budget, nothing can be found. */
        private boolean lookBeyond(Group group, Home home) {
            double price = Objects.requireNonNull(home.price());
            Double most = wish.budgetMax();
            if (most != null && price > MatchScore.DEAREST * most) {
                return false;
            }
            Corner corner = group.corner();
            if (!couldTake(
                    score.atMost(wish, true, MatchScore.pricePart(wish, price), corner.district(), corner.rooms()))) {
                return false;
            }
            look(home);
            return true;
        }

        private void look(Home home) {
            if (!home.standsOn(wish.day()) || wish.declined().contains(home.listingId())) {
                return;
            }
            Match match = new Match(home, score.of(wish, home));
            // NaN, where nothing is stated, is no match.
            if (!(match.score() >= leastScore)) {
                return;
            }
            int place = found.size();
            while (place > 0 && BEST_FIRST.compare(match, found.get(place - 1)) < 0) {
                place--;
            }
            if (place < offered) {
                found.add(place, match);
                if (found.size() > offered) {
                    found.remove(offered);
                }
            }
        }
    }
}
