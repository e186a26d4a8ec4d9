package daybreak.sample.bench.load;

import java.io.IOException;
import java.time.LocalDate;

/**
 * What each day of the load brings. Everything has a number, counted from the first day on; everything about it follows
 * from its number and its day. Rates are those of 90 days at scale 1.
 */
final class Town {

    private static final int DAYS = 90;
    private static final int DAY_SECONDS = 86_400;
    private static final int HOUR = 3_600;

    // Purposes of chance: what is asked under one does not move what is asked under another.
    private static final int CLIENT = 100;
    private static final int LEAD = 200;
    private static final int LISTING = 300;
    private static final int RECOMMENDATION = 400;
    private static final int VIEWING = 500;
    private static final int OFFER = 600;
    private static final int DEAL = 700;
    private static final int COMPLAINT = 800;
    private static final int CONTACT = 900;
    private static final int BROWSE = 1_000;
    private static final int OTHER = 1_100;

    private final LocalDate firstDay;
    private final int days;
    private final byte[][] dates;
    private final int datesBefore = 700;

    private final int agents;
    private final int stores;
    private final int districts;
    private final byte[][] districtNames;
    private final byte[][] storeIds;
    private final long clientBase;
    private final long listingBase;
    private final double clientRate;
    private final double listingRate;
    private final double leadRate;
    private final double recommendationRate;
    private final double viewingRate;
    private final double offerRate;
    private final double dealRate;
    private final double complaintRate;
    private final double surveyRate;
    private final double contactRate;
    private final double browseRate;
    private final double referralRate;
    private final double redemptionRate;
    private final double serviceRate;

