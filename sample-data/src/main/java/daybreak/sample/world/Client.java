package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client, as they stand now, with dice of their own: one client's luck does not shift another's. */
final class Client {

    final String id;
    final Row row;
    final Dice dice;
    final String segment;
    final LocalDateTime createdAt;
    Agent agent;
    /** Where they want to live; the first is the one they name first. */
    final List<Town.District> districts = new ArrayList<>();

    int rooms = 3;
    long budgetMin;
    long budgetMax;

    @Nullable
    Integer horizonDays;

    boolean stated;
    boolean closed;
    boolean signed;
    /** Somebody has spoken to them, and keeps doing so. */
    boolean inTouch;

    /** Set by a story: nobody gets in touch any more. */
    boolean neglected;
    /** Set by a story: looks at homes, but will not be shown any. */
    boolean shy;

    @Nullable
    Client referrer;

    final Set<String> recommended = new HashSet<>();
    final List<Listing> seen = new ArrayList<>();

    Client(String id, Row row, Dice dice, String segment, LocalDateTime createdAt, Agent agent) {
        this.id = id;
        this.row = row;
        this.dice = dice;
        this.segment = segment;
        this.createdAt = createdAt;
        this.agent = agent;
    }

    /** A: within 30 days with the money for it; B: within 180; else C. */
    char tier() {
        if (horizonDays == null) {
            return 'C';
        }
        Object power = row.get("purchasing_power");
        boolean fits = stated && power instanceof Long yuan && yuan >= 0.8 * budgetMin;
        if (horizonDays <= 30 && fits) {
            return 'A';
        }
        return horizonDays <= 180 ? 'B' : 'C';
    }
}
