package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What must be found in this world whatever luck brings: planted cases for reports and alerts to show. */
final class Stories {

    private final Setting setting;
    private final Staff staff;
    private final Housing housing;
    private final Clientele clientele;
    private final Leads leads;
    private final Browsing browsing;
    private final Viewings viewings;
    private final Matching matching;
    private final Deals deals;
    private final Complaints complaints;
    private final Referrals referrals;
    private final AfterSales afterSales;
    private final Dice dice;

    Stories(
            Setting setting,
            Staff staff,
            Housing housing,
            Clientele clientele,
            Leads leads,
            Browsing browsing,
            Viewings viewings,
            Matching matching,
            Deals deals,
            Complaints complaints,
            Referrals referrals,
            AfterSales afterSales) {
        this.setting = setting;
        this.staff = staff;
        this.housing = housing;
        this.clientele = clientele;
        this.leads = leads;
        this.browsing = browsing;
        this.viewings = viewings;
        this.matching = matching;
        this.deals = deals;
        this.complaints = complaints;
        this.referrals = referrals;
        this.afterSales = afterSales;
        this.dice = setting.dice("stories");
    }

    void plan() {
        planStaff();
        planSopChanges();
        planClients();
        planDeals();
        planComplaints();
        at(
                0.15,
                11,
                () -> clientele.all().stream()
                        .filter(client -> client.segment.equals("school") && !client.closed)
                        .limit(setting.scale().cases(12, 2))
                        .forEach(client -> afterSales.order(client, null, "school_guide")));
        at(0.7, 15, () -> any(1, client -> client.signed).forEach(referrals::redeemTooMuch));
        at(0.3, 17, () -> unrecommendedViewings());
    }

    private void at(double part, int hour, Runnable action) {
        setting.plan(setting.dayAt(part).atTime(hour, 5), action);
    }

    /** One consultant leaves in the middle and their clients pass to others; newcomers join, one is promoted. */
    private void planStaff() {
        Store store = staff.stores().get(1);
        at(0.5, 18, () -> {
            Agent leaver = staff.advisers(store).get(0);
            staff.leave(leaver, setting.today());
            for (Client client : clientele.all()) {
                if (client.agent == leaver && !client.closed) {
                    clientele.reassign(client, staff.adviser(store, dice));
                }
            }
        });
        at(0.25, 9, () -> staff.hire(store, "newcomer", setting.today()));
        at(0.6, 9, () -> {
            Agent newcomer = staff.advisers(staff.stores().get(0)).stream()
                    .filter(agent -> agent.role.equals("newcomer"))
                    .findFirst()
                    .orElseThrow();
            staff.promote(newcomer);
        });
        for (double part : List.of(0.1, 0.35, 0.65, 0.85)) {
            at(
                    part,
                    16,
                    () -> any(setting.scale().cases(10, 1), client -> !client.closed)
                            .forEach(client -> clientele.reassign(client, staff.adviser(client.agent.store, dice))));
        }
    }

    /** One change cures its root cause; the others change nothing. */
    private void planSopChanges() {
        LocalDate cure = World.cureFrom(setting.firstDay(), setting.lastDay());
        change(0.2, setting.dayAt(0.22), RootCause.LATE, "带看前一小时电话确认", "顾问须在带看前一小时与客户、业主确认");
        change(0.42, cure, RootCause.SEEPAGE, "勘察表渗漏栏改为必填", "未填渗漏栏的房源不得安排带看；成交前再次书面披露");
        change(0.68, setting.dayAt(0.72), RootCause.FEES, "费用清单签约前出示", "签约前逐项说明费用并由客户签字");
    }

    private void change(double announced, LocalDate effective, RootCause cause, String title, String description) {
        at(
                announced,
                10,
                () -> setting.record(setting.row("sop_changes")
                        .set("change_id", setting.key("SOP"))
                        .set("effective_on", effective)
                        .set("root_cause", cause.label)
                        .set("title", title)
                        .set("description", description)
                        .set("owner", "服务质量部")));
    }

    private void planClients() {
        Scale scale = setting.scale();
        LocalDate last = setting.lastDay();
        // Clients who look at three homes or more of one district within a week and are shown none.
        setting.plan(
                last.minusDays(6).atTime(8, 10),
                () -> any(scale.cases(30, 3), client -> client.seen.isEmpty() || client.stated)
                        .forEach(this::lookAround));
        // A-tier clients whom nobody calls any more.
        setting.plan(
                last.minusDays(9).atTime(8, 20),
                () -> any(scale.cases(25, 2), client -> client.stated && client.tier() != 'A')
                        .forEach(this::neglect));
        at(0.4, 14, () -> any(scale.cases(6, 1), client -> !client.signed).forEach(clientele::withdraw));
        at(0.45, 14, () -> {
            for (int i = scale.cases(5, 1); i > 0; i--) {
                List<Listing> here = housing.onMarket(dice.pick(Town.DISTRICTS));
                if (!here.isEmpty()) {
                    housing.delete(dice.pick(here));
                }
            }
        });
    }

