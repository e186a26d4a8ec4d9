package daybreak.sample;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.sample.ExportReading.Line;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brokerage of the demo, read back from its files: what reports and alerts are to find is there. */
class PlantedStoriesTest {

    private static final LocalDateTime AS_OF =
            SampleSettings.USUAL_LAST_DAY.plusDays(1).atStartOfDay();
    private static final String CURED = "渗漏未披露";
    private static final String SPIKE = "带看后无人回访";

    @TempDir
    static Path folder;

    private static ExportReading export;
    private static Map<String, Line> clients;
    private static Map<String, Line> leads;
    private static Collection<Line> deals;
    private static Collection<Line> complaints;
    private static SampleSummary summary;

    @BeforeAll
    static void write() throws IOException {
        ExportContracts contracts = ExportContracts.load();
        Path out = folder.resolve("usual");
        summary = new SampleBrokerage(contracts).write(SampleSettings.usual(out), SampleProgress.silent());
        export = new ExportReading(out, contracts);
        clients = export.standing("clients");
        leads = export.standing("leads");
        deals = export.standing("deals").values();
        complaints = export.standing("complaints").values();
    }

    private static long count(Collection<Line> rows, Predicate<Line> wanted) {
        return rows.stream().filter(wanted).count();
    }

    private static Map<String, LocalDateTime> signings() {
        return deals.stream()
                .filter(deal -> deal.has("lead_id") && !deal.is("status", "cancelled") && !withdrawn(deal))
                .collect(Collectors.toMap(
                        deal -> deal.get("lead_id"),
                        deal -> deal.time("signed_at"),
                        (one, other) -> one.isBefore(other) ? one : other));
    }

    private static boolean withdrawn(Line row) {
        return row.is("deleted", "true") || row.is("deleted", "是");
    }

    @Test
    void thereAreThreeThousandClientsAndMuchBrowsing() {
        assertThat(clients).hasSize(3000);
        assertThat(summary.rowsByEntity()).containsEntry("browse_events", 159_985L);
    }

    @Test
    void channelsAreOfDifferentWorth() {
        assertThat(conversionWithin30Days(lead -> true)).isEqualTo("88/2120");
        assertThat(conversionWithin30Days(lead -> lead.is("channel", "referral")))
                .isEqualTo("18/142");
        assertThat(conversionWithin30Days(lead -> lead.is("channel", "walk_in")))
                .isEqualTo("13/198");
        assertThat(conversionWithin30Days(lead -> lead.is("channel", "short_video")))
                .isEqualTo("4/444");
    }

    private static String conversionWithin30Days(Predicate<Line> wanted) {
        Map<String, LocalDateTime> signings = signings();
        List<Line> mature = leads.values().stream()
                .filter(wanted)
                .filter(lead -> !lead.time("created_at")
                        .isBefore(LocalDate.of(2026, 5, 23).atStartOfDay()))
                .filter(lead -> !lead.time("created_at").plusDays(30).isAfter(AS_OF))
                .toList();
        long signed = count(mature, lead -> {
            LocalDateTime at = signings.get(lead.get("lead_id"));
            LocalDateTime from = lead.time("created_at");
            return at != null && !at.isBefore(from) && !at.isAfter(from.plusDays(30));
        });
        return signed + "/" + mature.size();
    }

    @Test
    void aboutOneRecommendedPairInEightIsViewedWithinAFortnight() {
        Map<String, LocalDateTime> recommended = new HashMap<>();
        for (Line row : export.standing("recommendations").values()) {
            recommended.merge(pair(row), row.time("recommended_at"), (one, other) -> one.isBefore(other) ? one : other);
        }
        LocalDateTime begin = LocalDate.of(2026, 5, 23).atStartOfDay();
        recommended
                .values()
                .removeIf(at -> at.isBefore(begin) || at.plusDays(14).isAfter(AS_OF));
        Set<String> viewed = new HashSet<>();
        for (Line viewing : export.standing("viewings").values()) {
            LocalDateTime at = recommended.get(pair(viewing));
            if (at != null && viewing.is("status", "done")) {
                Duration after = Duration.between(at, viewing.time("started_at"));
                if (!after.isNegative() && after.compareTo(Duration.ofDays(14)) <= 0) {
                    viewed.add(pair(viewing));
                }
            }
        }
        assertThat(viewed.size() + "/" + recommended.size()).isEqualTo("879/6825");
    }

