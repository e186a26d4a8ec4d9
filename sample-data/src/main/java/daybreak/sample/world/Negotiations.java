package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;

/** Offers on a home, up to the one that is accepted or the last that is refused. */
final class Negotiations {

    private final Setting setting;
    private final Deals deals;

    Negotiations(Setting setting, Deals deals) {
        this.setting = setting;
        this.deals = deals;
    }

    void begin(Lead lead, Listing listing) {
        Dice dice = lead.client.dice;
        int rounds = dice.between(1, 3);
        setting.plan(setting.later(dice, 1, 0.5), () -> offer(lead, listing, 1, rounds));
    }

    private void offer(Lead lead, Listing listing, int number, int rounds) {
        Client client = lead.client;
        if (!listing.onMarket || client.signed) {
            return;
        }
        Dice dice = client.dice;
        boolean last = number == rounds;
        long offered =
                Math.round(listing.price * dice.uniform(0.9 + 0.02 * number, 0.955 + 0.012 * number) / 10_000) * 10_000;
        Row row = setting.row("offers")
                .set("offer_id", setting.key("O"))
                .set("client_id", client.id)
                .set("listing_id", listing.id)
                .set("agent_id", client.agent.id)
                .set("offered_at", setting.now())
                .set("asking", listing.price)
                .set("offered", offered)
                .set("outcome", "open");
        setting.record(row);
        setting.plan(setting.later(dice, 1, 0.4), () -> {
            if (last && lead.destiny == Stage.SIGNED && listing.onMarket && !client.signed) {
                setting.record(row.set("outcome", "accepted"));
                setting.plan(setting.later(dice, 1, 0.5), () -> deals.sign(lead, listing, offered));
                return;
            }
            setting.record(row.set("outcome", "refused").set("countered", (listing.price + offered) / 20_000 * 10_000));
            if (!last) {
                setting.plan(setting.later(dice, 2, 0.4), () -> offer(lead, listing, number + 1, rounds));
            }
        });
    }
}
