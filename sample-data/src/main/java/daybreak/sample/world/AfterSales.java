package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** After the keys: the three touches, and the services that new owners order. */
final class AfterSales {

    private record Touch(String code, int dueDays) {}

    private static final List<Touch> TOUCHES =
            List.of(new Touch("visit_1w", 7), new Touch("call_1m", 30), new Touch("event_3m", 90));
    private static final List<String> KINDS = List.of("renovation", "housekeeping", "cleaning", "other");
    private static final List<String> PARTNERS = List.of("样本装饰", "禾木家政", "样例保洁", "邻里互助");
    private static final List<String> NOTES = List.of("住得满意", "水压偏低，已报物业", "邻居装修吵，\"能忍\"", "愿意介绍同事");

    private final Setting setting;
    private final Contacts contacts;
    private final Referrals referrals;

    AfterSales(Setting setting, Contacts contacts, Referrals referrals) {
        this.setting = setting;
        this.contacts = contacts;
        this.referrals = referrals;
    }

    void begin(Deal deal) {
        Dice dice = deal.client().dice;
        LocalDate handover = setting.today();
        referrals.customer(deal.client());
        for (Touch touch : TOUCHES) {
            int kept = dice.weighted(0.72, 0.18, 0.10);
            if (kept == 2) {
                continue;
            }
            int days = touch.dueDays() + (kept == 0 ? -dice.between(0, 3) : dice.between(1, 9));
            setting.plan(setting.onDay(handover.plusDays(days), dice), () -> touch(deal, touch));
        }
        if (dice.chance(0.55)) {
            String kind = dice.pick(KINDS);
            setting.plan(setting.later(dice, 10, 0.6), () -> order(deal.client(), deal.id(), kind));
        }
    }

    private void touch(Deal deal, Touch touch) {
        Dice dice = deal.client().dice;
        double well = deal.agent().diligence;
        setting.record(setting.row("after_sales")
                .set("deal_id", deal.id())
                .set("touch", touch.code())
                .set("done_at", setting.now())
                .set(
                        "satisfaction",
                        dice.chance(0.9)
                                ? (Integer) (1 + dice.weighted(0.03, 0.05, 0.2, 0.3 + 0.2 * well, 0.6 * well))
                                : null)
                .set("note", dice.chance(0.4) ? setting.invention().text(dice.pick(NOTES)) : null));
        if (dice.chance(0.7)) {
            contacts.talk(
                    deal.client(), deal.client().agent, touch.code().equals("call_1m") ? "call" : "visit", "care");
        }
    }

    /** @param dealId blank for what a client orders without a deal, such as the school guide */
    void order(Client client, @Nullable String dealId, String kind) {
        Dice dice = client.dice;
        long amount = switch (kind) {
            case "renovation" -> 1000L * dice.between(30, 260);
            case "school_guide" -> 0;
            default -> 50L * dice.between(3, 30);
        };
        setting.record(setting.row("services")
                .set("service_id", setting.key("SR"))
                .set("deal_id", dealId)
                .set("client_id", client.id)
                .set("kind", kind)
                .set("partner", dice.pick(PARTNERS))
                .set("ordered_at", setting.now())
                .set("amount", amount)
                .set("satisfaction", dice.chance(0.7) ? (Integer) dice.between(2, 5) : null));
    }
}
