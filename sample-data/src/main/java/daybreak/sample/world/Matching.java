package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rounds of recommendations, some of which lead to a viewing, the last one of a signing client to the home they buy. */
final class Matching {

    /** Statuses that a lead passes through; a lost one that goes on begins anew. */
    private static final List<String> ORDER = List.of("matched", "viewing", "negotiating", "signed");

    private final Setting setting;
    private final Housing housing;
    private final Viewings viewings;
    private final Negotiations negotiations;
    private final Needs needs;

    Matching(Setting setting, Housing housing, Viewings viewings, Negotiations negotiations, Needs needs) {
        this.setting = setting;
        this.housing = housing;
        this.viewings = viewings;
        this.negotiations = negotiations;
        this.needs = needs;
    }

    void begin(Lead lead) {
        Dice dice = lead.client.dice;
        int rounds = lead.destiny.reaches(Stage.VIEWED) ? dice.between(1, 4) : dice.between(1, 3);
        round(lead, 1, rounds);
    }

    private void round(Lead lead, int number, int rounds) {
        Client client = lead.client;
        if (client.closed || client.signed) {
            return;
        }
        Dice dice = client.dice;
        boolean last = number == rounds;
        int homes = dice.between(1, 4);
        for (int i = 0; i < homes; i++) {
            Listing listing = housing.suggest(client);
            if (listing == null) {
                continue;
            }
            recommend(client, listing);
            // The first home of a round is shown for certain to those who will come that far.
            boolean chosen = i == 0 && lead.destiny.reaches(Stage.VIEWED) && (last || dice.chance(0.3));
            boolean decisive = i == 0 && last;
            if (chosen || (lead.destiny.reaches(Stage.VIEWED) && dice.chance(0.12))) {
                LocalDate day = setting.calendar().viewingDay(setting.today().plusDays(dice.between(1, 4)), dice);
                viewings.book(client, listing, day, decisive ? () -> decide(lead, listing) : null);
                advance(lead, "viewing");
            }
        }
        advance(lead, "matched");
        if (!last) {
            setting.plan(setting.later(dice, 5, 0.5), () -> round(lead, number + 1, rounds));
            if (dice.chance(0.2)) {
                setting.plan(setting.later(dice, 3, 0.5), () -> needs.revise(client));
            }
        }
    }

    private void recommend(Client client, Listing listing) {
        Dice dice = client.dice;
        client.recommended.add(listing.id);
        boolean system = dice.chance(0.3);
        Row row = setting.row("recommendations")
                .set("recommendation_id", setting.key("R"))
                .set("client_id", client.id)
                .set("listing_id", listing.id)
                .set("agent_id", client.agent.id)
                .set("recommended_at", setting.now())
                .set("source", system ? "system" : "consultant")
                .set("client_response", "none")
                .set("score", system || dice.chance(0.5) ? (Integer) dice.between(45, 98) : null);
        setting.record(row);
        if (dice.chance(0.4)) {
            setting.plan(
                    setting.later(dice, 1, 0.6),
                    () -> setting.record(row.set("client_response", dice.chance(0.4) ? "liked" : "declined")));
        }
    }

    private void decide(Lead lead, Listing listing) {
        if (lead.destiny.reaches(Stage.OFFERED)) {
            advance(lead, "negotiating");
            negotiations.begin(lead, listing);
        }
    }

    private void advance(Lead lead, String status) {
        Object now = lead.row.get("status");
        int progress = ORDER.indexOf(now);
        if (ORDER.indexOf(status) > progress && !lead.ended) {
            setting.record(lead.row.set("status", status));
        }
    }

    /** A client comes to see one home that nobody recommended. */
    void showUnrecommended(Client client, @Nullable Listing listing) {
        if (listing != null && !client.closed && !client.signed) {
            LocalDate day =
                    setting.calendar().viewingDay(setting.today().plusDays(client.dice.between(1, 5)), client.dice);
            viewings.book(client, listing, day, null);
        }
    }
}