    Town(LoadSettings settings) {
        this.firstDay = settings.firstDay();
        this.days = settings.days();
        double scale = settings.scale();
        agents = Math.max(8, (int) (2_000 * scale));
        stores = Math.max(2, agents / 20);
        clientBase = Math.max(40, (long) (150_000 * scale));
        listingBase = Math.max(40, (long) (75_000 * scale));
        districts = (int) Math.max(2, Math.min(60, listingBase / 20));
        districtNames = Words.numbered("片区", districts, 2);
        storeIds = Words.numbered("S", stores, 3);
        clientRate = 50_000 * scale / DAYS;
        listingRate = 25_000 * scale / DAYS;
        leadRate = 300_000 * scale / DAYS;
        recommendationRate = 500_000 * scale / DAYS;
        viewingRate = 400_000 * scale / DAYS;
        offerRate = 40_000 * scale / DAYS;
        dealRate = 12_000 * scale / DAYS;
        complaintRate = 3_000 * scale / DAYS;
        surveyRate = 60_000 * scale / DAYS;
        contactRate = 2_000_000 * scale / DAYS;
        browseRate = 20_000_000 * scale / DAYS;
        referralRate = 9_000 * scale / DAYS;
        redemptionRate = 3_000 * scale / DAYS;
        serviceRate = 2_500 * scale / DAYS;
        dates = new byte[datesBefore + days + 400][];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = Words.bytes(firstDay.plusDays(i - (long) datesBefore).toString());
        }
    }

    long epochDay(int day) {
        return firstDay.toEpochDay() + day;
    }

    /** Writes all of an entity that arrives on a day. */
    void write(CsvFile file, String entity, int day) throws IOException {
        switch (entity) {
            case "agents" -> agents(file, day);
            case "clients" -> clients(file, day);
            case "leads" -> leads(file, day);
            case "channel_spend" -> channelSpend(file, day);
            case "demands" -> demands(file, day);
            case "listings" -> listings(file, day);
            case "surveys" -> surveys(file, day);
            case "recommendations" -> recommendations(file, day);
            case "viewings" -> viewings(file, day);
            case "offers" -> offers(file, day);
            case "deals" -> deals(file, day);
            case "deal_milestones" -> milestones(file, day);
            case "contract_checks" -> checks(file, day);
            case "contacts" -> contacts(file, day);
            case "browse_events" -> browseEvents(file, day);
            case "complaints" -> complaints(file, day);
            case "sop_changes" -> sopChanges(file, day);
            case "after_sales" -> afterSales(file, day);
            case "referrals" -> referrals(file, day);
            case "redemptions" -> redemptions(file, day);
            case "services" -> services(file, day);
            default ->
                throw new IllegalArgumentException("The load does not know what a day brings of " + entity + ".");
        }
    }

    // --- numbers and days -----------------------------------------------------------------------------------------

    /** The number of the first thing of a day; what came before the first day has numbers from 0 to the base. */
    private static long first(long base, double rate, int day) {
        return base + (long) (day * rate);
    }

    private static long first(double rate, int day) {
        return first(0, rate, day);
    }

    private byte[] date(int day) {
        return dates[day + datesBefore];
    }

    private static int below(int bound, int purpose, long number) {
        return Chance.below(bound, purpose, number);
    }

    private static boolean percent(int share, int purpose, long number) {
        return below(100, purpose, number) < share;
    }

    private static byte[] one(byte[][] words, int purpose, long number) {
        return words[below(words.length, purpose, number)];
    }

    private static long oneOf(long count, int purpose, long number) {
        return Long.remainderUnsigned(Chance.of(purpose, number), Math.max(1, count));
    }

    private long clientsBy(int day) {
        return first(clientBase, clientRate, day);
    }

    private long listingsBy(int day) {
        return first(listingBase, listingRate, day);
    }

    // --- people and homes -----------------------------------------------------------------------------------------

    private void agents(CsvFile file, int day) throws IOException {
        for (int agent = 0; agent < agents; agent++) {
            // Some change the team now and then.
            if (day == 0 || (agent % 400 == day % 400 && agent > stores)) {
                file.id('A', agent)
                        .text(one(Words.NAMES, OTHER, agent))
                        .text(storeIds[agent % stores])
                        .text(Words.bytes("门店" + (agent % stores + 1)))
                        .text(Words.bytes("团队" + (agent + (day == 0 ? 0 : 1 + day / 400)) % 5))
                        .text(agent < stores ? Words.bytes("manager") : one(Words.ROLES, OTHER + 1, agent))
                        .text(date(-600 + agent % 500))
                        .blank()
                        .end();
            }
        }
    }

    private long agentOf(long client) {
        return oneOf(agents, CLIENT, client);
    }

    /** One in forty is about to buy and can. */
    private static boolean urgent(long client) {
        return client % 40 == 0;
    }

    private int createdDay(long client) {
        return client < clientBase
                ? -1 - below(300, CLIENT + 1, client)
                : (int) Math.ceil((client - clientBase + 1) / clientRate) - 1;
    }

    private static int createdSecond(long client) {
        return below(8 * HOUR, CLIENT + 2, client);
    }

    private long budget(long client) {
        return 1_000_000L + 50_000L * below(120, CLIENT + 3, client);
    }

    private void clients(CsvFile file, int day) throws IOException {
        long known = clientsBy(day);
        for (long client = day == 0 ? 0 : known; client < clientsBy(day + 1); client++) {
            client(file, client, 0, day);
        }
        // Each changes every 200 days, the same ones never twice a day.
        for (long client = day % 200; day > 0 && client < known; client += 200) {
            client(file, client, 1 + day / 200, day);
        }
    }

    private void client(CsvFile file, long client, int version, int day) throws IOException {
        long state = client * 16 + version;
        boolean urgent = urgent(client);
        boolean closed = version > 0 && !urgent && percent(10, CLIENT + 4, state);
        file.id('C', client)
                .text(one(Words.NAMES, CLIENT + 5, client))
                .id('1', 3_900_000_000L % 100_000_000L + client)
                .id('3', client * 7 % 100_000_000L)
                .id('w', client)
                .text(date(-700 + below(600, CLIENT + 6, client)))
                .text(one(Words.SEGMENTS, CLIENT + 7, client))
                .text(one(Words.STAGES, CLIENT + 8, client))
                .id('A', agentOf(client))
                .time(date(client < clientBase ? createdDay(client) : firstSeen(client, day)), createdSecond(client))
                .text(closed ? CLOSED : percent(10, CLIENT + 9, state) ? DORMANT : ACTIVE);
        if (urgent) {
            file.whole(7 + below(23, CLIENT + 10, state));
        } else if (percent(10, CLIENT + 11, state)) {
            file.blank();
        } else {
            file.whole(45 + below(360, CLIENT + 10, state));
        }
        file.whole((below(100, CLIENT + 12, client) + 7L * version) % 100)
                .whole(budget(client) / 10 * (urgent ? 12 : 5 + below(8, CLIENT + 13, client)))
                .whole(below(101, CLIENT + 14, client))
                .blanks(2)
                .yes(percent(60, CLIENT + 15, client))
                .yes(percent(30, CLIENT + 16, client))
                .blank()
                .end();
    }

    /** Of a client who is no longer new the day is found again: the last on which as many were known before. */
    private int firstSeen(long client, int day) {
        int seen = Math.min(day, createdDay(client));
        while (seen > 0 && clientsBy(seen) > client) {
            seen--;
        }
        while (clientsBy(seen + 1) <= client) {
            seen++;
        }
        return seen;
    }

    private static final byte[] ACTIVE = Words.bytes("active");
    private static final byte[] DORMANT = Words.bytes("dormant");
    private static final byte[] CLOSED = Words.bytes("closed");

    private void demands(CsvFile file, int day) throws IOException {
        long known = clientsBy(day);
        for (long client = day == 0 ? 0 : known; client < clientsBy(day + 1); client++) {
            int from = client < clientBase ? createdDay(client) : day;
            demand(file, client, 0, from, createdSecond(client) + 600);
        }
        for (long client = day % 500; day > 0 && client < known; client += 500) {
            demand(file, client, 1 + day / 500, day, 10 * HOUR);
        }
    }

    private void demand(CsvFile file, long client, int version, int day, int second) throws IOException {
        long state = client * 16 + version;
        long low = budget(client) / 10 * (10 + below(3, CLIENT + 20, state));
        int rooms = 1 + below(3, CLIENT + 21, state);
        int area = 50 + 10 * below(9, CLIENT + 22, state);
        file.id('C', client)
                .time(date(day), second)
                .whole(low)
                .whole(low / 10 * 13)
                .text(districtNames[home(client)])
                .whole(rooms)
                .whole(rooms + 1L)
                .whole(area)
                .whole(area + 40L)
                .whole(10 + below(20, CLIENT + 23, state));
        if (percent(50, CLIENT + 24, state)) {
            file.whole(2 + below(4, CLIENT + 25, state));
        } else {
            file.blank();
        }
        file.text(one(Words.BRANDS, CLIENT + 26, state));
        if (percent(40, CLIENT + 27, state)) {
            file.whole(30 + below(40, CLIENT + 28, state));
            file.text(place("31.", 20_000 + below(20_000, CLIENT + 29, client)));
            file.text(place("121.", 30_000 + below(30_000, CLIENT + 30, client)));
        } else {
            file.blanks(3);
        }
        file.text(one(Words.WISHES, CLIENT + 31, state)).blank().end();
    }

    private static byte[] place(String degrees, int fraction) {
        return Words.bytes(degrees + fraction);
    }

    /** The district that the client looks at most. */
    private int home(long client) {
        return below(districts, CLIENT + 32, client);
    }

    private int districtOf(long listing) {
        return (int) (listing % districts);
    }

    private long price(long listing, int version) {
        long asked = 900_000L + 40_000L * below(160, LISTING, listing);
        return asked - asked / 100 * version;
    }

    private void listings(CsvFile file, int day) throws IOException {
        long known = listingsBy(day);
        for (long listing = day == 0 ? 0 : known; listing < listingsBy(day + 1); listing++) {
            listing(file, listing, 0, day);
        }
        for (long listing = day % 150; day > 0 && listing < known; listing += 150) {
            listing(file, listing, 1 + day / 150, day);
        }
    }

    private void listing(CsvFile file, long listing, int version, int day) throws IOException {
        int district = districtOf(listing);
        int listedOn = listing < listingBase ? -1 - below(200, LISTING + 1, listing) : listedOn(listing, day);
        int floors = 6 + below(26, LISTING + 2, listing);
        file.id('L', listing)
                .id('K', listing / 40)
                .text(Words.bytes("小区" + listing / 40))
                .text(districtNames[district])
                .text(place("31.", 20_000 + below(20_000, LISTING + 3, listing)))
                .text(place("121.", 30_000 + below(30_000, LISTING + 4, listing)))
                .whole(1 + below(4, LISTING + 5, listing))
                .whole(45 + below(110, LISTING + 6, listing))
                .whole(1 + below(floors, LISTING + 7, listing))
                .whole(floors)
                .whole(1_985 + below(38, LISTING + 8, listing))
                .whole(2 + below(4, LISTING + 9, listing))
                .text(one(Words.BRANDS, LISTING + 10, listing))
                .whole(price(listing, version))
                .whole(price(listing, 0) / 100 * 97)
                .yes(percent(96, LISTING + 11, listing))
                .yes(percent(3, LISTING + 12, listing))
                .whole(100 + below(2_400, LISTING + 13, listing))
                .text(one(Words.SCHOOLS, LISTING + 14, listing))
                .blank()
                .text(percent(50, LISTING + 15, listing) ? ONE : HALF)
                .whole(below(101, LISTING + 16, listing))
                .text(one(Words.TAGS, LISTING + 17, listing))
                .time(date(listedOn), below(8 * HOUR, LISTING + 18, listing))
                .text(one(Words.LISTING_STATUS, LISTING + 19, listing * 16 + version))
                .text(one(Words.NAMES, LISTING + 20, listing))
                .id('1', listing * 13 % 100_000_000L)
                .id('A', oneOf(agents, LISTING + 21, listing))
                .blank()
                .end();
    }

    private static final byte[] ONE = Words.bytes("1.0");
    private static final byte[] HALF = Words.bytes("0.5");

    private int listedOn(long listing, int day) {
        int seen = day;
        while (seen > 0 && listingsBy(seen) > listing) {
            seen--;
        }
        return seen;
    }

    private void surveys(CsvFile file, int day) throws IOException {
        for (long survey = first(surveyRate, day); survey < first(surveyRate, day + 1); survey++) {
            file.id('U', survey)
                    .id('L', oneOf(listingsBy(day), OTHER + 10, survey))
                    .id('A', oneOf(agents, OTHER + 11, survey))
                    .time(date(day), 9 * HOUR + below(9 * HOUR, OTHER + 12, survey))
                    .yes(percent(95, OTHER + 13, survey))
                    .yes(percent(90, OTHER + 14, survey))
                    .text(one(Words.DEFECTS, OTHER + 15, survey))
                    .blank()
                    .yes(percent(70, OTHER + 16, survey))
                    .yes(percent(60, OTHER + 17, survey))
                    .end();
        }
    }

    // --- from lead to signing -------------------------------------------------------------------------------------

    private long clientOfLead(long lead, int day) {
        long known = clientsBy(day);
        long fresh = clientsBy(day + 1) - known;
        return fresh > 0 && percent(40, LEAD, lead)
                ? known + oneOf(fresh, LEAD + 1, lead)
                : oneOf(known, LEAD + 1, lead);
    }

    private void leads(CsvFile file, int day) throws IOException {
        leadsOf(file, day, day, 0);
        leadsOf(file, day - 1, day, 1);
        for (int lag = 20; lag < 40; lag++) {
            leadsOf(file, day - lag, day, 2);
        }
    }

    private void leadsOf(CsvFile file, int created, int day, int stage) throws IOException {
        if (created < 0) {
            return;
        }
        for (long lead = first(leadRate, created); lead < first(leadRate, created + 1); lead++) {
            int second = 8 * HOUR + below(14 * HOUR, LEAD + 2, lead);
            int minutes = 1 + below(percent(70, LEAD + 3, lead) ? 40 : 600, LEAD + 4, lead);
            boolean sameDay = second + minutes * 60 < DAY_SECONDS;
            boolean answered = percent(94, LEAD + 5, lead);
            boolean due = switch (stage) {
                case 0 -> true;
                case 1 -> answered && !sameDay;
                default -> created + 20 + below(20, LEAD + 6, lead) == day;
            };
            if (!due) {
                continue;
            }
            long client = clientOfLead(lead, created);
            file.id('D', lead)
                    .id('C', client)
                    .text(one(Words.CHANNELS, LEAD + 7, lead))
                    .text(one(Words.CAMPAIGNS, LEAD + 8, lead))
                    .text(one(Words.CONTENTS, LEAD + 9, lead))
                    .time(date(created), second)
                    .id('A', agentOf(client));
            if (answered && (sameDay || stage > 0)) {
                int answer = second + minutes * 60;
                file.time(date(created + answer / DAY_SECONDS), answer % DAY_SECONDS);
            } else {
                file.blank();
            }
            boolean lost = stage == 2 && percent(50, LEAD + 10, lead);
            file.text(stage == 0 ? NEW : lost ? LOST : stage == 1 ? CONTACTED : VIEWING_STAGE);
            if (lost) {
                file.text(one(Words.LOST, LEAD + 11, lead)).time(date(day), 20 * HOUR);
            } else {
                file.blanks(2);
            }
            file.end();
        }
    }

    private static final byte[] NEW = Words.bytes("new");
    private static final byte[] CONTACTED = Words.bytes("contacted");
    private static final byte[] VIEWING_STAGE = Words.bytes("viewing");
    private static final byte[] LOST = Words.bytes("lost");

    private void channelSpend(CsvFile file, int day) throws IOException {
        for (int channel = 0; channel < Words.CHANNELS.length; channel++) {
            for (int part = 0; part < 3; part++) {
                long spend = (day * 8L + channel) * 3 + part;
                file.id('M', spend)
                        .text(Words.CHANNELS[channel])
                        .text(Words.CAMPAIGNS[part])
                        .text(date(day))
                        .whole(200 + below(3_000, OTHER + 20, spend))
                        .end();
            }
        }
    }

    private long clientOfRecommendation(long recommendation, int day) {
        int leadDay = day - below(Math.min(day, 9) + 1, RECOMMENDATION, recommendation);
        long begin = first(leadRate, leadDay);
        long count = first(leadRate, leadDay + 1) - begin;
        return count > 0 && percent(80, RECOMMENDATION + 1, recommendation)
                ? clientOfLead(begin + oneOf(count, RECOMMENDATION + 2, recommendation), leadDay)
                : oneOf(clientsBy(day), RECOMMENDATION + 2, recommendation);
    }

    private long listingOfRecommendation(long recommendation, int day) {
        return oneOf(listingsBy(day), RECOMMENDATION + 3, recommendation);
    }

    private void recommendations(CsvFile file, int day) throws IOException {
        recommendationsOf(file, day, 0);
        recommendationsOf(file, day - 2, 1);
    }

    private void recommendationsOf(CsvFile file, int made, int stage) throws IOException {
        if (made < 0) {
            return;
        }
        for (long number = first(recommendationRate, made); number < first(recommendationRate, made + 1); number++) {
            if (stage > 0 && !percent(50, RECOMMENDATION + 4, number)) {
                continue;
            }
            long client = clientOfRecommendation(number, made);
            file.id('R', number)
                    .id('C', client)
                    .id('L', listingOfRecommendation(number, made))
                    .id('A', agentOf(client))
                    .time(date(made), 9 * HOUR + below(10 * HOUR, RECOMMENDATION + 5, number))
                    .text(percent(60, RECOMMENDATION + 6, number) ? CONSULTANT : SYSTEM)
                    .text(stage == 0 ? NONE : percent(60, RECOMMENDATION + 7, number) ? LIKED : DECLINED);
            if (percent(85, RECOMMENDATION + 8, number)) {
                file.whole(40 + below(61, RECOMMENDATION + 9, number));
            } else {
                file.blank();
            }
            file.end();
        }
    }

    private static final byte[] CONSULTANT = Words.bytes("consultant");
    private static final byte[] SYSTEM = Words.bytes("system");
    private static final byte[] NONE = Words.bytes("none");
    private static final byte[] LIKED = Words.bytes("liked");
    private static final byte[] DECLINED = Words.bytes("declined");

    /** The recommendation that a viewing follows; -1: none. */
    private long recommendationOfViewing(long viewing, int day) {
        int made = recommendedDay(viewing, day);
        long begin = first(recommendationRate, made);
        long count = first(recommendationRate, made + 1) - begin;
        return count > 0 && percent(70, VIEWING, viewing) ? begin + oneOf(count, VIEWING + 1, viewing) : -1;
    }

    private static int recommendedDay(long viewing, int day) {
        return day - below(Math.min(day, 11) + 1, VIEWING + 2, viewing);
    }

    private long clientOfViewing(long viewing, int day) {
        long recommendation = recommendationOfViewing(viewing, day);
        return recommendation < 0
                ? oneOf(clientsBy(day), VIEWING + 3, viewing)
                : clientOfRecommendation(recommendation, recommendedDay(viewing, day));
    }

    private long listingOfViewing(long viewing, int day) {
        long recommendation = recommendationOfViewing(viewing, day);
        return recommendation < 0
                ? oneOf(listingsBy(day), VIEWING + 4, viewing)
                : listingOfRecommendation(recommendation, recommendedDay(viewing, day));
    }

    private void viewings(CsvFile file, int day) throws IOException {
        viewingsOf(file, day, 0);
        for (int lag = 1; lag <= 3; lag++) {
            viewingsOf(file, day - lag, lag);
        }
    }

    private void viewingsOf(CsvFile file, int booked, int lag) throws IOException {
        if (booked < 0) {
            return;
        }
        for (long viewing = first(viewingRate, booked); viewing < first(viewingRate, booked + 1); viewing++) {
            int wait = 1 + below(3, VIEWING + 5, viewing);
            if (lag > 0 && wait != lag) {
                continue;
            }
            long client = clientOfViewing(viewing, booked);
            int planned = 9 * HOUR + 1_800 * below(18, VIEWING + 6, viewing);
            byte[] onDay = date(booked + wait);
            boolean done = lag > 0 && percent(75, VIEWING + 7, viewing);
            file.id('V', viewing)
                    .id('C', client)
                    .id('L', listingOfViewing(viewing, booked))
                    .id('A', agentOf(client))
                    .text(one(Words.MODES, VIEWING + 8, viewing))
                    .time(date(booked), 19 * HOUR + below(4 * HOUR, VIEWING + 9, viewing))
                    .time(onDay, planned);
            if (done) {
                int start = planned + below(900, VIEWING + 10, viewing);
                int end = start + 1_200 + below(2_400, VIEWING + 11, viewing);
                file.time(onDay, start).time(onDay, end).text(DONE).time(date(booked), 23 * HOUR + 1_800);
                file.yes(percent(90, VIEWING + 12, viewing));
                if (percent(90, VIEWING + 13, viewing)) {
                    file.time(onDay, end + 300 + below(5_400, VIEWING + 14, viewing));
                } else {
                    file.blank();
                }
                if (percent(80, VIEWING + 15, viewing)) {
                    file.time(onDay, end + 600);
                } else {
                    file.blank();
                }
                file.text(one(Words.OUTCOMES, VIEWING + 16, viewing))
                        .text(one(Words.CONCERNS, VIEWING + 17, viewing))
                        .blank()
                        .text(DWELL);
            } else {
                file.blanks(2)
                        .text(lag == 0 ? BOOKED : percent(60, VIEWING + 18, viewing) ? CANCELLED : NO_SHOW)
                        .blanks(8);
            }
            file.yes(percent(20, VIEWING + 19, viewing)).end();
        }
    }

    private static final byte[] BOOKED = Words.bytes("booked");
    private static final byte[] DONE = Words.bytes("done");
    private static final byte[] CANCELLED = Words.bytes("cancelled");
    private static final byte[] NO_SHOW = Words.bytes("no_show");
    private static final byte[] DWELL = Words.bytes("客厅=300;厨房=120;主卧=240");

    /** A viewing booked some days earlier; -1: there was none. */
    private long earlierViewing(int day, int purpose, long number) {
        int booked = earlierDay(day, purpose, number);
        long begin = first(viewingRate, booked);
        long count = first(viewingRate, booked + 1) - begin;
        return count > 0 ? begin + oneOf(count, purpose, number) : -1;
    }

    private static int earlierDay(int day, int purpose, long number) {
        return Math.max(0, day - 4 - below(5, purpose + 1, number));
    }

    private void offers(CsvFile file, int day) throws IOException {
        offersOf(file, day, 0);
        offersOf(file, day - 3, 1);
    }

    private void offersOf(CsvFile file, int made, int stage) throws IOException {
        if (made < 0) {
            return;
        }
        for (long offer = first(offerRate, made); offer < first(offerRate, made + 1); offer++) {
            long viewing = earlierViewing(made, OFFER, offer);
            int booked = earlierDay(made, OFFER, offer);
            long client = viewing < 0 ? oneOf(clientsBy(made), OFFER + 2, offer) : clientOfViewing(viewing, booked);
            long listing = viewing < 0 ? oneOf(listingsBy(made), OFFER + 3, offer) : listingOfViewing(viewing, booked);
            long asking = price(listing, 0);
            file.id('O', offer)
                    .id('C', client)
                    .id('L', listing)
                    .id('A', agentOf(client))
                    .time(date(made), 10 * HOUR + below(9 * HOUR, OFFER + 4, offer))
                    .whole(asking)
                    .whole(asking / 100 * (88 + below(10, OFFER + 5, offer)));
            if (stage == 0) {
                file.blank().text(OPEN);
            } else {
                file.whole(asking / 100 * 98).text(percent(40, OFFER + 6, offer) ? ACCEPTED : REFUSED);
            }
            file.end();
        }
    }

    private static final byte[] OPEN = Words.bytes("open");
    private static final byte[] ACCEPTED = Words.bytes("accepted");
    private static final byte[] REFUSED = Words.bytes("refused");

    private int leadDayOfDeal(long deal, int day) {
        return Math.max(0, day - 3 - below(40, DEAL, deal));
    }

    private long leadOfDeal(long deal, int day) {
        int created = leadDayOfDeal(deal, day);
        long begin = first(leadRate, created);
        return begin + oneOf(first(leadRate, created + 1) - begin, DEAL + 1, deal);
    }

    private long clientOfDeal(long deal, int day) {
        return clientOfLead(leadOfDeal(deal, day), leadDayOfDeal(deal, day));
    }

    private void deals(CsvFile file, int day) throws IOException {
        dealsOf(file, day, SIGNED);
        dealsOf(file, day - 10, CANCELLED);
        dealsOf(file, day - 30, TRANSFERRED);
        dealsOf(file, day - 60, HANDED_OVER);
    }

    private static boolean cancelled(long deal) {
        return percent(5, DEAL + 2, deal);
    }

    private void dealsOf(CsvFile file, int signed, byte[] status) throws IOException {
        if (signed < 0) {
            return;
        }
        for (long deal = first(dealRate, signed); deal < first(dealRate, signed + 1); deal++) {
            if (status != SIGNED && cancelled(deal) != (status == CANCELLED)) {
                continue;
            }
            long client = clientOfDeal(deal, signed);
            long listing = oneOf(listingsBy(signed), DEAL + 3, deal);
            long price = price(listing, 0) / 100 * 96;
            file.id('T', deal);
            if (percent(90, DEAL + 4, deal)) {
                file.id('D', leadOfDeal(deal, signed));
            } else {
                file.blank();
            }
            file.id('C', client)
                    .id('L', listing)
                    .id('A', agentOf(client))
                    .time(date(signed), 22 * HOUR + below(HOUR, DEAL + 5, deal))
                    .whole(price)
                    .whole(price / 50)
                    .text(status)
                    .blank()
                    .end();
        }
    }

    private static final byte[] SIGNED = Words.bytes("signed");
    private static final byte[] TRANSFERRED = Words.bytes("transferred");
    private static final byte[] HANDED_OVER = Words.bytes("handed_over");
    private static final int[] MILESTONE_DAYS = {3, 7, 12, 25, 30, 60, 62, 80};

    private void milestones(CsvFile file, int day) throws IOException {
        for (long deal = first(dealRate, day); deal < first(dealRate, day + 1); deal++) {
            for (int step = 0; step < MILESTONE_DAYS.length; step++) {
                milestone(file, deal, step, day, -1);
            }
        }
        for (int step = 0; step < MILESTONE_DAYS.length; step++) {
            int signed = day - MILESTONE_DAYS[step];
            for (long deal = first(dealRate, Math.max(0, signed));
                    signed >= 0 && deal < first(dealRate, signed + 1);
                    deal++) {
                if (!cancelled(deal)) {
                    milestone(file, deal, step, signed, day);
                }
            }
        }
    }

    private void milestone(CsvFile file, long deal, int step, int signed, int done) throws IOException {
        int due = signed + MILESTONE_DAYS[step] + (percent(80, DEAL + 6, deal * 8 + step) ? 0 : -1);
        file.id('T', deal).text(Words.MILESTONES[step]).text(date(due)).blank();
        if (done < 0) {
            file.blank();
        } else {
            file.time(date(done), 15 * HOUR);
        }
        file.end();
    }

    private void checks(CsvFile file, int day) throws IOException {
        checksOf(file, day, false, day);
        checksOf(file, day - 5, true, day);
    }

    private void checksOf(CsvFile file, int signed, boolean checked, int day) throws IOException {
        if (signed < 0) {
            return;
        }
        for (long deal = first(dealRate, signed); deal < first(dealRate, signed + 1); deal++) {
            for (int check = 0; check < Words.CHECKS.length; check++) {
                file.id('T', deal).text(Words.CHECKS[check]);
                if (checked) {
                    file.text(percent(96, DEAL + 7, deal * 8 + check) ? PASS : FAIL)
                            .time(date(day), 11 * HOUR);
                } else {
                    file.text(PENDING).blank();
                }
                file.end();
            }
        }
    }

    private static final byte[] PASS = Words.bytes("pass");
    private static final byte[] FAIL = Words.bytes("fail");
    private static final byte[] PENDING = Words.bytes("pending");
    private static final int[] TOUCH_DAYS = {67, 90, 150};

    private void afterSales(CsvFile file, int day) throws IOException {
        for (int touch = 0; touch < TOUCH_DAYS.length; touch++) {
            int signed = day - TOUCH_DAYS[touch];
            for (long deal = first(dealRate, Math.max(0, signed));
                    signed >= 0 && deal < first(dealRate, signed + 1);
                    deal++) {
                if (!cancelled(deal)) {
                    file.id('T', deal)
                            .text(Words.TOUCHES[touch])
                            .time(date(day), 16 * HOUR)
                            .whole(3 + below(3, DEAL + 8, deal))
                            .blank()
                            .end();
                }
            }
        }
    }

    private void services(CsvFile file, int day) throws IOException {
        for (long service = first(serviceRate, day); service < first(serviceRate, day + 1); service++) {
            file.id('E', service)
                    .blank()
                    .id('C', oneOf(clientsBy(day), OTHER + 30, service))
                    .text(one(Words.SERVICES, OTHER + 31, service))
                    .blank()
                    .time(date(day), 14 * HOUR)
                    .whole(200 + below(20_000, OTHER + 32, service))
                    .whole(1 + below(5, OTHER + 33, service))
                    .end();
        }
    }

    private void referrals(CsvFile file, int day) throws IOException {
        long begin = first(leadRate, day);
        long leads = first(leadRate, day + 1) - begin;
        for (long referral = first(referralRate, day); referral < first(referralRate, day + 1); referral++) {
            file.id('F', referral)
                    .id('C', oneOf(clientsBy(day), OTHER + 40, referral))
                    .id('D', begin + oneOf(leads, OTHER + 41, referral))
                    .text(one(Words.STAGES_OF_REFERRAL, OTHER + 42, referral))
                    .whole(50 + 50L * below(4, OTHER + 43, referral))
                    .time(date(day), 22 * HOUR)
                    .end();
        }
    }

    private void redemptions(CsvFile file, int day) throws IOException {
        for (long redemption = first(redemptionRate, day); redemption < first(redemptionRate, day + 1); redemption++) {
            file.id('P', redemption)
                    .id('C', oneOf(clientsBy(day), OTHER + 50, redemption))
                    .text(one(Words.REWARDS, OTHER + 51, redemption))
                    .whole(50)
                    .time(date(day), 12 * HOUR)
                    .end();
        }
    }

    // --- what comes in numbers ------------------------------------------------------------------------------------

    private void contacts(CsvFile file, int day) throws IOException {
        long known = clientsBy(day);
        for (long contact = first(contactRate, day); contact < first(contactRate, day + 1); contact++) {
            long client = percent(20, CONTACT, contact)
                    ? 40 * oneOf((known + 39) / 40, CONTACT + 1, contact)
                    : oneOf(known, CONTACT + 1, contact);
            file.id('N', contact)
                    .id('C', client)
                    .id('A', agentOf(client))
                    .time(date(mostly(day, CONTACT + 2, contact)), 9 * HOUR + below(12 * HOUR, CONTACT + 3, contact))
                    .text(one(Words.MEDIA, CONTACT + 4, contact))
                    .text(one(Words.KINDS, CONTACT + 5, contact))
                    .text(one(Words.NOTES, CONTACT + 6, contact))
                    .end();
        }
    }

    /** The day itself; of one in 200 the day before, which arrives late. */
    private static int mostly(int day, int purpose, long number) {
        return day > 0 && below(200, purpose, number) == 0 ? day - 1 : day;
    }

    /**
     * Six events a session. A client goes back to two listings a week, one at home and one elsewhere; one in fifty
     * compares several of the same district.
     */
    private void browseEvents(CsvFile file, int day) throws IOException {
        long known = clientsBy(day);
        long listings = listingsBy(day);
        for (long event = first(browseRate, day); event < first(browseRate, day + 1); event++) {
            long session = event / 6;
            int step = (int) (event % 6);
            long client = oneOf(known, BROWSE, session + day);
            long week = client * 1_024 + (day + firstDay.getDayOfWeek().getValue() - 1) / 7;
            boolean comparing = below(50, BROWSE + 1, week) == 0;
            long listing = comparing || step % 2 == 0
                    ? atHome(home(client), listings, comparing ? week * 8 + step : week * 8)
                    : oneOf(listings, BROWSE + 3, week);
            int begin = 8 * HOUR + below(14 * HOUR, BROWSE + 4, session);
            file.id('B', event)
                    .id('C', client)
                    .id('L', listing)
                    .time(date(mostly(day, BROWSE + 5, session)), begin + step * 40)
                    .text(one(Words.SURFACES, BROWSE + 6, session))
                    .whole(3 + below(180, BROWSE + 7, event))
                    .end();
        }
    }

    private long atHome(int district, long listings, long number) {
        return oneOf(listings / districts, BROWSE + 2, number) * districts + district;
    }

    private void complaints(CsvFile file, int day) throws IOException {
        complaintsOf(file, day, 0);
        complaintsOf(file, day - 1, 1);
        complaintsOf(file, day - 7, 2);
    }

    private void complaintsOf(CsvFile file, int opened, int stage) throws IOException {
        if (opened < 0) {
            return;
        }
        for (long complaint = first(complaintRate, opened); complaint < first(complaintRate, opened + 1); complaint++) {
            long viewing = earlierViewing(opened, COMPLAINT, complaint);
            int booked = earlierDay(opened, COMPLAINT, complaint);
            long client =
                    viewing < 0 ? oneOf(clientsBy(opened), COMPLAINT + 2, complaint) : clientOfViewing(viewing, booked);
            long agent = agentOf(client);
            int second = 9 * HOUR + below(8 * HOUR, COMPLAINT + 3, complaint);
            boolean soon = percent(60, COMPLAINT + 4, complaint);
            int answer = soon ? second + 600 + below(4 * HOUR, COMPLAINT + 5, complaint) : 11 * HOUR;
            int answered = soon ? opened : opened + 1;
            file.id('Q', complaint)
                    .id('C', client)
                    .id('A', agent)
                    .text(storeIds[(int) (agent % stores)])
                    .blank();
            if (viewing < 0) {
                file.blanks(2);
            } else {
                file.id('V', viewing).blank();
            }
            file.text(one(Words.COMPLAINT_CHANNELS, COMPLAINT + 6, complaint)).time(date(opened), second);
            if (soon || stage > 0) {
                file.time(date(answered), answer);
            } else {
                file.blank();
            }
            if (stage > 0) {
                file.time(date(opened + 1), 12 * HOUR + below(4 * HOUR, COMPLAINT + 7, complaint));
            } else {
                file.blank();
            }
            if (stage == 2) {
                file.time(date(opened + 7), 17 * HOUR)
                        .text(one(Words.ATTRIBUTIONS, COMPLAINT + 8, complaint))
                        .text(one(Words.CAUSES, COMPLAINT + 9, complaint));
            } else {
                file.blanks(3);
            }
            file.whole(1 + below(3, COMPLAINT + 10, complaint));
            if (stage == 2) {
                file.whole(100L * below(20, COMPLAINT + 11, complaint))
                        .text(one(Words.REMEDIES, COMPLAINT + 12, complaint))
                        .whole(1 + below(5, COMPLAINT + 13, complaint));
            } else {
                file.blanks(3);
            }
            file.blank().end();
        }
    }

    private void sopChanges(CsvFile file, int day) throws IOException {
        if (day % 60 != 30) {
            return;
        }
        int change = day / 60;
        file.id('H', change)
                .text(date(day + 1))
                .text(Words.CAUSES[change % Words.CAUSES.length])
                .text(Words.bytes("调整流程" + change))
                .blank()
                .id('A', 0)
                .end();
    }
}
