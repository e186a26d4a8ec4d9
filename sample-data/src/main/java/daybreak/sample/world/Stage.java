package daybreak.sample.world;

/** How far a lead gets before it stalls; each stage implies those before it. */
enum Stage {
    UNANSWERED,
    CONTACTED,
    NEEDS,
    MATCHED,
    VIEWED,
    OFFERED,
    SIGNED;

    boolean reaches(Stage other) {
        return compareTo(other) >= 0;
    }
}
