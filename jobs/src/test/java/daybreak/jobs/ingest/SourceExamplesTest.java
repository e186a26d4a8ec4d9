package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import daybreak.jobs.SharedFolder;
import daybreak.jobs.tabular.ByteSource;
import daybreak.jobs.tabular.DelimitedTable;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.SourceMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An export of each CRM that has a mapping, and the rows that it becomes, worked out by hand. */
class SourceExamplesTest {

    private static final Path EXAMPLES = Path.of("../sample-data/sources");
    private static final ExportContracts CONTRACTS = ExportContracts.load();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @Test
    void wukongIsReadBelowItsNotesWithRequiredColumnsMarked() throws IOException {
        Map<String, List<String>> rows = read("wukong-crm");
        assertThat(rows.get("clients"))
                .containsExactly(
                        "client_id=XS-001, name=测试甲, phone=13900000001, agent_id=A001, created_at=2026-11-03T15:05,"
                                + " resource_score=90.0, sensitive_points=想看学区,不急",
                        "client_id=XS-002, name=测试乙, agent_id=A002, created_at=2026-11-03T09:05",
                        "client_id=XS-003, name=测试丙, phone=13900000003, agent_id=A001, created_at=2026-11-04T00:00,"
                                + " resource_score=60.0");
        assertThat(rows.get("leads"))
                .containsExactly(
                        "lead_id=XS-001, client_id=XS-001, channel=referral, created_at=2026-11-03T15:05, agent_id=A001",
                        "lead_id=XS-002, client_id=XS-002, created_at=2026-11-03T09:05, agent_id=A002",
                        "line 7, channel: NOT_IN_ENUMERATION, expected one of platform, moments, community_group,"
                                + " short_video, service_station, referral, district_outreach, walk_in; nearest is short_video");
    }

    @Test
    void anErpsRangesOfPricesAreasAndRoomsAreBoundsOfADemand() throws IOException {
        Map<String, List<String>> rows = read("brokerage-erp");
        assertThat(rows.get("demands"))
                .containsExactly(
                        "client_id=KY0001, valid_from=2026-11-03T15:05, budget_min=3000000.0, budget_max=3500000.0,"
                                + " districts=[福田区, 南山区], rooms_min=2, rooms_max=3, area_min=80.0, area_max=100.0",
                        "client_id=KY0002, valid_from=2026-11-03T00:00, budget_min=1.2E7, districts=[罗湖区], area_min=120.0",
                        "client_id=KY0003, valid_from=2026-11-05T00:10, budget_max=4805000.0, districts=[南山区, 宝安区],"
                                + " rooms_min=3, rooms_max=3, area_min=90.0, area_max=90.0",
                        "line 5, budget_min: NOT_A_NUMBER, expected a plain decimal such as 1234.5 of at least 0.0");
        assertThat(rows.get("clients"))
                .containsExactly(
                        "client_id=KY0001, name=测试甲, agent_id=A001, created_at=2026-11-03T15:05, status=active,"
                                + " resource_score=90.0",
                        "client_id=KY0002, name=测试乙, segment=shop_investor, agent_id=A002,"
                                + " created_at=2026-11-03T00:00, status=dormant, resource_score=30.0",
                        "client_id=KY0003, name=测试丙, agent_id=A001, created_at=2026-11-05T00:10, status=closed,"
                                + " resource_score=60.0",
                        "client_id=KY0004, name=测试丁, agent_id=A002, created_at=2026-11-05T00:00, status=active,"
                                + " resource_score=60.0");
        assertThat(rows.get("leads"))
                .containsExactly(
                        "lead_id=KY0001, client_id=KY0001, channel=walk_in, created_at=2026-11-03T15:05, agent_id=A001,"
                                + " status=viewing",
                        "lead_id=KY0002, client_id=KY0002, channel=short_video, created_at=2026-11-03T00:00,"
                                + " agent_id=A002, status=contacted",
                        "lead_id=KY0003, client_id=KY0003, channel=referral, created_at=2026-11-05T00:10,"
                                + " agent_id=A001, status=signed",
                        "lead_id=KY0004, client_id=KY0004, channel=platform, created_at=2026-11-05T00:00,"
                                + " agent_id=A002, status=new");
    }

