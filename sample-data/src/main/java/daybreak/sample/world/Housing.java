package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Homes: listed, repriced, surveyed, sold, taken off the market. */
final class Housing {

    private static final List<String> DEFECTS = List.of("noise", "crack", "odour", "dark", "roof_leak", "other");
    private static final List<String> REMEDIES = List.of("已告知客户", "业主维修", "价格让步");

    private final Setting setting;
    private final Town town;
    private final Staff staff;
    private final Dice dice;
    private final List<List<Listing>> onMarket = new ArrayList<>();
    private int owners;

    Housing(Setting setting, Town town, Staff staff) {
        this.setting = setting;
        this.town = town;
        this.staff = staff;
        this.dice = setting.dice("housing");
        Town.DISTRICTS.forEach(district -> onMarket.add(new ArrayList<>()));
    }

    /** The homes on offer when the world begins, and the plan for those that come. */
    void begin() {
        LocalDate today = setting.today();
        for (int i = 0; i < setting.scale().listingsAtStart(); i++) {
            LocalDate listed = today.minusDays(dice.between(1, 120));
            list(setting.calendar().workingTime(listed, dice));
        }
        setting.plan(today.atTime(8, 0), this::newDay);
    }

    private void newDay() {
        double expected = setting.scale().listingsAtStart() / 75.0;
        int coming = (int) expected + (dice.chance(expected - (int) expected) ? 1 : 0);
        for (int i = 0; i < coming; i++) {
            LocalDateTime at = setting.calendar().workingTime(setting.today(), dice);
            setting.plan(at, () -> list(at));
        }
        setting.plan(setting.today().plusDays(1).atTime(8, 0), this::newDay);
    }

    private Listing list(LocalDateTime listedAt) {
        Town.Community community = town.community(town.district(dice), dice);
        Agent agent = staff.adviser(staff.store(community.district()), dice);
        int rooms = 1 + dice.weighted(0.1, 0.3, 0.4, 0.15, 0.05);
        int area = (int) (100 * (rooms * dice.uniform(24, 36) + 8));
        int floors = community.builtYear() < 2005 ? dice.between(5, 7) : dice.between(11, 33);
        long price = Math.round(community.squareMetre() * area / 100.0 * dice.uniform(0.92, 1.1) / 10_000) * 10_000;
        boolean seeps = dice.chance(0.15);
        String id = setting.key("H");
        owners++;
        Row row = setting.row("listings")
                .set("listing_id", id)
                .set("community_id", community.id())
                .set("community", community.name())
                .set("district", community.district().name())
                .set("lat", decimal((long) (community.latitude() * 1e5), 5))
                .set("lon", decimal((long) (community.longitude() * 1e5), 5))
                .set("rooms", rooms)
                .set("area", decimal(area, 2))
                .set("floor", dice.between(1, floors))
                .set("floors_total", floors)
                .set("built_year", community.builtYear())
                .set("households_per_lift", floors > 7 ? (Integer) dice.between(1, 4) : null)
                .set("property_brand", community.propertyBrand())
                .set("list_price", price)
                .set(
                        "valuation",
                        dice.chance(0.7) ? (Long) Math.round(price * dice.uniform(0.9, 1.03) / 1000) * 1000 : null)
                .set("title_clear", !dice.chance(0.03))
                .set("mortgaged", dice.chance(0.05))
                .set("metro_metres", community.metroMetres() + dice.between(-80, 80))
                .set("school", community.school())
                .set("school_enrol_from", schoolFrom(community))
                .set("parking_ratio", decimal(community.parkingHundredths(), 2))
                .set("amenity_score", community.amenity())
                .set("tags", tags(community, floors))
                .set("listed_at", listedAt)
                .set("status", "on_market")
                .set("owner_name", setting.invention().ownerName(owners))
                .set("owner_phone", setting.invention().ownerPhone(owners))
                .set("agent_id", agent.id);
        Listing listing = new Listing(id, row, community, rooms, agent, seeps, price);
        onMarket(community.district()).add(listing);
        setting.record(row);
        setting.plan(setting.later(dice, 25, 0.5), () -> reconsider(listing));
        return listing;
    }

    private @Nullable LocalDate schoolFrom(Town.Community community) {
        return community.school().isEmpty()
                ? null
                : LocalDate.of(setting.today().getYear() + dice.between(0, 3), 9, 1);
    }

