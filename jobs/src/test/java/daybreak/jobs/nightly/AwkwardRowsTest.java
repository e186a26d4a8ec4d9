package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that leave out who acted, come before their time or are withdrawn: each reading of the definitions, once. */
class AwkwardRowsTest {

    private static final String FIRST = "2026-11-09";
    private static final String LAST = "2026-11-10";

    @TempDir
    private Path folder;

    /**
     * As of 2026-11-11 00:00. C1's second row is dated ahead and does not count yet; C2 and H1 are withdrawn on the second
     * day. L1 was answered before it was created, L2 is 30 minutes old to the second, L3's deal was signed before it. V2 is
     * noted as done and planned for December. D2 is withdrawn, and its touch with it.
     */
    @Test
    void eachIsReadAsTheDefinitionsSay() throws Exception {
        Path exports = folder.resolve("exports");
        write(exports, FIRST, "agents", """
                agent_id,store_id,role
                A1,S1,consultant
                A2,S2,consultant
                """);
        write(exports, FIRST, "clients", """
                client_id,segment,agent_id,created_at,status,horizon_days,purchasing_power,deleted
                C1,upgrade,A1,2026-09-01,active,20,2000000,
                C2,school,A2,2026-09-01,active,20,,
                C3,first_home,A2,2026-09-01,closed,,,
                """);
        write(exports, LAST, "clients", """
                client_id,segment,agent_id,created_at,status,horizon_days,purchasing_power,deleted
                C1,retirement,A2,2026-12-01,active,300,2000000,
                C2,,,2026-09-01,,,,true
                """);
        write(exports, FIRST, "listings", """
                listing_id,district,listed_at,status,deleted
                H1,浦东,2026-08-01,on_market,
                """);
        write(exports, LAST, "listings", """
                listing_id,district,listed_at,status,deleted
                H1,,2026-08-01,withdrawn,true
                """);
        write(exports, FIRST, "leads", """
                lead_id,client_id,channel,created_at,agent_id,first_response_at
                L1,C1,platform,2026-09-02 10:00,,2026-09-02 09:00
                L3,C3,walk_in,2026-09-05,A2,
                """);
        write(exports, LAST, "leads", """
                lead_id,client_id,channel,created_at,agent_id,first_response_at
                L2,C2,moments,2026-11-10 23:30,A2,
                """);
        write(exports, FIRST, "demands", """
                client_id,valid_from,budget_min,districts
                C1,2026-08-15,2000000,静安
                C1,2026-09-03,2000000,
                """);
        write(exports, FIRST, "recommendations", """
                recommendation_id,client_id,listing_id,agent_id,recommended_at,source,score
                R1,C1,H1,,2026-10-28,consultant,80
                R2,C3,H1,,2026-10-28 00:00:01,system,
                """);
        write(exports, FIRST, "viewings", """
                viewing_id,client_id,listing_id,agent_id,mode,booked_at,scheduled_at,started_at,ended_at,status,feedback_at
                V1,C1,H1,,onsite,2026-10-28,2026-10-29 10:00,,2026-10-29 11:00,done,2026-10-29 12:00
                V2,C2,H1,A2,onsite,2026-10-28,2026-12-01 10:00,,,done,
                """);
        write(exports, FIRST, "deals", """
                deal_id,lead_id,client_id,listing_id,agent_id,signed_at,status,deleted
                D1,L3,C3,H1,,2026-09-04,signed,
                D2,L1,C1,H1,A1,2026-09-20,signed,true
                """);
        write(exports, FIRST, "after_sales", """
                deal_id,touch,done_at
                D2,visit_1w,2026-10-01
                """);
        write(exports, FIRST, "complaints", """
                complaint_id,client_id,agent_id,store_id,opened_at
                K1,C1,,,2026-11-09 10:00
                K2,C2,A1,,2026-11-09 11:00
                """);
        write(exports, LAST, "complaints", """
                complaint_id,client_id,agent_id,store_id,opened_at
                K3,C2,,,2026-11-10 09:00
                """);
        try (NightWorld world = new NightWorld(folder.resolve("home"))) {
            NightOutcome outcome = world.run(exports, FIRST, LAST, null);
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED);

            assertThat(IndependentFigures.of(exports, LocalDate.parse(FIRST), LocalDate.parse(LAST))
                            .differencesFrom(world))
                    .isEmpty();
            assertThat(world.query("SELECT member, numerator, denominator FROM metric_value WHERE period = 'all'"
                            + " AND metric = 'complaint_rate' AND dimension = 'store' ORDER BY member"))
                    .containsExactly("S1|2|1", "S2|1|1");
            assertThat(world.query("SELECT metric, member, numerator, denominator, not_yet_due FROM metric_value"
                            + " WHERE period = 'all' AND denominator + not_yet_due > 0 AND ((metric = 'speed_to_lead_30min' AND dimension = '')"
                            + " OR (metric = 'viewing_feedback_1h' AND dimension = 'consultant')"
                            + " OR (metric = 'match_success_14d' AND dimension IN ('', 'tier'))"
                            + " OR (metric = 'lead_conversion_curve')"
                            + " OR (metric = 'lead_conversion_30d' AND dimension IN ('district', 'segment')))"
                            + " ORDER BY metric, dimension, member"))
                    .containsExactly(
                            "lead_conversion_30d|(none)|0|1|1",
                            "lead_conversion_30d|静安|0|1|0",
                            "lead_conversion_30d|first_home|0|1|0",
                            "lead_conversion_30d|school|0|0|1",
                            "lead_conversion_30d|upgrade|0|1|0",
                            "lead_conversion_curve||0|3|0",
                            "match_success_14d||1|1|1",
                            "match_success_14d|(none)|0|0|1",
                            "match_success_14d|A|1|1|0",
                            "speed_to_lead_30min||1|3|0",
                            "viewing_feedback_1h|A1|1|1|0");
        }
    }

    private static void write(Path exports, String day, String entity, String csv) throws IOException {
        Path dated = Files.createDirectories(exports.resolve(day));
        Files.writeString(dated.resolve(entity + ".csv"), csv);
        Files.writeString(dated.resolve("_COMPLETE"), "");
    }
}