    @Test
    void salesforceOpportunitiesAreLeadsAndWhereWonDeals() throws IOException {
        Map<String, List<String>> rows = read("salesforce");
        assertThat(rows.get("leads"))
                .containsExactly(
                        "lead_id=006TEST00000001AAA, client_id=001TEST00000001AAA, channel=referral,"
                                + " created_at=2026-11-03T15:05, agent_id=005TEST00000001AAA, status=signed",
                        "lead_id=006TEST00000002AAA, client_id=001TEST00000002AAA, created_at=2026-11-03T15:05,"
                                + " agent_id=005TEST00000001AAA, status=lost, lost_at=2026-11-21T00:00",
                        "lead_id=006TEST00000003AAA, client_id=001TEST00000003AAA, channel=platform,"
                                + " created_at=2026-11-04T15:05, agent_id=005TEST00000002AAA, status=negotiating");
        assertThat(rows.get("deals"))
                .containsExactly("deal_id=006TEST00000001AAA, lead_id=006TEST00000001AAA, client_id=001TEST00000001AAA,"
                        + " listing_id=006TEST00000001AAA, agent_id=005TEST00000001AAA, signed_at=2026-11-20T00:00,"
                        + " price=3200000.0, status=signed");
    }

    @Test
    void hubspotContactsAreClientsAndLeads() throws IOException {
        Map<String, List<String>> rows = read("hubspot");
        assertThat(rows.get("clients"))
                .containsExactly(
                        "client_id=901, name=Example, phone=+86 139 0000 0001, agent_id=Agent One,"
                                + " created_at=2026-11-03T15:05, status=active",
                        "client_id=902, name=Sample, agent_id=Agent Two, created_at=2026-11-04T09:00, status=closed");
        assertThat(rows.get("leads"))
                .containsExactly(
                        "lead_id=901, client_id=901, created_at=2026-11-03T15:05, agent_id=Agent One, status=contacted",
                        "lead_id=902, client_id=902, created_at=2026-11-04T09:00, agent_id=Agent Two");
    }

    @Test
    void espocrmsApostrophesAreTakenOffWhereTheyKeepASpreadsheetFromRunningACell() throws IOException {
        Map<String, List<String>> rows = read("espocrm");
        assertThat(rows.get("clients"))
                .containsExactly(
                        "client_id=64f0000000000001, name=Test Example, phone=+8613900000001, agent_id=u1,"
                                + " created_at=2026-11-03T15:05, status=active, sensitive_points==not a formula",
                        "client_id=64f0000000000002, name='Quoted' Sample, agent_id=u2, created_at=2026-11-04T09:00,"
                                + " status=active");
        assertThat(rows.get("leads"))
                .containsExactly(
                        "lead_id=64f0000000000001, client_id=64f0000000000001, channel=platform,"
                                + " created_at=2026-11-03T15:05, agent_id=u1, status=contacted",
                        "lead_id=64f0000000000002, client_id=64f0000000000002, created_at=2026-11-04T09:00,"
                                + " agent_id=u2, status=qualified");
        assertThat(rows.get("deals"))
                .containsExactly("deal_id=65f0000000000001, client_id=64f0000000000001, listing_id=65f0000000000001,"
                        + " agent_id=u1, signed_at=2026-11-20T00:00, price=3200000.0, status=signed");
    }

    @Test
    void taiwansYearsAndNumeralsAreReadAsTheMappingSays() throws IOException {
        Map<String, List<String>> rows = read("taiwan-deals");
        assertThat(rows.get("listings"))
                .containsExactly(
                        "listing_id=TEST0001, district=測試區, rooms=3, area=99.17, floor=4, floors_total=15,"
                                + " built_year=2013, listed_at=2020-04-06T00:00, status=sold",
                        "listing_id=TEST0002, district=測試區, rooms=0, area=40.5, floor=-1, floors_total=24,"
                                + " built_year=1987, listed_at=2010-04-12T00:00, status=sold",
                        "line 6, listed_at: NOT_A_TIME, expected a time such as 2026-01-31 09:30:00");
        assertThat(rows.get("deals"))
                .containsExactly(
                        "deal_id=TEST0001, client_id=TEST0001, listing_id=TEST0001, signed_at=2020-04-06T00:00,"
                                + " price=1.8E7, status=signed",
                        "deal_id=TEST0002, client_id=TEST0002, listing_id=TEST0002, signed_at=2010-04-12T00:00,"
                                + " price=5200000.0, status=signed",
                        "line 6, signed_at: NOT_A_TIME, expected a time such as 2026-01-31 09:30:00");
    }