    private static String pair(Line row) {
        return row.get("client_id") + " " + row.get("listing_id");
    }

    @Test
    void weekendsAreBusyAndTheNationalHolidayIsQuiet() {
        List<DayOfWeek> viewings = export.standing("viewings").values().stream()
                .filter(viewing -> viewing.is("status", "done"))
                .map(viewing -> viewing.time("scheduled_at").getDayOfWeek())
                .toList();
        assertThat(List.of(
                        Collections.frequency(viewings, DayOfWeek.WEDNESDAY),
                        Collections.frequency(viewings, DayOfWeek.SATURDAY)))
                .containsExactly(191, 541);
        Predicate<Line> holiday = lead -> lead.time("created_at").toLocalDate().isAfter(LocalDate.of(2026, 9, 30))
                && lead.time("created_at").toLocalDate().isBefore(LocalDate.of(2026, 10, 8));
        Predicate<Line> weekAfter =
                lead -> lead.time("created_at").toLocalDate().isAfter(LocalDate.of(2026, 10, 7))
                        && lead.time("created_at").toLocalDate().isBefore(LocalDate.of(2026, 10, 15));
        assertThat(List.of(count(leads.values(), holiday), count(leads.values(), weekAfter)))
                .containsExactly(53L, 112L);
    }

    @Test
    void oneSopChangeCuresItsRootCauseAndOthersDoNothing() {
        Map<String, LocalDate> effective = export.standing("sop_changes").values().stream()
                .collect(Collectors.toMap(
                        change -> change.get("root_cause"), change -> LocalDate.parse(change.get("effective_on"))));
        assertThat(effective)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        CURED,
                        LocalDate.of(2026, 8, 24),
                        "带看迟到",
                        LocalDate.of(2026, 7, 2),
                        "费用不透明",
                        LocalDate.of(2026, 10, 2)));
        assertThat(beforeAndAfter(complaints, CURED, LocalDate.of(2026, 8, 24))).containsExactly(24L, 3L);
        assertThat(signedBeforeAndAfter(LocalDate.of(2026, 8, 24))).containsExactly(70L, 57L);
    }

    private static List<Long> beforeAndAfter(Collection<Line> rows, String cause, LocalDate change) {
        LocalDateTime at = change.atStartOfDay();
        Predicate<Line> ofCause = row -> row.is("root_cause", cause);
        return List.of(
                count(rows, ofCause.and(row -> within(row.time("opened_at"), at.minusDays(90), at))),
                count(rows, ofCause.and(row -> within(row.time("opened_at"), at, at.plusDays(90)))));
    }

    private static List<Long> signedBeforeAndAfter(LocalDate change) {
        LocalDateTime at = change.atStartOfDay();
        return List.of(
                count(deals, deal -> !withdrawn(deal) && within(deal.time("signed_at"), at.minusDays(90), at)),
                count(deals, deal -> !withdrawn(deal) && within(deal.time("signed_at"), at, at.plusDays(90))));
    }

    private static boolean within(LocalDateTime time, LocalDateTime from, LocalDateTime until) {
        return !time.isBefore(from) && time.isBefore(until);
    }

    @Test
    void theLastWeekBringsASpikeOfOneRootCause() {
        Predicate<Line> lastWeek = row -> within(row.time("opened_at"), AS_OF.minusDays(7), AS_OF);
        assertThat(count(complaints, lastWeek.and(row -> row.is("root_cause", SPIKE))))
                .isEqualTo(18);
        assertThat(count(complaints, lastWeek)).isEqualTo(22);
        Predicate<Line> weeksBefore = row -> within(row.time("opened_at"), AS_OF.minusDays(84), AS_OF.minusDays(7));
        assertThat(count(complaints, weeksBefore)).isEqualTo(30);
    }

    @Test
    void complaintClocksAreMetMissedAndStillOpen() {
        Map<String, Long> answers = new TreeMap<>(
                complaints.stream().collect(Collectors.groupingBy(PlantedStoriesTest::answer, Collectors.counting())));
        assertThat(answers).isEqualTo(Map.of("in time", 132L, "lapsed", 2L, "late", 20L, "open", 1L));
        Map<String, Long> plans = new TreeMap<>(
                complaints.stream().collect(Collectors.groupingBy(PlantedStoriesTest::plan, Collectors.counting())));
        assertThat(plans)
                .isEqualTo(Map.of(
                        "in time",
                        107L,
                        "lapsed",
                        2L,
                        "late",
                        41L,
                        "not answered",
                        2L,
                        "open",
                        2L,
                        "planned but not answered",
                        1L));
    }

    private static String answer(Line complaint) {
        LocalDateTime deadline = complaint.time("opened_at").plusHours(24);
        if (complaint.has("responded_at")) {
            return complaint.time("responded_at").isAfter(deadline) ? "late" : "in time";
        }
        return deadline.isAfter(AS_OF) ? "open" : "lapsed";
    }

    private static String plan(Line complaint) {
        if (!complaint.has("responded_at")) {
            return complaint.has("plan_at") ? "planned but not answered" : "not answered";
        }
        LocalDateTime deadline = complaint.time("responded_at").plusHours(3);
        if (complaint.has("plan_at")) {
            return complaint.time("plan_at").isAfter(deadline) ? "late" : "in time";
        }
        return deadline.isAfter(AS_OF) ? "open" : "lapsed";
    }

    @Test
    void dealsComeInAllTheirOddForms() {
        Map<String, Long> forms = new TreeMap<>();
        forms.put("all", (long) deals.size());
        forms.put("cancelled", count(deals, deal -> deal.is("status", "cancelled")));
        forms.put("withdrawn", count(deals, PlantedStoriesTest::withdrawn));
        forms.put("without lead", count(deals, deal -> !deal.has("lead_id")));
        forms.put(
                "of an unknown lead",
                count(deals, deal -> deal.has("lead_id") && !leads.containsKey(deal.get("lead_id"))));
        forms.put(
                "before their lead",
                count(
                        deals,
                        deal -> leads.containsKey(deal.get("lead_id"))
                                && deal.time("signed_at")
                                        .isBefore(leads.get(deal.get("lead_id")).time("created_at"))));
        assertThat(forms)
                .isEqualTo(Map.of(
                        "all",
                        223L,
                        "before their lead",
                        2L,
                        "cancelled",
                        14L,
                        "of an unknown lead",
                        1L,
                        "withdrawn",
                        1L,
                        "without lead",
                        14L));
    }

    @Test
    void someLostLeadsSignAfterAll() {
        Set<String> lost = export.rows("leads").stream()
                .filter(lead -> lead.has("lost_at"))
                .map(lead -> lead.get("lead_id"))
                .collect(Collectors.toSet());
        assertThat(count(deals, deal -> lost.contains(deal.get("lead_id")))).isEqualTo(26);
    }

    @Test
    void clientsChangeOwnersAndTiers() {
        Map<String, Line> before = new HashMap<>();
        int owners = 0;
        int horizons = 0;
        for (Line row : export.rows("clients")) {
            Line earlier = before.put(row.get("client_id"), row);
            if (earlier != null) {
                owners += earlier.is("agent_id", row.get("agent_id")) ? 0 : 1;
                horizons += earlier.is("horizon_days", row.get("horizon_days")) ? 0 : 1;
            }
        }
        assertThat(List.of(owners, horizons)).containsExactly(128, 4894);
        assertThat(count(clients.values(), PlantedStoriesTest::withdrawn)).isEqualTo(6);
    }

    @Test
    void oneConsultantLeavesInTheMiddle() {
        List<String> left = export.standing("agents").values().stream()
                .filter(agent -> agent.has("left_on"))
                .map(agent -> agent.get("agent_id") + " " + agent.get("left_on"))
                .toList();
        assertThat(left).containsExactly("A010 2026-08-23");
        assertThat(count(clients.values(), client -> client.is("agent_id", "A010") && client.is("status", "active")))
                .isZero();
    }

    @Test
    void someRowsComeLateAndSomeTwice() {
        LocalDate first = LocalDate.of(2026, 5, 23);
        List<Line> events = export.rows("contacts");
        assertThat(count(
                        events,
                        row -> row.folder().isAfter(first)
                                && row.time("contacted_at").toLocalDate().isBefore(row.folder())))
                .isEqualTo(165);
        assertThat(events.size() - export.standing("contacts").size()).isEqualTo(68);
    }

    @Test
    void someClientsLookAroundInOneDistrictAndAreShownNothing() {
        Map<String, String> districts = new HashMap<>();
        export.standing("listings").forEach((id, listing) -> districts.put(id, listing.get("district")));
        Map<String, Set<String>> seen = new HashMap<>();
        for (Line event : export.standing("browse_events").values()) {
            if (!event.time("browsed_at").isBefore(AS_OF.minusDays(7))) {
                String district = districts.get(event.get("listing_id"));
                seen.computeIfAbsent(event.get("client_id") + " " + district, unused -> new TreeSet<>())
                        .add(event.get("listing_id"));
            }
        }
        Set<String> viewed = export.standing("viewings").values().stream()
                .filter(viewing -> !viewing.is("status", "cancelled")
                        && !viewing.time("scheduled_at").isBefore(AS_OF.minusDays(7)))
                .map(viewing -> viewing.get("client_id") + " " + districts.get(viewing.get("listing_id")))
                .collect(Collectors.toSet());
        assertThat(seen.entrySet().stream()
                        .filter(entry -> entry.getValue().size() >= 3)
                        .filter(entry -> !viewed.contains(entry.getKey()))
                        .filter(entry -> open(clients.get(entry.getKey().split(" ", -1)[0]))))
                .hasSize(340);
    }

    private static boolean open(@Nullable Line client) {
        return client != null && !client.is("status", "closed") && !withdrawn(client);
    }

    @Test
    void someClientsOfTierAAreLeftSilent() {
        Map<String, Line> demands = new HashMap<>();
        export.standing("demands").values().stream()
                .sorted(Comparator.comparing(demand -> demand.time("valid_from")))
                .forEach(demand -> demands.put(demand.get("client_id"), demand));
        Map<String, LocalDateTime> spoken = new HashMap<>();
        Stream.concat(
                        export.rows("contacts").stream()
                                .map(row -> Map.entry(row.get("client_id"), row.time("contacted_at"))),
                        clients.values().stream().map(row -> Map.entry(row.get("client_id"), row.time("created_at"))))
                .forEach(each ->
                        spoken.merge(each.getKey(), each.getValue(), (one, other) -> one.isAfter(other) ? one : other));
        List<Line> ofTierA = clients.values().stream()
                .filter(client -> open(client) && isTierA(client, demands.get(client.get("client_id"))))
                .toList();
        assertThat(ofTierA).hasSize(200);
        assertThat(ofTierA.stream()
                        .filter(client -> !spoken.getOrDefault(client.get("client_id"), AS_OF)
                                .isAfter(AS_OF.minusHours(72))))
                .hasSize(57);
    }

    private static boolean isTierA(Line client, @Nullable Line demand) {
        return client.has("horizon_days")
                && Integer.parseInt(client.get("horizon_days")) <= 30
                && client.has("purchasing_power")
                && demand != null
                && demand.has("budget_min")
                && Double.parseDouble(client.get("purchasing_power"))
                        >= 0.8 * Double.parseDouble(demand.get("budget_min"));
    }

    @Test
    void oneRedemptionIsAboveTheBalance() {
        record Movement(LocalDateTime at, boolean spent, String client, int points) {}
        List<Movement> movements = Stream.concat(
                        export.standing("referrals").values().stream()
                                .map(row -> new Movement(
                                        row.time("happened_at"),
                                        false,
                                        row.get("referrer_client_id"),
                                        Integer.parseInt(row.get("points")))),
                        export.standing("redemptions").values().stream()
                                .map(row -> new Movement(
                                        row.time("redeemed_at"),
                                        true,
                                        row.get("client_id"),
                                        Integer.parseInt(row.get("points")))))
                .sorted(Comparator.comparing(Movement::at).thenComparing(Movement::spent))
                .toList();
        Map<String, Integer> balances = new HashMap<>();
        int refused = 0;
        for (Movement movement : movements) {
            int balance = balances.getOrDefault(movement.client(), 0);
            if (movement.spent() && movement.points() > balance) {
                refused++;
            } else {
                balances.put(movement.client(), balance + (movement.spent() ? -movement.points() : movement.points()));
            }
        }
        assertThat(refused).isEqualTo(1);
    }
}
