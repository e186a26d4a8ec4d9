package daybreak.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import daybreak.jobs.oracle.TinyExport.Figures;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle on exports so small that each figure was worked out on paper. */
class MetricOracleTest {

    @TempDir
    private Path folder;

    private TinyExport export;

    @BeforeEach
    void emptyExport() {
        export = new TinyExport(folder);
    }

    /**
     * As of 2026-12-01 00:00. L1 signs after 30 days to the second, L2 a second later and without lead_id. L3's deal
     * names an unknown lead. L5 is mature to the second, L6 a minute too young. L7's deal was cancelled, L8's signed
     * before the lead.
     */
    private Figures conversions() throws Exception {
        return export.with("leads", """
                        lead_id,client_id,channel,created_at
                        L1,C1,platform,2026-10-01 10:00
                        L2,C2,platform,2026-10-01 10:00:00
                        L3,C3,moments,2026-10-05
                        L5,C5,walk_in,2026-11-01 00:00
                        L6,C6,walk_in,2026-11-01 00:01
                        L7,C7,platform,2026-10-10
                        L8,C8,platform,2026-10-10
                        """).with("deals", """
                        deal_id,lead_id,client_id,listing_id,signed_at,status
                        D1,L1,C1,H1,2026-10-31 10:00,signed
                        D2,,C2,H2,2026-10-31 10:00:01,signed
                        D3,LX,C3,H3,2026-10-06 10:00,signed
                        D7,L7,C7,H7,2026-10-20 10:00,cancelled
                        D8,L8,C8,H8,2026-10-09 10:00,signed
                        """).asOf("2026-11-01", "2026-11-30");
    }

    @Test
    void conversionCountsMatureLeadsAndDealsWithinTheWindow() throws Exception {
        Figures figures = conversions();
        assertThat(figures.total("lead_conversion_30d")).isEqualTo("1/6+1");
        assertThat(figures.total("lead_conversion_60d")).isEqualTo("2/2+5");
        assertThat(figures.total("lead_conversion_90d")).isEqualTo("0/0+7");
        assertThat(figures.value("lead_conversion_90d", "all", "", "").value()).isNull();
        assertThat(figures.of("lead_conversion_30d", "channel", "platform")).isEqualTo("1/4+0");
        assertThat(figures.of("lead_conversion_30d", "channel", "moments")).isEqualTo("0/1+0");
        assertThat(figures.of("lead_conversion_30d", "consultant", "(none)")).isEqualTo("1/6+1");
        assertThat(figures.share("lead_conversion_30d", "2026-10", "", "")).isEqualTo("1/5+0");
        assertThat(figures.share("lead_conversion_30d", "2026-W40", "", "")).isEqualTo("1/2+0");
        assertThat(figures.share("lead_conversion_30d", "2026-W44", "", "")).isEqualTo("0/1+1");
        assertThat(figures.share("lead_conversion_30d", "2026-Q4", "", "")).isEqualTo("1/6+1");
    }

    /** At 30 days six of seven are at risk: one signs, L5 is censored after it; a second later one of four signs. */
    @Test
    void theCurveCensorsAtAsOfAlone() throws Exception {
        OracleValue curve = conversions().value("lead_conversion_curve", "all", "", "");
        assertThat(curve.numerator()).isEqualTo(2);
        assertThat(curve.denominator()).isEqualTo(7);
        assertThat(curve.more())
                .containsEntry("at_risk@2592000.0", 6.0)
                .containsEntry("events@2592000.0", 1.0)
                .containsEntry("censored@2592000.0", 1.0)
                .containsEntry("at_risk@2592001.0", 4.0);
        assertThat(curve.more().get("survival@2592000.0")).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(curve.value()).isCloseTo(1 - 5 / 6.0 * 3 / 4, within(1e-15));
    }

