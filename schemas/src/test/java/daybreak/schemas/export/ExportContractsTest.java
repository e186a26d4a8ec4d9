package daybreak.schemas.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportContractsTest {

    private final ExportContracts contracts = ExportContracts.load();

    /** Written down from the agreement with the brokerage, independently of the contract files: key and own time first. */
    private static final String AGREED = """
        after_sales state deal_id+touch -: deal_id touch done_at satisfaction note!
        agents state agent_id -: agent_id name! store_id store team role hired_on left_on
        browse_events event event_id browsed_at: event_id client_id listing_id browsed_at surface dwell_seconds
        channel_spend event spend_id spent_on: spend_id channel campaign spent_on amount
        clients state client_id created_at: client_id name! phone! id_number! wechat! birthday! segment family_stage agent_id created_at status horizon_days intent_score purchasing_power resource_score referrer_client_id sensitive_points! consent_marketing consent_filming deleted
        complaints state complaint_id opened_at: complaint_id client_id agent_id store_id deal_id viewing_id listing_id channel opened_at responded_at plan_at resolved_at attribution root_cause severity compensation remedy satisfaction text!
        contacts event contact_id contacted_at: contact_id client_id agent_id contacted_at medium kind note!
        contract_checks state deal_id+check -: deal_id check result checked_at
        deal_milestones state deal_id+milestone -: deal_id milestone due_on started_at done_at
        deals state deal_id signed_at: deal_id lead_id client_id listing_id agent_id signed_at price commission status deleted
        demands state client_id+valid_from valid_from: client_id valid_from budget_min budget_max districts rooms_min rooms_max area_min area_max max_building_age max_households_per_lift property_brands max_commute_minutes commute_lat! commute_lon! need_tags implied_tags
        leads state lead_id created_at: lead_id client_id channel campaign content created_at agent_id first_response_at status lost_reason lost_at
        listings state listing_id listed_at: listing_id community_id community district lat lon rooms area floor floors_total built_year households_per_lift property_brand list_price valuation title_clear mortgaged metro_metres school school_enrol_from parking_ratio amenity_score tags listed_at status owner_name! owner_phone! agent_id deleted
        offers state offer_id offered_at: offer_id client_id listing_id agent_id offered_at asking offered countered outcome
        recommendations state recommendation_id recommended_at: recommendation_id client_id listing_id agent_id recommended_at source client_response score
        redemptions event redemption_id redeemed_at: redemption_id client_id reward points redeemed_at
        referrals event referral_id happened_at: referral_id referrer_client_id lead_id stage points happened_at
        services state service_id ordered_at: service_id deal_id client_id kind partner ordered_at amount satisfaction
        sop_changes state change_id -: change_id effective_on root_cause title description owner
        surveys event survey_id surveyed_at: survey_id listing_id agent_id surveyed_at certificate_seen owner_seen defects remedies filmed filming_consent
        viewings state viewing_id booked_at: viewing_id client_id listing_id agent_id mode booked_at scheduled_at started_at ended_at status owner_informed_at materials_ready feedback_at owner_synced_at outcome concerns questions! room_dwell recorded
        """;

    @Test
    void holdAllExportsAndColumnsThatWereAgreed() {
        List<String> loaded = new ArrayList<>();
        for (ExportContract contract : contracts.all()) {
            loaded.add("%s %s %s %s: %s"
                    .formatted(
                            contract.entity(),
                            contract.kind() == EntityKind.STATE ? "state" : "event",
                            String.join("+", contract.key()),
                            contract.ownTime() == null ? "-" : contract.ownTime(),
                            String.join(
                                    " ",
                                    contract.columns().stream()
                                            .map(column -> column.name()
                                                    + (column.pii().isPersonal() ? "!" : ""))
                                            .toList())));
        }
        assertThat(loaded).containsExactlyElementsOf(AGREED.lines().toList());
    }

    @Test
    void refuseBlanksInKeysOwnTimesAndIdsOfSubjectsOnly() {
        List<String> required = new ArrayList<>();
        contracts
                .all()
                .forEach(contract -> contract.columns().stream()
                        .filter(column -> !column.mayBeBlank())
                        .filter(column -> !contract.key().contains(column.name()))
                        .filter(column -> !column.name().equals(contract.ownTime()))
                        .forEach(column -> required.add(contract.entity() + "." + column.name())));
        assertThat(required)
                .containsExactly(
                        "browse_events.client_id",
                        "browse_events.listing_id",
                        "complaints.client_id",
                        "contacts.client_id",
                        "deals.client_id",
                        "deals.listing_id",
                        "leads.client_id",
                        "offers.client_id",
                        "offers.listing_id",
                        "recommendations.client_id",
                        "recommendations.listing_id",
                        "redemptions.client_id",
                        "referrals.referrer_client_id",
                        "referrals.lead_id",
                        "services.client_id",
                        "surveys.listing_id",
                        "viewings.client_id",
                        "viewings.listing_id");
    }

    @Test
    void letOnlyClientsListingsAndDealsBeWithdrawn() {
        assertThat(contracts.all().stream().filter(ExportContract::withdrawable).map(ExportContract::entity))
                .containsExactly("clients", "deals", "listings");
    }

    @Test
    void giveAReferenceTheChineseNameOfItsKey() {
        assertThat(contracts.of("viewings").column("client_id").zh()).isEqualTo("客户编号");
        assertThat(contracts.of("complaints").column("deal_id").zh()).isEqualTo("成交编号");
        assertThat(contracts.of("clients").column("referrer_client_id").zh()).isEqualTo("转介绍人");
        assertThat(contracts.of("demands").column("budget_max").zh()).isEqualTo("预算上限");
        assertThat(contracts.of("viewings").column("started_at").zh()).isNull();
    }

    @Test
    void readEnumerationsRangesAndTypes() {
        Column segment = contracts.of("clients").column("segment");
        assertThat(segment.canonicalValue("首套刚需")).contains("first_home");
        assertThat(segment.canonicalValue("first_home")).contains("first_home");
        assertThat(segment.canonicalValue("First_home")).isEmpty();
        assertThat(contracts.of("clients").column("intent_score").bounds()).isEqualTo(new Bounds(0.0, 100.0));
        assertThat(contracts.of("listings").column("floor").bounds()).isNull();
        assertThat(contracts.of("viewings").column("room_dwell").type()).isEqualTo(ColumnType.LIST_OF_SECONDS);
        assertThat(contracts.of("channel_spend").column("channel").values())
                .isEqualTo(contracts.of("leads").column("channel").values());
        assertThat(contracts.of("complaints").column("severity").values())
                .extracting(NamedValue::name)
                .containsExactly("1", "2", "3");
    }

    @Test
    void leaveOnlyTheCellOfACommutePointToAnalysis() {
        Coarse cell = contracts.of("demands").column("commute_lat").coarse();
        assertThat(cell).isEqualTo(new Coarse("commute_cell_lat", new BigDecimal("0.01")));
        assertThat(new Coarse("c", new BigDecimal("0.01")).centre(new BigDecimal("0.29")))
                .isEqualTo(0.295);
        assertThat(new Coarse("c", new BigDecimal("0.01")).centre(new BigDecimal("31.2399")))
                .isEqualTo(31.235);
        assertThat(new Coarse("c", new BigDecimal("0.01")).centre(new BigDecimal("-0.001")))
                .isEqualTo(-0.005);
    }

    @Test
    void answerAnUnknownExportOrColumnWithASentence() {
        assertThatThrownBy(() -> contracts.of("lead"))
                .hasMessageStartingWith("There is no export lead; there are after_sales, agents, ");
        assertThatThrownBy(() -> contracts.of("leads").column("chanel"))
                .hasMessageStartingWith("The export leads has no column chanel; its columns are lead_id, ");
    }

    @Test
    void failOnAnUnknownType() {
        assertFails(
                "logicalType: string\n        physicalType: text",
                "logicalType: string\n        physicalType: words",
                "homes.odcs.yaml, schema homes, properties home_id: the type string (words) is unknown.");
    }

    @Test
    void failWithoutAKey() {
        assertFails(
                "primaryKey: true",
                "primaryKey: false",
                "homes.odcs.yaml: the key is missing: no column says primaryKey.");
    }

    @Test
    void failOnAKeyThatMayBeBlank() {
        assertFails(
                "required: true",
                "required: false",
                "homes.odcs.yaml: The column home_id is a key or the own time and must be required.");
    }

    @Test
    void failOnANameGivenTwice() {
        assertFails("name: tower", "name: home_id", "homes.odcs.yaml: The column home_id is there twice.");
    }

    @Test
    void failOnAChineseNameGivenTwice() {
        assertFails(
                "businessName: 楼栋",
                "businessName: 房屋编号",
                "homes.odcs.yaml: The Chinese name 房屋编号 belongs to two columns.");
    }

    @Test
    void failOnAMisspeltField() {
        assertThatThrownBy(() -> parse(HOMES.replace("businessName: 楼栋", "bussinessName: 楼栋")))
                .hasMessageStartingWith(
                        "homes.odcs.yaml, schema homes, properties tower: does not know bussinessName; it knows ");
    }

    @Test
    void failOnAnUnknownCustomProperty() {
        assertFails(
                "property: unit",
                "property: units",
                "homes.odcs.yaml, schema homes, properties height: the custom property units is unknown.");
    }

    @Test
    void failOnAnUnknownClassOfPersonalData() {
        assertFails(
                "classification: direct",
                "classification: secret",
                "homes.odcs.yaml, schema homes, properties tower: classification must be direct or sensitive, not secret.");
    }

    @Test
    void failOnAnUnknownKind() {
        assertFails(
                "value: state",
                "value: status",
                "homes.odcs.yaml, schema homes: entityKind must be state or event, not status.");
    }

    @Test
    void failOnAnOwnTimeThatIsNoColumn() {
        assertFails(
                "value: built_at",
                "value: build_at",
                "homes.odcs.yaml: The own time build_at is not among the columns.");
    }

    @Test
    void failOnAReferenceToNoKey() {
        assertFails(
                "to: homes.home_id",
                "to: towers.tower_id",
                "homes.odcs.yaml: the column next_id refers to towers.tower_id, which is not the key of an export.");
    }

    @Test
    void failOnARangeThatIsEmpty() {
        assertFails(
                "{minimum: 0}",
                "{minimum: 5, maximum: 1}",
                "homes.odcs.yaml, schema homes, properties height: The minimum 5.0 lies above the maximum 1.0.");
    }

    @Test
    void sayWhichTimesMayLieAheadAndWhichFollowOneAnother() {
        List<String> planned = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        contracts.all().forEach(contract -> {
            contract.columns().stream()
                    .filter(Column::planned)
                    .forEach(column -> planned.add(contract.entity() + "." + column.name()));
            contract.timeOrders()
                    .forEach(order -> orders.add(contract.entity() + ": " + order.earlier() + " " + order.later()));
        });
        assertThat(planned)
                .as("metrics.md, Clock")
                .containsExactly(
                        "deal_milestones.due_on",
                        "listings.school_enrol_from",
                        "sop_changes.effective_on",
                        "viewings.scheduled_at");
        assertThat(orders)
                .containsExactly(
                        "agents: hired_on left_on",
                        "complaints: opened_at responded_at",
                        "complaints: opened_at plan_at",
                        "complaints: opened_at resolved_at",
                        "deal_milestones: started_at done_at",
                        "leads: created_at first_response_at",
                        "leads: created_at lost_at",
                        "viewings: started_at ended_at",
                        "viewings: booked_at ended_at",
                        "viewings: started_at feedback_at");
    }

    @Test
    void failOnAnOrderOrAPlanOfWhatIsNoTime() {
        assertFails(
                "value: built_at}",
                "value: built_at}\n      - {property: timeOrder, value: [{earlier: built_at, later: height}]}",
                "Of built_at and height both must be times, or both dates, to follow one another");
        assertFails(
                "- {property: unit, value: metres}",
                "- {property: planned, value: true}",
                "Only times and dates are planned, height is neither");
    }

    @Test
    void failOnAPersonalListThatNamesItems() {
        assertFails(
                "logicalType: string\n        physicalType: text\n        classification: direct",
                "logicalType: array\n        physicalType: list\n        classification: direct\n        customProperties:\n"
                        + "          - {property: values, value: [{name: north}]}",
                "The list tower is personal and so names no items, for others than these are reported");
    }

    @Test
    void failOnAnEnumerationWithoutValues() {
        assertFails("physicalType: decimal", "physicalType: enumeration", "the type number (enumeration) is unknown");
        assertThatThrownBy(() -> parse(HOMES.replace(
                        "logicalType: string\n        physicalType: text\n        classification: direct",
                        "logicalType: string\n        physicalType: enumeration")))
                .hasMessage("homes.odcs.yaml, schema homes, properties tower: The enumeration tower names no values.");
    }

    @Test
    void failOnAFileNamedOtherwise() {
        assertThatThrownBy(() -> ExportContracts.parse(Map.of("houses.odcs.yaml", HOMES)))
                .hasMessage("houses.odcs.yaml: describes homes and so must be named homes.odcs.yaml.");
    }

    @Test
    void failOnDeletedWhereNothingCanBeWithdrawn() {
        assertFails(
                "name: tower",
                "name: deleted",
                "homes.odcs.yaml: An export has the column deleted exactly if its rows can be withdrawn.");
    }

    private static void assertFails(String good, String bad, String message) {
        assertThat(HOMES).contains(good);
        assertThatThrownBy(() -> parse(HOMES.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static ExportContracts parse(String text) {
        return ExportContracts.parse(new LinkedHashMap<>(Map.of("homes.odcs.yaml", text)));
    }

    private static final String HOMES = """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.homes
        schema:
          - name: homes
            businessName: 房屋
            customProperties:
              - {property: titleEn, value: Homes}
              - {property: entityKind, value: state}
              - {property: ownTime, value: built_at}
            properties:
              - name: home_id
                businessName: 房屋编号
                logicalType: string
                physicalType: text
                primaryKey: true
                primaryKeyPosition: 1
                required: true
              - name: tower
                businessName: 楼栋
                logicalType: string
                physicalType: text
                classification: direct
              - name: built_at
                logicalType: timestamp
                physicalType: time
                required: true
              - name: height
                logicalType: number
                physicalType: decimal
                logicalTypeOptions: {minimum: 0}
                customProperties:
                  - {property: unit, value: metres}
              - name: next_id
                businessName: 邻居
                logicalType: string
                physicalType: text
                relationships: [{to: homes.home_id}]
        """;
}
