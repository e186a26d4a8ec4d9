package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Showings: booked, surveyed before, held or not, written up or not. */
final class Viewings {

    private static final List<String> CONCERNS = List.of("价格", "采光", "噪音", "楼层", "户型", "学区", "物业费", "停车");
    private static final List<String> QUESTIONS = List.of("能否包过户费？", "满五唯一吗", "业主急不急？\"底价\"多少", "车位能买吗");

    private final Setting setting;
    private final Housing housing;
    private final Complaints complaints;
    private final Referrals referrals;
    /** The latest held viewings, for stories that need one. */
    private final List<Held> recent = new ArrayList<>();

    record Held(String viewingId, Client client, Listing listing, Agent agent, LocalDateTime endedAt) {}

    Viewings(Setting setting, Housing housing, Complaints complaints, Referrals referrals) {
        this.setting = setting;
        this.housing = housing;
        this.complaints = complaints;
        this.referrals = referrals;
    }

    List<Held> recent() {
        return recent;
    }

    /** @param decisive what follows once the client has seen the home and likes it; null for an ordinary viewing */
    void book(Client client, Listing listing, LocalDate day, @Nullable Runnable decisive) {
        Dice dice = client.dice;
        Agent agent = client.agent;
        LocalDateTime scheduled = day.atTime(dice.between(9, 19), dice.pick(List.of(0, 15, 30, 45)));
        String mode = List.of("onsite", "vr", "live").get(dice.weighted(0.82, 0.12, 0.06));
        Row row = setting.row("viewings")
                .set("viewing_id", setting.key("V"))
                .set("client_id", client.id)
                .set("listing_id", listing.id)
                .set("agent_id", agent.id)
                .set("mode", mode)
                .set("booked_at", setting.now())
                .set("scheduled_at", scheduled)
                .set("status", "booked");
        setting.record(row);
        boolean surveyed = listing.lastSurvey != null && listing.lastSurvey.isAfter(scheduled.minusDays(80));
        if (!surveyed && dice.chance(0.8)) {
            LocalDateTime before = scheduled.minusMinutes(dice.between(60, 1500));
            setting.plan(
                    before.isAfter(setting.now()) ? before : setting.now().plusMinutes(10),
                    () -> housing.survey(listing, agent, dice));
        }
        if (dice.chance(agent.diligence)) {
            LocalDateTime told = scheduled.minusMinutes(dice.between(30, 600));
            setting.plan(
                    told,
                    () -> setting.record(
                            row.set("owner_informed_at", setting.now()).set("materials_ready", dice.chance(0.9))));
        }
        setting.plan(scheduled.plusMinutes(dice.between(-5, 20)), () -> hold(client, listing, agent, row, decisive));
    }

    private void hold(Client client, Listing listing, Agent agent, Row row, @Nullable Runnable decisive) {
        Dice dice = client.dice;
        int fate = decisive != null ? 0 : dice.weighted(0.88, 0.08, 0.04);
        if (fate > 0) {
            setting.record(row.set("status", fate == 1 ? "cancelled" : "no_show"));
            return;
        }
        LocalDateTime started = setting.now();
        LocalDateTime ended = started.plusMinutes(dice.between(15, 70));
        setting.plan(ended, () -> writeUp(client, listing, agent, row, started, decisive));
    }

    private void writeUp(
            Client client, Listing listing, Agent agent, Row row, LocalDateTime started, @Nullable Runnable decisive) {
        Dice dice = client.dice;
        boolean onsite = "onsite".equals(row.get("mode"));
        String outcome = decisive != null
                ? "liked"
                : List.of("liked", "neutral", "declined").get(dice.weighted(0.3, 0.4, 0.3));
        row.set("status", "done")
                .set("started_at", started)
                .set("ended_at", dice.chance(0.02) ? null : setting.now())
                .set("recorded", onsite ? dice.chance(0.1) : dice.chance(0.5));
        if (!onsite) {
            row.set(
                    "room_dwell",
                    List.of(
                            "客厅=" + dice.between(40, 240),
                            "主卧=" + dice.between(30, 180),
                            "厨房=" + dice.between(10, 90)));
        }
        setting.record(row);
        remember(new Held(String.valueOf(row.get("viewing_id")), client, listing, agent, setting.now()));
        int minutes = dice.chance(agent.diligence) ? dice.between(5, 58) : dice.between(61, 1500);
        if (dice.chance(0.96)) {
            setting.plan(setting.now().plusMinutes(minutes), () -> feedback(row, outcome, dice));
        }
        if (dice.chance(agent.diligence)) {
            setting.plan(
                    setting.now().plusMinutes(dice.between(20, 2000)),
                    () -> setting.record(row.set("owner_synced_at", setting.now())));
        }
        referrals.viewed(client);
        complaints.afterViewing(client, agent, String.valueOf(row.get("viewing_id")), listing);
        if (decisive != null) {
            decisive.run();
        }
    }

    private void feedback(Row row, String outcome, Dice dice) {
        List<String> concerns = new ArrayList<>();
        for (int i = dice.between(0, 2); i > 0; i--) {
            String concern = dice.pick(CONCERNS);
            if (!concerns.contains(concern)) {
                concerns.add(concern);
            }
        }
        setting.record(row.set("feedback_at", setting.now())
                .set("outcome", outcome)
                .set("concerns", concerns)
                .set("questions", dice.chance(0.2) ? setting.invention().text(dice.pick(QUESTIONS)) : null));
    }

    private void remember(Held held) {
        recent.add(held);
        if (recent.size() > 120) {
            recent.remove(0);
        }
    }
}