    /**
     * A1 moves to store S2 on the 4th. L1 was created the day before by A1 and given to A2 on the 5th; L2 was created
     * on the 4th. L3 of the 1st arrives on the 3rd, before which nothing of it or of A1 is known: the first versions
     * hold. The segment of C1 arrives last, and holds from the first, as its first version.
     */
    @Test
    void dimensionsAreThoseAtTheEndOfTheDayOfCreation() throws Exception {
        Figures figures = export.on("2026-11-02", "agents", "agent_id,store_id\nA1,S1\nA2,S9\n")
                .on("2026-11-03", "leads", """
                        lead_id,client_id,channel,created_at,agent_id
                        L1,C1,platform,2026-11-03 09:00,A1
                        L3,C3,platform,2026-11-01 09:00,A1
                        """)
                .on("2026-11-04", "agents", "agent_id,store_id\nA1,S2\n")
                .on(
                        "2026-11-04",
                        "leads",
                        "lead_id,client_id,channel,created_at,agent_id\nL2,C2,referral,2026-11-04 09:00,A1\n")
                .on(
                        "2026-11-05",
                        "leads",
                        "lead_id,client_id,channel,created_at,agent_id\nL1,C1,moments,2026-11-03 09:00,A2\n")
                .on("2026-11-05", "clients", "client_id,created_at,客群,status\nC1,2026-11-03 08:00,学区,active\n")
                .asOf("2026-11-02", "2026-11-05");
        assertThat(figures.of("lead_conversion_30d", "store", "S1")).isEqualTo("0/0+2");
        assertThat(figures.of("lead_conversion_30d", "store", "S2")).isEqualTo("0/0+1");
        assertThat(figures.members("lead_conversion_30d", "consultant")).containsExactly("A1");
        assertThat(figures.members("lead_conversion_30d", "channel")).containsExactly("platform", "referral");
        assertThat(figures.of("lead_conversion_30d", "segment", "school")).isEqualTo("0/0+1");
        assertThat(export.asOf("2026-11-02", "2026-11-04").members("lead_conversion_30d", "segment"))
                .containsExactly("(none)");
    }

    /** The first demand after the lead wins over the one before it; L2 has only one from before, L3 none. */
    @Test
    void districtIsThatOfTheFirstDemandOfTheLead() throws Exception {
        Figures figures = export.with("leads", """
                        lead_id,client_id,created_at
                        L1,C1,2026-11-02 09:00
                        L2,C2,2026-11-02 09:00
                        L3,C3,2026-11-02 09:00
                        """).with("demands", """
                        client_id,valid_from,districts
                        C1,2026-11-01 09:00,Xuhui
                        C1,2026-11-02 10:00,Jing'an; Putuo
                        C1,2026-11-03 10:00,Yangpu
                        C2,2026-10-01 10:00,Minhang
                        C2,2026-11-01 10:00,Pudong;Xuhui
                        """).asOf("2026-11-01", "2026-11-05");
        assertThat(figures.members("lead_conversion_30d", "district")).containsExactly("(none)", "Jing'an", "Pudong");
    }

