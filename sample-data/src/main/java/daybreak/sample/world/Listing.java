package daybreak.sample.world;

import daybreak.sample.delivery.Row;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A home on offer, as it stands now. */
final class Listing {

    final String id;
    final Row row;
    final Town.Community community;
    final int rooms;
    final Agent agent;
    /** Water comes in, whether or not a survey has found it. */
    final boolean seeps;
    /** Asking price, yuan. */
    long price;

    boolean onMarket = true;

    @Nullable
    LocalDateTime lastSurvey;

    Listing(String id, Row row, Town.Community community, int rooms, Agent agent, boolean seeps, long price) {
        this.id = id;
        this.row = row;
        this.community = community;
        this.rooms = rooms;
        this.agent = agent;
        this.seeps = seeps;
        this.price = price;
    }

    Town.District district() {
        return community.district();
    }
}
