package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers who bring others, the points that this earns, and what they spend them on. */
final class Referrals {

    private static final List<String> REWARDS = List.of("家电清洗", "保洁四小时", "开荒保洁券");

    private final Setting setting;
    private final List<Client> customers = new ArrayList<>();
    private final Map<String, String> leadOfReferred = new HashMap<>();
    private final Map<String, Integer> balances = new HashMap<>();
    private final Set<String> credited = new HashSet<>();

    Referrals(Setting setting) {
        this.setting = setting;
    }

    /** From now on this client may bring others. */
    void customer(Client client) {
        customers.add(client);
    }

    /** Somebody who may have sent a new client, or null while there is nobody. */
    @Nullable
    Client someReferrer(Dice dice) {
        return customers.isEmpty() || dice.chance(0.15) ? null : dice.pick(customers);
    }

    void registered(Lead lead) {
        if (lead.client.referrer != null) {
            leadOfReferred.put(lead.client.id, lead.id);
            earn(lead.client.referrer, lead.id, "registered", 100);
        }
    }

    void viewed(Client client) {
        credit(client, "viewed", 200);
    }

    void signed(Client client) {
        credit(client, "signed", 2000);
    }

    private void credit(Client client, String stage, int points) {
        String leadId = leadOfReferred.get(client.id);
        if (leadId != null && client.referrer != null && credited.add(client.id + stage)) {
            earn(client.referrer, leadId, stage, points);
        }
    }

    private void earn(Client referrer, String leadId, String stage, int points) {
        setting.record(setting.row("referrals")
                .set("referral_id", setting.key("RF"))
                .set("referrer_client_id", referrer.id)
                .set("lead_id", leadId)
                .set("stage", stage)
                .set("points", points)
                .set("happened_at", setting.now()));
        int balance = balances.merge(referrer.id, points, Integer::sum);
        if (balance >= 100 && referrer.dice.chance(0.35)) {
            setting.plan(setting.later(referrer.dice, 5, 0.5), () -> redeem(referrer, 100));
        }
    }

    private void redeem(Client client, int points) {
        int balance = balances.getOrDefault(client.id, 0);
        if (balance >= points) {
            balances.put(client.id, balance - points);
            recordRedemption(client, points);
        }
    }

    /** A redemption by somebody without a point: the CRM let it through. */
    void redeemTooMuch(Client client) {
        recordRedemption(client, balances.getOrDefault(client.id, 0) + 500);
    }

    private void recordRedemption(Client client, int points) {
        setting.record(setting.row("redemptions")
                .set("redemption_id", setting.key("RD"))
                .set("client_id", client.id)
                .set("reward", client.dice.pick(REWARDS))
                .set("points", points)
                .set("redeemed_at", setting.now()));
    }
}