    /**
     * D1 is withdrawn on the 5th and so is as if it had never been; D2 is cancelled, then not. D3 lies in two rows of
     * one folder, of which the last stands. Refused: a deal without client, one of an unknown status, one with a
     * negative price, one of too few cells. A time at or after as_of in another column is blank.
     */
    @Test
    void deltasAreTakenInAsTheContractSays() throws Exception {
        export.on("2026-11-02", "leads", """
                        lead_id,client_id,created_at,first_response_at
                        L1,C1,2026-11-02 09:00,
                        L2,C2,2026-11-02 09:00,
                        L3,C3,2026-11-02 09:00,2026-11-06 00:00
                        L4,C4,2026-11-06 00:00,
                        """)
                .on("2026-11-03", "deals", """
                        deal_id,lead_id,client_id,listing_id,signed_at,status,price,deleted
                        D1,L1,C1,H1,2026-11-03 10:00,signed,1,
                        D2,L2,C2,H2,2026-11-03 10:00,cancelled,1,
                        D3,L3,C3,H3,2026-11-03 10:00,signed,1,true
                        D3,L3,C3,H3,2026-11-03 10:00,signed,1,false
                        D4,L3,,H3,2026-11-03 10:00,signed,1,
                        D5,L3,C3,H3,2026-11-03 10:00,sold,1,
                        D6,L3,C3,H3,2026-11-03 10:00,signed,-1,
                        D7,L3,C3,H3,2026-11-03 10:00,signed
                        """)
                .on(
                        "2026-11-04",
                        "deals",
                        "deal_id,lead_id,client_id,listing_id,signed_at,status\nD2,L2,C2,H2,2026-11-03 10:00,签约\n")
                .on(
                        "2026-11-04",
                        "deals-2",
                        "deal_id,lead_id,client_id,listing_id,signed_at,status\nD2,L2,C2,H2,2026-11-03 10:00,transferred\n")
                .on(
                        "2026-11-05",
                        "deals",
                        "deal_id,client_id,listing_id,signed_at,deleted\nD1,C1,H1,2026-11-03 10:00,是\n");
        assertThat(export.asOf("2026-11-02", "2026-11-03").total("signings")).isEqualTo("3/-+0");
        assertThat(export.asOf("2026-11-02", "2026-11-03").total("funnel_cumulative_signed"))
                .isEqualTo("2/3+0");
        assertThat(export.asOf("2026-11-02", "2026-11-04").total("funnel_cumulative_signed"))
                .isEqualTo("3/3+0");
        Figures figures = export.asOf("2026-11-02", "2026-11-05");
        assertThat(figures.total("signings")).isEqualTo("2/-+0");
        assertThat(figures.total("funnel_cumulative_signed")).isEqualTo("2/3+0");
        assertThat(figures.total("speed_to_lead")).isEqualTo("0/3+0");
    }

    /** An event repeated under its key changes nothing, whatever it says. */
    @Test
    void aRepeatedEventIsTheFirst() throws Exception {
        Figures figures = export.on(
                        "2026-11-02",
                        "contacts",
                        "contact_id,client_id,contacted_at\nK1,C1,2026-11-02 09:00\nK1,C2,2026-11-02 09:00\n")
                .on(
                        "2026-11-03",
                        "contacts",
                        "contact_id,client_id,contacted_at\nK1,C3,2026-11-02 09:00\nK2,C4,2026-11-03 09:00\n")
                .asOf("2026-11-02", "2026-11-03");
        assertThat(figures.total("complaint_rate")).isEqualTo("0/2+0");
    }

