package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads from their arrival through the first answer and the needs talk, and to their loss. */
final class Leads {

    private static final List<String> REASONS = List.of("预算不足", "已在别家成交", "暂缓购房", "联系不上", "房源不合适");

    private final Setting setting;
    private final Town town;
    private final Clientele clientele;
    private final Needs needs;
    private final Matching matching;
    private final Contacts contacts;
    private final Browsing browsing;
    private final Referrals referrals;
    private int signing;

    Leads(
            Setting setting,
            Town town,
            Clientele clientele,
            Needs needs,
            Matching matching,
            Contacts contacts,
            Browsing browsing,
            Referrals referrals) {
        this.setting = setting;
        this.town = town;
        this.clientele = clientele;
        this.needs = needs;
        this.matching = matching;
        this.contacts = contacts;
        this.browsing = browsing;
        this.referrals = referrals;
    }

    /**
     * A new client with a first lead.
     *
     * @param forced how far the lead will get; null: as luck has it
     */
    Client arrive(Dice dice, @Nullable Stage forced) {
        Channel channel = Channel.any(dice);
        Client referrer = channel.equals(Channel.REFERRAL) ? referrals.someReferrer(dice) : null;

        Client client = clientele.enter(town.district(dice), forced == Stage.SIGNED, referrer);
        Stage destiny = forced == null ? destiny(client, channel) : forced;
        if (forced == null && destiny.reaches(Stage.OFFERED)) {
            clientele.setHorizon(client, client.dice.between(7, 45));
            setting.record(client.row);
        }
        browsing.begin(client, destiny.reaches(Stage.VIEWED));
        Lead lead = open(client, channel, destiny);
        referrals.registered(lead);
        return client;
    }

    /** How far a lead gets: worth of the channel and skill of the consultant, and luck. */
    private static Stage destiny(Client client, Channel channel) {
        double signs = Math.min(0.5, channel.worth() * client.agent.skill);
        double warmth = Math.sqrt(channel.worth() / 0.05);
        double[] weights = {
            0.06, 0.22, 0.16, 0.31, Math.min(0.4, 0.10 * warmth), Math.min(0.2, 0.04 * warmth), signs,
        };
        return List.of(Stage.values()).get(client.dice.weighted(weights));
    }

    Lead open(Client client, Channel channel, Stage destiny) {
        Dice dice = client.dice;
        String campaign = dice.chance(0.85) ? dice.pick(channel.campaigns()) : null;
        Row row = setting.row("leads")
                .set("lead_id", setting.key("L"))
                .set("client_id", client.id)
                .set("channel", channel.code())
                .set("campaign", campaign)
                .set("content", campaign == null ? null : dice.pick(channel.contents()))
                .set("created_at", setting.now())
                .set("agent_id", client.agent.id)
                .set("status", "new");
        setting.record(row);
        Lead lead = new Lead(String.valueOf(row.get("lead_id")), row, client, channel, setting.now(), destiny);
        if (destiny != Stage.UNANSWERED) {
            setting.plan(firstAnswer(client, channel), () -> answer(lead));
        }
        planLoss(lead);
        return lead;
    }

    private LocalDateTime firstAnswer(Client client, Channel channel) {
        double median = channel.equals(Channel.WALK_IN) ? 2 : 14;
        long seconds = Math.round(client.dice.skewed(median, 1.1) * 60 * client.agent.slowness);
        LocalDateTime begins = setting.calendar().atWork(setting.now());
        return setting.calendar().atWork(begins.plusSeconds(seconds));
    }

    private void answer(Lead lead) {
        Client client = lead.client;
        setting.record(lead.row.set("first_response_at", setting.now()).set("status", "contacted"));
        contacts.talk(client, client.agent, lead.channel.equals(Channel.WALK_IN) ? "store" : "call", "in_depth");
        if (!client.inTouch) {
            client.inTouch = true;
            contacts.keepUp(client);
        }
        if (lead.destiny.reaches(Stage.NEEDS)) {
            setting.plan(setting.later(client.dice, 0.8, 0.7), () -> hearNeeds(lead));
        }
    }

    private void hearNeeds(Lead lead) {
        Client client = lead.client;
        if (client.closed) {
            return;
        }
        needs.state(client, lead.destiny.reaches(Stage.OFFERED));
        setting.record(lead.row.set("status", "qualified"));
        if (lead.destiny.reaches(Stage.MATCHED)) {
            setting.plan(setting.later(client.dice, 1, 0.7), () -> matching.begin(lead));
        }
    }

    /** Most leads that stall are written off one day; every ninth that will sign is written off too early. */
    private void planLoss(Lead lead) {
        Dice dice = lead.client.dice;
        if (lead.destiny == Stage.SIGNED) {
            signing++;
            if (signing % 9 == 1) {
                setting.plan(setting.now().plusDays(3).plusHours(2), () -> lose(lead));
            }
        } else if (dice.chance(0.6)) {
            setting.plan(setting.later(dice, 30, 0.4), () -> {
                lose(lead);
                if (dice.chance(0.1) && !lead.client.closed) {
                    setting.plan(setting.later(dice, 25, 0.4), () -> comeBack(lead.client));
                }
            });
        }
    }

    private void lose(Lead lead) {
        if (lead.ended) {
            return;
        }
        lead.ended = lead.destiny != Stage.SIGNED;
        setting.record(lead.row
                .set("status", "lost")
                .set("lost_reason", lead.client.dice.pick(REASONS))
                .set("lost_at", setting.now()));
    }

    private void comeBack(Client client) {
        if (!client.closed && !client.signed) {
            Channel channel = Channel.any(client.dice);
            open(client, channel.equals(Channel.REFERRAL) ? Channel.WALK_IN : channel, destiny(client, channel));
        }
    }
}
