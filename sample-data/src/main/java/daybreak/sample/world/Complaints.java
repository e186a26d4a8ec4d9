package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Complaints and their clocks: opened, answered, planned for, resolved, in time or not. */
final class Complaints {

    /**
     * What happens to a complaint.
     *
     * @param answer time from opening to the answer; null: nobody answers
     * @param plan time from opening to the first plan; null: none is made
     * @param resolution time from opening to the end; null: stays open
     */
    record Handling(
            @Nullable Duration answer,
            @Nullable Duration plan,
            @Nullable Duration resolution) {}

    /** What a complaint is about; blank where it is about nothing in particular. */
    record Matter(
            @Nullable String dealId,
            @Nullable String viewingId,
            @Nullable String listingId) {}

    private static final List<String> CHANNELS = List.of("电话", "门店", "微信", "12345 热线");
    private static final List<String> REMEDIES = List.of("道歉并回访", "减免佣金", "协调业主维修", "更换顾问", "书面说明");
    private static final List<String> TEXTS =
            List.of("说好的没有做到", "看完房没有人理我", "签约前没有告诉我墙面渗水", "费用和当初讲的不一样", "\"再拖就投诉到住建局\"");

    private static final List<RootCause> OF_VIEWINGS = List.of(
            RootCause.NO_CALL_BACK, RootCause.LATE, RootCause.WRONG_LISTING, RootCause.NOISE, RootCause.UNKNOWN);
    private static final List<RootCause> OF_SIGNINGS =
            List.of(RootCause.FEES, RootCause.SLOW_TRANSFER, RootCause.COMMISSION, RootCause.NOISE);

    private final Setting setting;
    private final LocalDate cureFrom;
    private final Dice dice;
    private int signings;

    /** @param cureFrom from this day on, seepage is disclosed and hardly anybody complains of it */
    Complaints(Setting setting, LocalDate cureFrom) {
        this.setting = setting;
        this.cureFrom = cureFrom;
        this.dice = setting.dice("complaints");
    }

    void afterViewing(Client client, Agent agent, String viewingId, Listing listing) {
        if (dice.chance(0.03 * (1.6 - agent.diligence))) {
            RootCause cause = OF_VIEWINGS.get(dice.weighted(0.2, 0.3, 0.25, 0.15, 0.1));
            later(2, () -> open(client, agent, new Matter(null, viewingId, listing.id), cause, usualHandling()));
        }
    }

    /** Every third buyer finds seepage that nobody told them of; after the cure, one in twenty-one. */
    void afterSigning(Client client, Agent agent, String dealId, Listing listing) {
        Matter matter = new Matter(dealId, null, listing.id);
        signings++;
        if (signings % 3 == 1) {
            boolean despiteAll = signings % 21 == 1;
            later(7, () -> {
                if (setting.today().isBefore(cureFrom) || despiteAll) {
                    open(client, agent, matter, RootCause.SEEPAGE, usualHandling());
                }
            });
        }
        if (dice.chance(0.16)) {
            RootCause cause = dice.pick(OF_SIGNINGS);
            later(18, () -> open(client, agent, matter, cause, usualHandling()));
        }
    }

    private void later(double days, Runnable action) {
        setting.plan(setting.later(dice, days, 0.5), action);
    }

    private Handling usualHandling() {
        Duration answer = minutes(dice.skewed(380, 0.95));
        Duration plan = answer.plus(minutes(dice.skewed(100, 0.8)));
        if (dice.chance(0.05)) {
            plan = answer.minus(answer.dividedBy(4));
        }
        Duration end = (plan.compareTo(answer) > 0 ? plan : answer).plus(minutes(dice.skewed(4 * 1440, 0.8)));
        return new Handling(answer, plan, end);
    }

    private static Duration minutes(double minutes) {
        return Duration.ofSeconds(Math.round(minutes * 60));
    }

    void open(Client client, Agent agent, Matter matter, RootCause cause, Handling handling) {
        int severity = Math.min(3, Math.max(1, cause.severity + dice.between(-1, 1)));
        Row row = setting.row("complaints")
                .set("complaint_id", setting.key("CP"))
                .set("client_id", client.id)
                .set("agent_id", agent.id)
                .set("store_id", agent.store.id())
                .set("deal_id", matter.dealId())
                .set("viewing_id", matter.viewingId())
                .set("listing_id", matter.listingId())
                .set("channel", dice.pick(CHANNELS))
                .set("opened_at", setting.now())
                .set("attribution", cause.attribution)
                .set("root_cause", cause.label)
                .set("severity", severity)
                .set("text", setting.invention().text(dice.pick(TEXTS)));
        setting.record(row);
        follow(row, "responded_at", handling.answer());
        follow(row, "plan_at", handling.plan());
        Duration resolution = handling.resolution();
        if (resolution != null) {
            long compensation = dice.chance(0.3) ? 100L * dice.between(2, 20) * severity : 0;
            Integer satisfaction = dice.chance(0.8) ? (Integer) dice.between(1, 5) : null;
            String remedy = dice.pick(REMEDIES);
            setting.plan(
                    setting.calendar().atWork(setting.now().plus(resolution)),
                    () -> setting.record(row.set("resolved_at", setting.now())
                            .set("compensation", compensation)
                            .set("remedy", remedy)
                            .set("satisfaction", satisfaction)));
        }
    }

    private void follow(Row row, String column, @Nullable Duration after) {
        if (after != null) {
            setting.plan(setting.now().plus(after), () -> setting.record(row.set(column, setting.now())));
        }
    }
}
