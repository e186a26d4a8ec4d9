package daybreak.sample.world;

/**
 * Sizes that follow from the number of clients, so that a small world is whole and a large one is not crowded.
 *
 * @param stores branches, 2 to 5
 * @param consultantsPerStore consultants of each branch
 * @param communitiesPerDistrict housing estates of each district
 * @param listingsAtStart homes on the market when the world begins
 * @param formerBuyers clients who signed before the first day, whose after-sales fall into the range
 * @param browsing multiplies how much clients browse
 * @param story multiplies the planted stories, 1 for about 3,000 clients
 */
record Scale(
        int stores,
        int consultantsPerStore,
        int communitiesPerDistrict,
        int listingsAtStart,
        int formerBuyers,
        double browsing,
        double story) {

    static Scale of(int clients) {
        boolean small = clients < 500;
        return new Scale(
                small ? 2 : 5,
                small ? 2 : 4,
                small ? 2 : 6,
                Math.max(40, clients / 5),
                Math.max(5, clients * 3 / 100),
                small ? 0.3 : 1.0,
                clients / 3000.0);
    }

    /** A planted story's number of cases: its number in a world of 3,000 clients, scaled, and never below the least. */
    int cases(int usual, int least) {
        return Math.max(least, (int) Math.round(usual * story));
    }
}