    /**
     * As of 2026-11-21 00:00. P1 viewed and liked after 14 days to the second. P2 viewed a second too late. P3 viewed
     * before it was recommended. P4 is recommended twice: first by the system. P5 is a day too young, though viewed.
     */
    @Test
    void pairsBelongToTheirFirstRecommendation() throws Exception {
        Figures figures = export.with("recommendations", """
                        recommendation_id,client_id,listing_id,recommended_at,source,score
                        R1,C1,H1,2026-11-02 10:00,consultant,80
                        R2,C1,H2,2026-11-02 10:00,consultant,79.5
                        R3,C2,H1,2026-11-02 10:00,consultant,59
                        R4,C2,H2,2026-11-03 10:00,consultant,90
                        R5,C2,H2,2026-11-02 10:00,系统,
                        R6,C3,H1,2026-11-07 10:00,system,60
                        """)
                .with("viewings", """
                        viewing_id,client_id,listing_id,booked_at,scheduled_at,started_at,status,outcome
                        V1,C1,H1,2026-11-02 11:00,2026-11-15 10:00,2026-11-16 10:00,done,liked
                        V2,C1,H2,2026-11-02 11:00,2026-11-16 10:00:01,,done,liked
                        V3,C2,H1,2026-11-01 11:00,2026-11-01 12:00,,done,liked
                        V4,C2,H2,2026-11-01 11:00,2026-11-04 12:00,,no_show,liked
                        V6,C3,H1,2026-11-07 11:00,2026-11-08 12:00,,done,declined
                        """)
                .with("listings", "listing_id,district,listed_at\nH1,Xuhui,2026-10-01\nH2,,2026-10-01\n")
                .with("clients", """
                        client_id,created_at,status,horizon_days,purchasing_power
                        C1,2026-10-01,active,30,4000000
                        C2,2026-10-01,closed,30,4000000
                        C3,2026-11-08,active,30,4000000
                        """)
                .with(
                        "demands",
                        "client_id,valid_from,budget_min\nC1,2026-11-02 23:59,5000000\nC1,2026-11-03,9000000\n")
                .asOf("2026-11-20", "2026-11-20");
        assertThat(figures.total("match_success_14d")).isEqualTo("1/4+1");
        assertThat(figures.total("match_liked_14d")).isEqualTo("1/4+1");
        assertThat(figures.total("match_deal_90d")).isEqualTo("0/0+5");
        assertThat(figures.of("match_success_14d", "source", "system")).isEqualTo("0/1+1");
        assertThat(figures.of("match_success_14d", "district", "Xuhui")).isEqualTo("1/2+1");
        assertThat(figures.of("match_success_14d", "district", "(none)")).isEqualTo("0/2+0");
        assertThat(figures.of("match_success_14d", "tier", "A")).isEqualTo("1/2+0");
        assertThat(figures.of("match_success_14d", "tier", "(none)")).isEqualTo("0/2+1");
        assertThat(figures.members("match_success_14d", "score_band"))
                .containsExactly("(none)", "0–59", "60–79", "80–100");
        assertThat(figures.of("match_success_14d", "score_band", "60–79")).isEqualTo("0/1+1");
        assertThat(figures.total("match_clients_14d")).isEqualTo("1/2+1");
    }

    /**
     * Served: C1 by a contact of A1 (S1) and a viewing of A2 (S2), C2 by a cancelled deal of A2, C3 by a touch of its
     * deal on the 5th, C4 by nobody (its viewing was cancelled). Complaints: one of a client not served.
     */
    @Test
    void complaintsAreCountedPerClientsServed() throws Exception {
        Figures figures = export.with("agents", "agent_id,store_id\nA1,S1\nA2,S2\n")
                .with(
                        "contacts",
                        "contact_id,client_id,agent_id,contacted_at\nK1,C1,A1,2026-11-02 09:00\nK2,C1,A1,2026-11-03 09:00\n")
                .with("viewings", """
                        viewing_id,client_id,listing_id,agent_id,booked_at,started_at,status
                        V1,C1,H1,A2,2026-11-02 11:00,2026-11-03 10:00,done
                        V2,C4,H1,A2,2026-11-02 11:00,,cancelled
                        """)
                .with("deals", """
                        deal_id,client_id,listing_id,agent_id,signed_at,status
                        D1,C2,H1,A2,2026-11-03 10:00,cancelled
                        D2,C3,H2,A1,2026-09-03 10:00,handed_over
                        """)
                .with(
                        "after_sales",
                        "deal_id,touch,done_at\nD2,call_1m,2026-11-05 10:00\nD9,call_1m,2026-11-05 10:00\n")
                .with("complaints", """
                        complaint_id,client_id,agent_id,store_id,opened_at,attribution,root_cause,severity
                        Q1,C1,A1,S1,2026-11-04 10:00,service_fault,late,2
                        Q2,C9,A2,,2026-11-04 10:00,,,3
                        """)
                .asOf("2026-11-02", "2026-11-08");
        assertThat(figures.share("complaint_rate", "2026-W45", "", "")).isEqualTo("2/3+0");
        assertThat(figures.value("complaint_rate", "2026-W45", "", "").value()).isCloseTo(200 / 3.0, within(1e-12));
        assertThat(figures.share("complaint_rate", "2026-W45", "store", "S1")).isEqualTo("1/2+0");
        assertThat(figures.share("complaint_rate", "2026-W45", "store", "S2")).isEqualTo("1/2+0");
        assertThat(figures.share("complaint_rate", "2026-W45", "attribution", "service_fault"))
                .isEqualTo("1/3+0");
        assertThat(figures.share("complaint_rate", "2026-W45", "root_cause", "(none)"))
                .isEqualTo("1/3+0");
        assertThat(figures.members("complaint_rate", "severity")).containsExactly("2", "3");
        assertThat(figures.share("complaint_rate_per_1000_viewings", "2026-W45", "", ""))
                .isEqualTo("2/1+0");
        assertThat(figures.value("complaint_rate_per_1000_viewings", "2026-W45", "store", "S1")
                        .value())
                .isNull();
        assertThat(figures.share("complaint_rate_per_100_signings", "2026-W45", "", ""))
                .isEqualTo("2/1+0");
        assertThat(figures.share("complaint_rate_per_100_signings", "2026-Q3", "", ""))
                .isEqualTo("0/1+0");
        assertThat(figures.share("signings", "2026-11", "store", "S2")).isEqualTo("1/-+0");
    }

