package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Talk between consultants and clients, as often as tier and diligence make it. */
final class Contacts {

    private static final List<String> NOTES =
            List.of("客户预算可再谈，家人周末一起看", "说\"再等等\"，关注利率", "已发小区成交行情\n客户回复收到", "想换学区，孩子明年入学", "约周末到店,带合同样本");

    private final Setting setting;

    Contacts(Setting setting) {
        this.setting = setting;
    }

    void talk(Client client, Agent agent, String medium, String kind) {
        setting.record(setting.row("contacts")
                .set("contact_id", setting.key("K"))
                .set("client_id", client.id)
                .set("agent_id", agent.id)
                .set("contacted_at", setting.now())
                .set("medium", medium)
                .set("kind", kind)
                .set("note", note(client)));
    }

    private @Nullable String note(Client client) {
        return client.dice.chance(0.12) ? setting.invention().text(client.dice.pick(NOTES)) : null;
    }

    /** Keeps in touch from now on, until the client is closed. */
    void keepUp(Client client) {
        setting.plan(next(client), () -> {
            if (client.closed) {
                return;
            }
            if (!client.neglected) {
                Dice dice = client.dice;
                String kind = client.signed
                        ? dice.pick(List.of("progress", "care"))
                        : List.of("in_depth", "push", "care", "progress").get(dice.weighted(0.4, 0.4, 0.1, 0.1));
                String medium = List.of("call", "wechat", "sms", "visit", "store")
                        .get(dice.weighted(0.4, 0.42, 0.08, 0.05, 0.05));
                talk(client, client.agent, medium, kind);
            }
            keepUp(client);
        });
    }

    private LocalDateTime next(Client client) {
        double usual = switch (client.tier()) {
            case 'A' -> 1.6;
            case 'B' -> 8;
            default -> 40;
        };
        return setting.later(client.dice, usual / client.agent.diligence, 0.45);
    }
}
