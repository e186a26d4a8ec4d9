package daybreak.sample.world;

import daybreak.sample.delivery.Row;

/** A member of staff, and what sets them apart from the others. */
final class Agent {

    final String id;
    final Store store;
    final Row row;
    String role;
    boolean left;
    /** Multiplies the time that a lead waits for the first answer. */
    final double slowness;
    /** Multiplies the odds that a lead signs. */
    final double skill;
    /** Probability of doing on time what the book asks: feedback, owner told, contact kept. */
    final double diligence;

    Agent(String id, Store store, Row row, String role, double slowness, double skill, double diligence) {
        this.id = id;
        this.store = store;
        this.row = row;
        this.role = role;
        this.slowness = slowness;
        this.skill = skill;
        this.diligence = diligence;
    }

    boolean advises() {
        return !left && (role.equals("consultant") || role.equals("newcomer"));
    }
}
