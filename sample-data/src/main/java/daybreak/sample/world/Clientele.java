package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Clients as the CRM keeps them: entered, updated, handed to another consultant, put to rest, withdrawn. */
final class Clientele {

    private static final List<String> SEGMENTS =
            List.of("first_home", "upgrade", "school", "business_owner", "shop_investor", "retirement");
    private static final List<String> FAMILY =
            List.of("single", "newly_wed", "child", "second_child", "empty_nest", "retired");
    private static final List<String> POINTS = List.of("忌谈分期手续费", "不接受顶楼", "电话请在晚上八点后", "家人意见不一", "在意邻居养狗");

    private final Setting setting;
    private final Staff staff;
    private final List<Client> clients = new ArrayList<>();

    Clientele(Setting setting, Staff staff) {
        this.setting = setting;
        this.staff = staff;
    }

    /** All clients in the order of their coming. */
    List<Client> all() {
        return clients;
    }

    Client enter(Town.District district, boolean keen, @Nullable Client referrer) {
        int ordinal = clients.size() + 1;
        Dice dice = Dice.of(setting.seed(), "client", ordinal);
        LocalDate birthday = setting.invention().birthday(dice);
        String segment = SEGMENTS.get(dice.weighted(0.38, 0.27, 0.17, 0.06, 0.05, 0.07));
        Agent agent = staff.adviser(staff.store(district), dice);
        String id = String.format(Locale.ROOT, "C%05d", ordinal);
        Row row = setting.row("clients")
                .set("client_id", id)
                .set("name", setting.invention().clientName(ordinal))
                .set("phone", setting.invention().clientPhone(ordinal))
                .set("id_number", dice.chance(0.3) ? setting.invention().identityNumber(ordinal, birthday) : null)
                .set("wechat", dice.chance(0.7) ? setting.invention().wechat(ordinal) : null)
                .set("birthday", dice.chance(0.5) ? birthday : null)
                .set("segment", segment)
                .set("family_stage", dice.chance(0.85) ? dice.pick(FAMILY) : null)
                .set("agent_id", agent.id)
                .set("created_at", setting.now())
                .set("status", "active")
                .set("intent_score", dice.between(keen ? 55 : 15, keen ? 95 : 80))
                .set("resource_score", dice.chance(0.8) ? (Integer) dice.between(5, 90) : null)
                .set("referrer_client_id", referrer == null ? null : referrer.id)
                .set("sensitive_points", dice.chance(0.15) ? setting.invention().text(dice.pick(POINTS)) : null)
                .set("consent_marketing", dice.chance(0.85))
                .set("consent_filming", dice.chance(0.2) ? null : (Boolean) dice.chance(0.6));
        Client client = new Client(id, row, dice, segment, setting.now(), agent);
        client.referrer = referrer;
        client.districts.add(district);
        client.horizonDays = horizon(dice, keen);
        row.set("horizon_days", client.horizonDays);
        clients.add(client);
        setting.record(row);
        setting.plan(setting.later(dice, 16, 0.4), () -> review(client));
        return client;
    }

    private static @Nullable Integer horizon(Dice dice, boolean keen) {
        if (keen) {
            return dice.between(7, 45);
        }
        return switch (dice.weighted(0.09, 0.2, 0.26, 0.2, 0.25)) {
            case 0 -> dice.between(10, 30);
            case 1 -> dice.between(31, 90);
            case 2 -> dice.between(91, 180);
            case 3 -> dice.between(181, 540);
            default -> null;
        };
    }

    /** Every two or three weeks something about a client changes: plans ripen or cool, money comes or goes. */
    private void review(Client client) {
        if (client.closed) {
            return;
        }
        Dice dice = client.dice;
        if (!client.signed && !client.neglected) {
            switch (dice.weighted(0.22, 0.18, 0.2, 0.4)) {
                case 0 ->
                    setHorizon(
                            client,
                            client.horizonDays == null ? Integer.valueOf(170) : Math.max(7, client.horizonDays / 2));
                case 1 ->
                    setHorizon(
                            client,
                            client.horizonDays == null || client.horizonDays > 300
                                    ? null
                                    : Integer.valueOf(client.horizonDays * 2));
                case 2 -> changePower(client, dice.uniform(0.8, 1.3));
                default -> {}
            }
        }
        client.row.set("intent_score", dice.between(10, 95));
        if (setting.now().isAfter(client.createdAt.plusDays(75)) && !client.signed) {
            rest(client, dice);
        }
        setting.record(client.row);
        setting.plan(setting.later(dice, 18, 0.4), () -> review(client));
    }

    private static void rest(Client client, Dice dice) {
        int choice = dice.weighted(0.35, 0.15, 0.5);
        if (choice == 0) {
            client.row.set("status", "dormant");
        } else if (choice == 1) {
            client.row.set("status", "closed");
            client.closed = true;
        }
    }

    void setHorizon(Client client, @Nullable Integer days) {
        client.horizonDays = days;
        client.row.set("horizon_days", days);
    }

    private static void changePower(Client client, double factor) {
        if (client.row.get("purchasing_power") instanceof Long yuan) {
            client.row.set("purchasing_power", Math.round(yuan * factor / 10_000) * 10_000);
        }
    }

    void reassign(Client client, Agent successor) {
        client.agent = successor;
        setting.record(client.row.set("agent_id", successor.id));
    }

    void withdraw(Client client) {
        client.closed = true;
        setting.record(client.row.set("deleted", true));
    }
}