    private void lookAround(Client client) {
        client.shy = true;
        Town.District district = dice.pick(Town.DISTRICTS);
        List<Listing> here = new ArrayList<>(housing.onMarket(district));
        dice.shuffle(here);
        int homes = Math.min(here.size(), dice.between(3, 5));
        LocalDateTime evening = setting.today().plusDays(dice.between(0, 4)).atTime(dice.between(19, 21), 7);
        for (int i = 0; i < homes; i++) {
            Listing listing = here.get(i);
            LocalDateTime at = evening.plusMinutes(4L * i);
            setting.plan(at, () -> browsing.look(client, listing, at, "mini_program"));
        }
    }

    private void neglect(Client client) {
        client.neglected = true;
        clientele.setHorizon(client, 21);
        setting.record(client.row.set("purchasing_power", client.budgetMin * 11 / 10));
    }

    private void unrecommendedViewings() {
        any(setting.scale().cases(4, 1), client -> client.stated && !client.signed)
                .forEach(client -> matching.showUnrecommended(client, housing.browse(client.districts.get(0), dice)));
        LocalDate tomorrow = setting.today().plusDays(1);
        setting.plan(tomorrow.atTime(17, 5), this::unrecommendedViewings);
    }

    /** A client who walks in and signs before anybody has entered a lead; a deal whose lead nobody knows; a deal entered twice. */
    private void planDeals() {
        at(0.33, 15, () -> signFirst(0, client -> deals.signWithoutLead(client, home(), null)));
        at(0.66, 15, () -> signFirst(1, client -> deals.signWithoutLead(client, home(), "L999999")));
        at(
                0.55,
                15,
                () -> signFirst(0, client -> {
                    Row row = deals.signWithoutLead(client, home(), null);
                    setting.plan(setting.now().plusHours(3), () -> setting.record(row.set("deleted", true)));
                    return row;
                }));
    }

    private Listing home() {
        Listing found = null;
        while (found == null) {
            found = housing.browse(dice.pick(Town.DISTRICTS), dice);
        }
        return found;
    }

    private interface Signing {
        Row sign(Client client);
    }

    private void signFirst(int kind, Signing signing) {
        any(1, client -> client.stated && !client.signed).forEach(client -> {
            Row deal = signing.sign(client);
            if (kind == 0 && deal.get("deleted") == null) {
                setting.plan(setting.now().plusHours(20), () -> {
                    Lead lead = leads.open(client, Channel.WALK_IN, Stage.CONTACTED);
                    lead.ended = true;
                    setting.record(deal.set("lead_id", lead.id));
                });
            }
        });
    }

    /** In the last week many complain of one thing; at the end, clocks of every state are open. */
    private void planComplaints() {
        LocalDate last = setting.lastDay();
        int spike = setting.scale().cases(12, 2);
        for (int i = 0; i < spike; i++) {
            LocalDateTime at = setting.calendar().workingTime(last.minusDays(6).plusDays(i * 6L / spike), dice);
            setting.plan(
                    at,
                    () -> complainOfViewing(new Complaints.Handling(
                            Duration.ofMinutes(dice.between(60, 2100)),
                            Duration.ofMinutes(dice.between(2100, 2900)),
                            null)));
        }
        setting.plan(
                last.minusDays(2).atTime(9, 30), () -> complainOfViewing(new Complaints.Handling(null, null, null)));
        setting.plan(
                last.minusDays(2).atTime(10, 30),
                () -> complainOfViewing(new Complaints.Handling(Duration.ofHours(30), null, null)));
        setting.plan(last.atTime(16, 40), () -> complainOfViewing(new Complaints.Handling(null, null, null)));
        setting.plan(
                last.atTime(11, 10),
                () -> complainOfViewing(new Complaints.Handling(Duration.ofMinutes(670), null, null)));
        setting.plan(
                last.minusDays(1).atTime(13, 20),
                () -> complainOfViewing(new Complaints.Handling(Duration.ofHours(5), null, null)));
        setting.plan(
                last.minusDays(3).atTime(14, 15),
                () -> complainOfViewing(new Complaints.Handling(null, Duration.ofHours(2), null)));
    }

    private void complainOfViewing(Complaints.Handling handling) {
        List<Viewings.Held> recent = viewings.recent();
        if (!recent.isEmpty()) {
            Viewings.Held held = recent.get(recent.size() - dice.between(1, Math.min(40, recent.size())));
            complaints.open(
                    held.client(),
                    held.agent(),
                    new Complaints.Matter(null, held.viewingId(), held.listing().id),
                    RootCause.NO_CALL_BACK,
                    handling);
        }
    }

    /** So many clients, drawn without repetition from those of the last months who are still open. */
    private List<Client> any(int count, Predicate<Client> wanted) {
        List<Client> fitting = new ArrayList<>(clientele.all().stream()
                .filter(client -> !client.closed && !client.neglected && !client.shy && wanted.test(client))
                .toList());
        dice.shuffle(fitting);
        return fitting.subList(0, Math.min(count, fitting.size()));
    }
}
