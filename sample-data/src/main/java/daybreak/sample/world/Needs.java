package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What clients say they want: a first profile, and later versions of it. */
final class Needs {

    private static final List<String> TAGS =
            List.of("metro", "school", "newer", "hospital", "park", "lift", "parking", "decorated", "quiet");

    private final Setting setting;
    private final Town town;

    Needs(Setting setting, Town town) {
        this.setting = setting;
        this.town = town;
    }

    /** The first talk: rooms, budget, districts; with them the money at hand becomes known. */
    void state(Client client, boolean keen) {
        Dice dice = client.dice;
        client.rooms = switch (client.segment) {
            case "first_home" -> dice.between(1, 3);
            case "upgrade" -> dice.between(3, 4);
            case "retirement" -> 2;
            default -> dice.between(2, 4);
        };
        double usual = client.districts.get(0).squareMetre() * (client.rooms * 30.0 + 8);
        client.budgetMin = round(usual * dice.uniform(0.75, 0.95));
        client.budgetMax = round(client.budgetMin * dice.uniform(1.2, 1.5));
        Town.District second = town.district(dice);
        if (dice.chance(0.45) && !client.districts.contains(second)) {
            client.districts.add(second);
        }
        boolean known = client.stated;
        client.stated = true;
        record(client);
        if (!known && dice.chance(keen ? 1 : 0.85)) {
            client.row.set("purchasing_power", round(client.budgetMin * dice.uniform(keen ? 0.9 : 0.5, 1.5)));
            setting.record(client.row);
        }
    }

    /** A second thought after seeing homes: more money, another size, another district. */
    void revise(Client client) {
        Dice dice = client.dice;
        client.budgetMax = round(client.budgetMax * dice.uniform(1.0, 1.12));
        if (dice.chance(0.3)) {
            client.rooms = Math.max(1, client.rooms + (dice.chance(0.5) ? 1 : -1));
        }
        Town.District other = town.district(dice);
        if (dice.chance(0.3) && !client.districts.contains(other)) {
            client.districts.add(other);
        }
        record(client);
    }

    private void record(Client client) {
        Dice dice = client.dice;
        Row row = setting.row("demands")
                .set("client_id", client.id)
                .set("valid_from", setting.now())
                .set("budget_min", dice.chance(0.05) ? null : (Long) client.budgetMin)
                .set("budget_max", client.budgetMax)
                .set(
                        "districts",
                        client.districts.stream().map(Town.District::name).toList())
                .set("rooms_min", client.rooms)
                .set("rooms_max", client.rooms + (dice.chance(0.4) ? 1 : 0));
        if (dice.chance(0.75)) {
            int least = client.rooms * 26 + dice.between(0, 8);
            row.set("area_min", BigDecimal.valueOf(least))
                    .set("area_max", BigDecimal.valueOf(least + dice.between(15, 40)));
        }
        if (dice.chance(0.3)) {
            row.set("max_building_age", dice.pick(List.of(10, 15, 20, 25)));
        }
        if (dice.chance(0.15)) {
            row.set("max_households_per_lift", dice.between(2, 4));
        }
        if (dice.chance(0.12)) {
            row.set("property_brands", List.of(Town.PROPERTY_BRANDS.get(dice.between(0, 3))));
        }
        if (dice.chance(0.4)) {
            Town.District work = town.district(dice);
            row.set("max_commute_minutes", dice.pick(List.of(30, 40, 45, 60)))
                    .set("commute_lat", degrees(work.latitude() + dice.uniform(-0.02, 0.02)))
                    .set("commute_lon", degrees(work.longitude() + dice.uniform(-0.02, 0.02)));
        }
        row.set("need_tags", tags(dice, client.segment.equals("school") ? "school" : "metro", 0.25));
        row.set("implied_tags", dice.chance(0.3) ? tags(dice, "quiet", 0.1) : List.of());
        setting.record(row);
    }

    private static List<String> tags(Dice dice, String likely, double others) {
        List<String> tags = new ArrayList<>();
        for (String tag : TAGS) {
            if (dice.chance(tag.equals(likely) ? 0.8 : others)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    /** Six decimals, the last never 0: one more than a listing's place has, so that a search can tell them apart. */
    private static BigDecimal degrees(double value) {
        long tenth = (long) (value * 1e5);
        return BigDecimal.valueOf(tenth * 10 + 1 + tenth % 9, 6);
    }

    private static long round(double yuan) {
        return Math.round(yuan / 10_000) * 10_000;
    }
}