    /**
     * As of 2026-11-06 00:00. Q1 answered after 24 hours to the second, plan 3 hours later to the second. Q2 answered
     * late, without plan, 2 hours ago. Q3 open, in time. Q4 open, deadline at as_of, with a plan. Q5 planned before its
     * answer.
     */
    @Test
    void complaintClocksHaveTheirThirdAndFourthStates() throws Exception {
        Figures figures = export.with("complaints", """
                        complaint_id,client_id,opened_at,responded_at,plan_at,resolved_at
                        Q1,C1,2026-11-02 10:00,2026-11-03 10:00,2026-11-03 13:00,2026-11-04 10:00
                        Q2,C1,2026-11-02 10:00,2026-11-05 22:00,,
                        Q3,C1,2026-11-05 00:00:01,,,
                        Q4,C1,2026-11-05 00:00,,2026-11-05 10:00,
                        Q5,C1,2026-11-02 10:00,2026-11-02 11:00,2026-11-02 10:30,2026-11-02 12:00
                        """).asOf("2026-11-02", "2026-11-05");
        assertThat(figures.total("complaint_response_24h")).isEqualTo("2/4+1");
        assertThat(figures.value("complaint_response_24h", "all", "", "").more())
                .containsEntry("open", 1.0);
        assertThat(figures.total("complaint_plan_3h")).isEqualTo("2/2+1");
        assertThat(figures.value("complaint_plan_3h", "all", "", "").more())
                .containsEntry("open", 1.0)
                .containsEntry("not_answered", 2.0);
        // Ends at 2 h and 48 h, ends of watching at 24 h less a second, 24 h and 86 h: S is .8, then .8 · 1/2 = .4.
        OracleValue resolution = figures.value("complaint_resolution_days", "all", "", "");
        assertThat(resolution.value()).isEqualTo(48 * 3600.0);
        assertThat(resolution.more()).containsOnlyKeys("median");
    }

    /** As of 2026-11-06 00:00: in time to the second; late; none and due; none and due in a second; without end. */
    @Test
    void feedbackIsDueAnHourAfterTheEnd() throws Exception {
        Figures figures = export.with("agents", "agent_id,store_id\nA1,S1\n")
                .with("viewings", """
                        viewing_id,client_id,listing_id,agent_id,booked_at,started_at,ended_at,feedback_at,status
                        V1,C1,H1,A1,2026-11-02,2026-11-02 10:00,2026-11-02 11:00,2026-11-02 12:00,done
                        V2,C1,H1,A1,2026-11-02,2026-11-02 10:00,2026-11-02 11:00,2026-11-02 12:00:01,done
                        V3,C1,H1,A1,2026-11-02,2026-11-05 22:00,2026-11-05 23:00,,done
                        V4,C1,H1,A1,2026-11-02,2026-11-05 22:00,2026-11-05 23:00:01,,done
                        V5,C1,H1,A1,2026-11-02,2026-11-05 22:00,,2026-11-05 23:00:01,done
                        V6,C1,H1,A1,2026-11-02,2026-11-05 22:00,2026-11-05 23:00,,cancelled
                        """)
                .asOf("2026-11-02", "2026-11-05");
        assertThat(figures.total("viewing_feedback_1h")).isEqualTo("1/3+1");
        assertThat(figures.of("viewing_feedback_1h", "store", "S1")).isEqualTo("1/3+1");
        assertThat(figures.of("viewing_feedback_1h", "consultant", "A1")).isEqualTo("1/3+1");
        assertThat(figures.value("viewing_feedback_1h", "all", "", "").more()).containsEntry("no_end", 1.0);
    }

