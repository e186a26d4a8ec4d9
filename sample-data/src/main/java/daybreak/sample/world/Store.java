package daybreak.sample.world;

/** A branch, in the district whose name it carries. */
record Store(String id, String name, Town.District district) {}
