package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.time.LocalDateTime;
import java.util.List;

/** Looking at homes on a phone: most clients seldom, a few every evening. */
final class Browsing {

    /** How far before the first day the record of browsing reaches. */
    private static final int DAYS_KEPT = 14;

    private static final List<String> SURFACES = List.of("app", "web", "mini_program", "vr");

    private final Setting setting;
    private final Housing housing;
    private final Town town;

    Browsing(Setting setting, Housing housing, Town town) {
        this.setting = setting;
        this.housing = housing;
        this.town = town;
    }

    void begin(Client client, boolean keen) {
        boolean heavy = client.dice.chance(keen ? 0.5 : 0.12);
        double daysBetween = (heavy ? 0.9 : 9) / setting.scale().browsing();
        int homes = heavy ? 15 : 3;
        LocalDateTime last = setting.now().plusDays(client.dice.between(20, 100));
        evening(client, daysBetween, homes, last);
    }

    private void evening(Client client, double daysBetween, int homes, LocalDateTime last) {
        Dice dice = client.dice;
        long minutes = Math.round(dice.skewed(daysBetween, 0.6) * 1440);
        LocalDateTime at = setting.now()
                .plusMinutes(minutes)
                .toLocalDate()
                .atTime(
                        dice.chance(0.7) ? dice.between(18, 22) : dice.between(7, 17),
                        dice.between(0, 40),
                        dice.between(0, 59));
        LocalDateTime then = at.isAfter(setting.now()) ? at : at.plusDays(1);
        if (then.isAfter(last)) {
            return;
        }
        setting.plan(then, () -> {
            if (client.closed || client.signed) {
                return;
            }
            session(client, homes);
            evening(client, daysBetween, homes, last);
        });
    }

    private void session(Client client, int homes) {
        Dice dice = client.dice;
        int count = dice.between(1, homes);
        Town.District district = dice.chance(0.8) ? dice.pick(client.districts) : town.district(dice);
        String surface = SURFACES.get(dice.weighted(0.5, 0.15, 0.28, 0.07));
        LocalDateTime at = setting.now();
        for (int i = 0; i < count; i++) {
            boolean again = !client.seen.isEmpty() && dice.chance(0.3);
            Listing listing = again ? dice.pick(client.seen) : housing.browse(district, dice);
            if (listing != null) {
                look(client, listing, at, surface);
            }
            at = at.plusSeconds(dice.between(20, 150));
        }
    }

    /** One home looked at; planned, so that it is recorded at its own moment. */
    void look(Client client, Listing listing, LocalDateTime at, String surface) {
        if (client.seen.size() < 12) {
            client.seen.add(listing);
        }
        if (at.isBefore(setting.firstDay().minusDays(DAYS_KEPT).atStartOfDay())) {
            return;
        }
        int seconds = (int) Math.min(1800, client.dice.skewed(35, 0.9));
        setting.plan(
                at,
                () -> setting.record(setting.row("browse_events")
                        .set("event_id", setting.key("E"))
                        .set("client_id", client.id)
                        .set("listing_id", listing.id)
                        .set("browsed_at", at)
                        .set("surface", surface)
                        .set("dwell_seconds", seconds)));
    }
}
