package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Journal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * The sample brokerage and its clients, living from some months before the first day to the last. What happens is
 * written to the journal at the moment at which it happens; nobody looks ahead.
 */
public final class World {

    /** Former buyers sign within the first part of this time, so that their after-sales fall into the range. */
    private static final int DAYS_OF_HISTORY = 150;

    private static final int DAYS_OF_OPEN_LEADS = 40;

    private final Setting setting;
    private final Leads leads;
    private final Dice arrivals;

    public World(LocalDate firstDay, LocalDate lastDay, int clients, long seed, Journal journal) {
        LocalDate begins = firstDay.minusDays(DAYS_OF_HISTORY);
        Agenda agenda = new Agenda(begins.atStartOfDay(), lastDay.plusDays(1).atStartOfDay());
        Scale scale = Scale.of(clients);
        this.setting = new Setting(
                seed,
                firstDay,
                lastDay,
                scale,
                agenda,
                new BusinessCalendar(),
                journal,
                new Numbering(),
                new Invention());
        this.arrivals = setting.dice("arrivals");

        Town town = new Town(setting.dice("town"), scale.communitiesPerDistrict());
        Staff staff = new Staff(journal, setting.invention(), setting.dice("staff"), scale, begins);
        Housing housing = new Housing(setting, town, staff);
        Clientele clientele = new Clientele(setting, staff);
        Contacts contacts = new Contacts(setting);
        Needs needs = new Needs(setting, town);
        Browsing browsing = new Browsing(setting, housing, town);
        Referrals referrals = new Referrals(setting);
        Complaints complaints = new Complaints(setting, cureFrom(firstDay, lastDay));
        AfterSales afterSales = new AfterSales(setting, contacts, referrals);
        Deals deals = new Deals(setting, housing, clientele, afterSales, complaints, referrals);
        Viewings viewings = new Viewings(setting, housing, complaints, referrals);
        Negotiations negotiations = new Negotiations(setting, deals);
        Matching matching = new Matching(setting, housing, viewings, negotiations, needs);
        this.leads = new Leads(setting, town, clientele, needs, matching, contacts, browsing, referrals);

        housing.begin();
        new Marketing(setting).begin(firstDay.minusDays(DAYS_OF_OPEN_LEADS));
        planArrivals(clients, begins);
        new Stories(
                        setting,
                        staff,
                        housing,
                        clientele,
                        leads,
                        browsing,
                        viewings,
                        matching,
                        deals,
                        complaints,
                        referrals,
                        afterSales)
                .plan();
    }

    /** The Monday at or after the middle of the range: from then on seepage is disclosed. */
    static LocalDate cureFrom(LocalDate firstDay, LocalDate lastDay) {
        long length = lastDay.toEpochDay() - firstDay.toEpochDay();
        return firstDay.plusDays((length + 1) / 2).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    /** Lives on until the end of that day. */
    public void liveThrough(LocalDate day) {
        setting.agenda().runUntil(day.plusDays(1).atStartOfDay());
    }

    /** Former buyers early in the history; everybody else spread over the weeks before the range and the range itself. */
    private void planArrivals(int clients, LocalDate begins) {
        int former = setting.scale().formerBuyers();
        for (int i = 0; i < former; i++) {
            LocalDate day = begins.plusDays(1 + (long) i * (DAYS_OF_HISTORY - 60) / former);
            setting.plan(moment(day), () -> leads.arrive(arrivals, Stage.SIGNED));
        }
        LocalDate opens = setting.firstDay().minusDays(DAYS_OF_OPEN_LEADS);
        int days = (int) (setting.lastDay().toEpochDay() - opens.toEpochDay()) + 1;
        double[] weights = new double[days];
        for (int i = 0; i < days; i++) {
            weights[i] = setting.calendar().leadWeight(opens.plusDays(i));
        }
        for (int i = former; i < clients; i++) {
            LocalDate day = opens.plusDays(arrivals.weighted(weights));
            setting.plan(moment(day), () -> leads.arrive(arrivals, null));
        }
    }

    /** Leads come at all hours but few at night. */
    private LocalDateTime moment(LocalDate day) {
        int hour = arrivals.chance(0.9) ? arrivals.between(8, 22) : arrivals.between(0, 23);
        return day.atTime(hour, arrivals.between(0, 59), arrivals.between(0, 59));
    }
}