    /**
     * L1 (C1) has a viewing on the 3rd and nothing else: contacted, needs and matched are implied at that time. L2 is
     * the later lead of C2 (same instant, greater id), so the contact is its own. L3 stated its needs before the lead,
     * which does not count; it was answered after 10 minutes. L4 signed and was handed over on the day of the lead.
     */
    @Test
    void aLaterStageImpliesTheEarlierOnes() throws Exception {
        Figures figures = export.with("leads", """
                        lead_id,client_id,channel,created_at,first_response_at
                        L1,C1,platform,2026-11-02 10:00,
                        L19,C2,platform,2026-11-02 10:00,
                        L2,C2,moments,2026-11-02 10:00,
                        L3,C3,platform,2026-11-02 10:00,2026-11-02 10:10
                        L4,C4,platform,2026-11-02 10:00,2026-11-02 10:40
                        """)
                .with("contacts", "contact_id,client_id,contacted_at\nK1,C2,2026-11-02 12:00\n")
                .with("demands", "client_id,valid_from\nC3,2026-11-02 09:59\n")
                .with(
                        "viewings",
                        "viewing_id,client_id,listing_id,booked_at,started_at,status\nV1,C1,H1,2026-11-02 11:00,2026-11-03 10:00,done\n")
                .with(
                        "deals",
                        "deal_id,lead_id,client_id,listing_id,signed_at,status\nD1,L4,C4,H1,2026-11-02 20:00,signed\n")
                .with("deal_milestones", "deal_id,milestone,done_at\nD1,交房,2026-11-02 19:00\n")
                .asOf("2026-11-02", "2026-11-05");
        assertThat(figures.total("funnel_step_contacted")).isEqualTo("4/5+0");
        assertThat(figures.total("funnel_step_needs")).isEqualTo("2/4+0");
        assertThat(figures.total("funnel_step_matched")).isEqualTo("2/2+0");
        assertThat(figures.total("funnel_step_viewed")).isEqualTo("2/2+0");
        assertThat(figures.total("funnel_step_offered")).isEqualTo("1/2+0");
        assertThat(figures.total("funnel_cumulative_handed_over")).isEqualTo("1/5+0");
        assertThat(figures.of("funnel_cumulative_contacted", "channel", "moments"))
                .isEqualTo("1/1+0");
        // To contact: 600, 2400, 7200, 86400 s, one censored at 86 h. S: .8, .6, .4, .2.
        assertThat(figures.total("funnel_time_contacted")).isEqualTo("4/5+0");
        assertThat(figures.value("funnel_time_contacted", "all", "", "").more())
                .containsEntry("median", 7200.0)
                .doesNotContainKey("p90");
        // Handover noted an hour before the signing: signed no later than that, then at once.
        assertThat(figures.value("funnel_time_handed_over", "all", "", "").value())
                .isZero();
        assertThat(figures.value("funnel_time_signed", "all", "", "").value()).isZero();
        // Needs of L4 are implied at 19:00, 30,000 s after its contact at 10:40; of L1 at once.
        assertThat(figures.total("funnel_time_needs")).isEqualTo("2/4+0");

        assertThat(figures.total("speed_to_lead")).isEqualTo("2/5+0");
        assertThat(figures.value("speed_to_lead", "all", "", "").value()).isNull();
        assertThat(figures.total("speed_to_lead_30min")).isEqualTo("1/5+0");
        assertThat(figures.of("speed_to_lead_30min", "channel", "platform")).isEqualTo("1/4+0");
    }
}