    /** Counts and sums were computed from the file by a script of its own. */
    @Test
    void theRegisterOfTaipeiGivesTheSumsComputedIndependently() throws IOException {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        read("taiwan-deals", SharedFolder.of("real/taiwan-deals"), rows, refused);
        assertThat(refused).isEmpty();
        List<Map<String, Object>> listings = Objects.requireNonNull(rows.get("listings"));
        List<Map<String, Object>> deals = Objects.requireNonNull(rows.get("deals"));
        assertThat(List.of(listings.size(), deals.size())).isEqualTo(List.of(7_444, 7_444));
        assertThat(sum(deals, "price")).isEqualTo(190_538_428_693.0);
        assertThat(sum(listings, "area")).isCloseTo(1_015_577.6, offset(0.005));
        assertThat(List.of(count(listings, "floor"), sum(listings, "floor"))).isEqualTo(List.of(7_233L, 41_178.0));
        assertThat(List.of(count(listings, "floors_total"), sum(listings, "floors_total")))
                .isEqualTo(List.of(7_435L, 72_463.0));
        assertThat(List.of(count(listings, "built_year"), sum(listings, "built_year")))
                .isEqualTo(List.of(7_001L, 13_973_873.0));
        assertThat(deals.stream()
                        .filter(deal -> String.valueOf(deal.get("signed_at")).startsWith("2020-")))
                .hasSize(7_196);
        assertThat(listings.get(0))
                .containsEntry("listing_id", "RPVOMLMKNHPFFAA18CA")
                .containsEntry("listed_at", LocalDateTime.parse("2020-04-06T00:00"))
                .containsEntry("floor", 4L)
                .containsEntry("floors_total", 15L)
                .containsEntry("built_year", 2013L);
    }

    /** Rows by entity, as {@code column=value} where filled, in the order of the file; those refused as their reason. */
    private static Map<String, List<String>> read(String source) throws IOException {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        read(source, EXAMPLES.resolve(source), rows, refused);
        Map<String, List<String>> shown = new LinkedHashMap<>();
        rows.forEach((entity, list) -> shown.put(
                entity,
                new ArrayList<>(list.stream()
                        .map(row -> {
                            String text = row.toString();
                            return text.substring(1, text.length() - 1);
                        })
                        .toList())));
        for (String reason : refused) {
            String entity = reason.substring(0, reason.indexOf(' '));
            shown.computeIfAbsent(entity, name -> new ArrayList<>()).add(reason.substring(entity.length() + 1));
        }
        return shown;
    }

    private static void read(
            String name, Path folder, Map<String, List<Map<String, Object>>> rows, List<String> refused)
            throws IOException {
        SourceMapping source = SourceMapping.load(name, CONTRACTS);
        TimeForms times = new TimeForms(SHANGHAI, source.notation().dateForms());
        for (LandedFile file : new Landing(folder, source, CONTRACTS)
                .land(DAY, DAY, RecordedIntake.NONE, false)
                .files()) {
            Set<String> known = new HashSet<>();
            file.feeds().forEach(feed -> known.addAll(FeedReader.knownHeaders(CONTRACTS.of(feed.entity()), feed)));
            try (TableRecords table = DelimitedTable.open(ByteSource.of(Path.of(file.path())), file.form(), known)) {
                TableRecord header = Objects.requireNonNull(table.header());
                List<FeedReader> readers = new ArrayList<>();
                for (Feed feed : file.feeds()) {
                    ExportContract contract = CONTRACTS.of(feed.entity());
                    readers.add(new FeedReader(contract, feed, header.cells(), file.file(), times, source.notation()));
                }
                for (TableRecord record = table.next(); record != null; record = table.next()) {
                    assertThat(record.malformation()).isNull();
                    for (FeedReader reader : readers) {
                        if (reader.takes(record.cells())) {
                            take(reader, record, rows, refused);
                        }
                    }
                }
            }
        }
    }

    private static void take(
            FeedReader reader, TableRecord record, Map<String, List<Map<String, Object>>> rows, List<String> refused) {
        String entity = reader.contract().entity();
        Refusal refusal = reader.read(record.cells());
        if (refusal != null) {
            refused.add("%s line %d, %s: %s, expected %s"
                    .formatted(entity, record.line(), refusal.column(), refusal.code(), refusal.expected()));
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < reader.values().length; i++) {
            Object value = reader.values()[i];
            if (value != null) {
                boolean isTime = reader.contract().columns().get(i).type() == ColumnType.TIME;
                row.put(reader.contract().columns().get(i).name(), isTime ? local((Long) value) : value);
            }
        }
        rows.computeIfAbsent(entity, name -> new ArrayList<>()).add(row);
    }

    private static LocalDateTime local(long micros) {
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), SHANGHAI);
    }

    private static double sum(List<Map<String, Object>> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .mapToDouble(SourceExamplesTest::number)
                .sum();
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static long count(List<Map<String, Object>> rows, String column) {
        return rows.stream().filter(row -> row.containsKey(column)).count();
    }
}
