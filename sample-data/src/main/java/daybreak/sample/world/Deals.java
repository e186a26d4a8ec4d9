package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signings and what follows from them: checks, milestones, handover, or cancellation. */
final class Deals {

    /**
     * A dated step of the process.
     *
     * @param dueDays days from signing to due
     * @param dated probability that the CRM holds the due date
     */
    private record Step(String milestone, int dueDays, double dated) {}

    private static final List<Step> STEPS = List.of(
            new Step("online_signing", 3, 0.7),
            new Step("escrow", 7, 0.7),
            new Step("loan_preapproval", 14, 1),
            new Step("loan_approval", 28, 1),
            new Step("transfer", 36, 1),
            new Step("handover", 42, 1),
            new Step("fees_settled", 44, 1),
            new Step("register_moved", 60, 0.9));

    private static final List<String> CHECKS =
            List.of("co_owner_signature", "mortgage_release", "title_verified", "register_clause", "default_interest");

    private final Setting setting;
    private final Housing housing;
    private final Clientele clientele;
    private final AfterSales afterSales;
    private final Complaints complaints;
    private final Referrals referrals;
    private int signed;

    Deals(
            Setting setting,
            Housing housing,
            Clientele clientele,
            AfterSales afterSales,
            Complaints complaints,
            Referrals referrals) {
        this.setting = setting;
        this.housing = housing;
        this.clientele = clientele;
        this.afterSales = afterSales;
        this.complaints = complaints;
        this.referrals = referrals;
    }

    /** Every 16th deal comes without its lead, every 15th is cancelled. */
    void sign(Lead lead, Listing listing, long price) {
        if (!listing.onMarket || lead.client.signed) {
            return;
        }
        signed++;
        String leadId = signed % 16 == 2 ? null : lead.id;
        setting.record(lead.row.set("status", "signed"));
        lead.ended = true;
        Row row = enter(leadId, lead.client, listing, price);
        Deal deal = new Deal(row, lead.client, listing, lead.client.agent);
        if (signed % 15 == 3) {
            setting.plan(setting.later(lead.client.dice, 8, 0.5), () -> cancel(deal));
        }
    }

    /** A deal that no lead led to, as yet. */
    Row signWithoutLead(Client client, Listing listing, @Nullable String leadId) {
        signed++;
        return enter(leadId, client, listing, Math.round(listing.price * 0.96 / 10_000) * 10_000);
    }

    private Row enter(@Nullable String leadId, Client client, Listing listing, long price) {
        Dice dice = client.dice;
        Row row = setting.row("deals")
                .set("deal_id", setting.key("D"))
                .set("lead_id", leadId)
                .set("client_id", client.id)
                .set("listing_id", listing.id)
                .set("agent_id", client.agent.id)
                .set("signed_at", setting.now())
                .set("price", price)
                .set("commission", Math.round(price * dice.uniform(0.014, 0.022)))
                .set("status", "signed");
        setting.record(row);
        client.signed = true;
        clientele.setHorizon(client, null);
        setting.record(client.row);
        housing.takeOff(listing, "reserved");
        Deal deal = new Deal(row, client, listing, client.agent);
        check(deal);
        planMilestones(deal);
        referrals.signed(client);
        complaints.afterSigning(client, client.agent, deal.id(), listing);
        return row;
    }

    private void check(Deal deal) {
        Dice dice = deal.client().dice;
        for (String check : CHECKS) {
            if (dice.chance(0.04)) {
                continue;
            }
            int result = dice.weighted(0.82, 0.02, 0.08, 0.08);
            Row row = setting.row("contract_checks")
                    .set("deal_id", deal.id())
                    .set("check", check)
                    .set(
                            "result",
                            List.of("pass", "fail", "pending", "not_applicable").get(result))
                    .set("checked_at", result == 2 ? null : setting.now());
            setting.record(row);
            if (result == 2 && dice.chance(0.8)) {
                setting.plan(
                        setting.later(dice, 4, 0.5),
                        () -> setting.record(row.set("result", "pass").set("checked_at", setting.now())));
            }
        }
    }

    private void planMilestones(Deal deal) {
        Dice dice = deal.client().dice;
        boolean cash = dice.chance(0.25);
        LocalDate signedOn = setting.today();
        for (Step step : STEPS) {
            boolean loan = step.milestone().startsWith("loan");
            if ((loan && cash) || (step.dueDays() <= 7 && dice.chance(0.03))) {
                continue;
            }
            Row row = setting.row("deal_milestones")
                    .set("deal_id", deal.id())
                    .set("milestone", step.milestone())
                    .set("due_on", dice.chance(step.dated()) ? signedOn.plusDays(step.dueDays()) : null);
            setting.record(row);
            int early = Math.max(1, step.dueDays() / 6);
            int days =
                    dice.chance(0.83) ? step.dueDays() - dice.between(0, early) : step.dueDays() + dice.between(1, 6);
            if (dice.chance(0.5)) {
                setting.plan(setting.onDay(signedOn.plusDays(Math.max(0, days - 2)), dice), () -> start(deal, row));
            }
            setting.plan(setting.onDay(signedOn.plusDays(days), dice), () -> finish(deal, row, step.milestone()));
        }
    }

    private void start(Deal deal, Row row) {
        if (!deal.cancelled() && row.get("done_at") == null) {
            setting.record(row.set("started_at", setting.now()));
        }
    }

    private void finish(Deal deal, Row row, String milestone) {
        if (deal.cancelled()) {
            return;
        }
        setting.record(row.set("done_at", setting.now()));
        if (milestone.equals("transfer")) {
            setting.record(deal.row().set("status", "transferred"));
            housing.mark(deal.listing(), "sold");
        } else if (milestone.equals("handover")) {
            setting.record(deal.row().set("status", "handed_over"));
            afterSales.begin(deal);
        }
    }

    private void cancel(Deal deal) {
        if (!"signed".equals(deal.row().get("status"))) {
            return;
        }
        setting.record(deal.row().set("status", "cancelled"));
        housing.putBack(deal.listing());
        deal.client().signed = false;
        clientele.setHorizon(deal.client(), 60);
        setting.record(deal.client().row);
    }
}