    private List<String> tags(Town.Community community, int floors) {
        List<String> tags = new ArrayList<>(community.tags());
        if (community.metroMetres() <= 800) {
            tags.add("metro");
        }
        if (floors > 7) {
            tags.add("lift");
        }
        if (dice.chance(0.4)) {
            tags.add("decorated");
        }
        return tags;
    }

    /** Now and then an owner lowers the price, raises it, or gives up. */
    private void reconsider(Listing listing) {
        if (!listing.onMarket) {
            return;
        }
        int choice = dice.weighted(0.35, 0.05, 0.08, 0.52);
        if (choice <= 1) {
            double factor = choice == 0 ? dice.uniform(0.955, 0.99) : dice.uniform(1.01, 1.02);
            listing.price = Math.round(listing.price * factor / 10_000) * 10_000;
            setting.record(listing.row.set("list_price", listing.price));
        } else if (choice == 2) {
            takeOff(listing, "withdrawn");
            return;
        }
        setting.plan(setting.later(dice, 25, 0.5), () -> reconsider(listing));
    }

    void takeOff(Listing listing, String status) {
        listing.onMarket = false;
        onMarket(listing.district()).remove(listing);
        setting.record(listing.row.set("status", status));
    }

    void mark(Listing listing, String status) {
        setting.record(listing.row.set("status", status));
    }

    /** Back on offer after a deal fell through. */
    void putBack(Listing listing) {
        listing.onMarket = true;
        onMarket(listing.district()).add(listing);
        setting.record(listing.row.set("status", "on_market"));
    }

    /** The CRM takes a listing back as entered by mistake. */
    void delete(Listing listing) {
        listing.onMarket = false;
        onMarket(listing.district()).remove(listing);
        setting.record(listing.row.set("deleted", true));
    }

    void survey(Listing listing, Agent agent, Dice luck) {
        List<String> defects = new ArrayList<>();
        if (listing.seeps && luck.chance(0.45)) {
            defects.add("seepage");
        }
        if (luck.chance(0.25)) {
            defects.add(luck.pick(DEFECTS));
        }
        boolean filmed = luck.chance(0.4);
        setting.record(setting.row("surveys")
                .set("survey_id", setting.key("SV"))
                .set("listing_id", listing.id)
                .set("agent_id", agent.id)
                .set("surveyed_at", setting.now())
                .set("certificate_seen", luck.chance(0.93))
                .set("owner_seen", luck.chance(0.85))
                .set("defects", defects)
                .set("remedies", defects.isEmpty() ? List.of() : List.of(luck.pick(REMEDIES)))
                .set("filmed", filmed)
                .set("filming_consent", filmed ? filmingConsent(luck) : null));
        listing.lastSurvey = setting.now();
    }

    private static @Nullable Boolean filmingConsent(Dice luck) {
        int answer = luck.weighted(0.9, 0.04, 0.06);
        return answer == 2 ? null : (Boolean) (answer == 0);
    }

    /** A home on offer that could suit the client and was not recommended to them before, or null. */
    @Nullable
    Listing suggest(Client client) {
        for (int tries = 0; tries < 25; tries++) {
            Town.District district =
                    client.dice.chance(0.85) ? client.dice.pick(client.districts) : town.district(client.dice);
            List<Listing> here = onMarket(district);
            if (here.isEmpty()) {
                continue;
            }
            Listing listing = client.dice.pick(here);
            boolean roomy = Math.abs(listing.rooms - client.rooms) <= (tries < 12 ? 0 : 1);
            boolean affordable = listing.price <= client.budgetMax * (tries < 18 ? 1.05 : 1.2);
            if (roomy && affordable && !client.recommended.contains(listing.id)) {
                return listing;
            }
        }
        return null;
    }

    /** Any home on offer in the district, or null if there is none. */
    @Nullable
    Listing browse(Town.District district, Dice luck) {
        List<Listing> here = onMarket(district);
        return here.isEmpty() ? null : luck.pick(here);
    }

    List<Listing> onMarket(Town.District district) {
        return onMarket.get(Town.DISTRICTS.indexOf(district));
    }

    private static BigDecimal decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale);
    }
}
