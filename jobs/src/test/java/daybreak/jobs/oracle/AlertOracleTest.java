package daybreak.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertOracleTest {

    @TempDir
    private Path folder;

    private TinyExport export;

    @BeforeEach
    void emptyExport() {
        export = new TinyExport(folder);
    }

    private static OracleAlert alert(
            String rule, Map<String, String> subject, String raisedOn, @Nullable String closedOn) {
        return new OracleAlert(
                rule, subject, LocalDate.parse(raisedOn), closedOn == null ? null : LocalDate.parse(closedOn));
    }

    /**
     * C1 browses three homes of Xuhui by the 3rd (one of them twice) and books a viewing of a fourth there on the 5th.
     * C2 browses two homes of Xuhui and one of Pudong. C3 is closed. C4's three lie within seven days only until the
     * 8th; its viewing was cancelled.
     */
    @Test
    void interestInADistrictWithoutAViewingThere() throws Exception {
        export.on("2026-11-02", "listings", """
                        listing_id,district,listed_at
                        H1,Xuhui,2026-10-01
                        H2,Xuhui,2026-10-01
                        H3,Xuhui,2026-10-01
                        H4,Xuhui,2026-10-01
                        H5,Pudong,2026-10-01
                        """)
                .on(
                        "2026-11-02",
                        "clients",
                        "client_id,created_at,status\nC1,2026-10-01,active\nC2,2026-10-01,active\nC3,2026-10-01,closed\nC4,2026-10-01,dormant\n")
                .on("2026-11-02", "browse_events", """
                        event_id,client_id,listing_id,browsed_at
                        B1,C1,H1,2026-11-02 10:00
                        B2,C1,H1,2026-11-02 11:00
                        B3,C1,H2,2026-11-02 12:00
                        B4,C2,H1,2026-11-02 10:00
                        B5,C2,H2,2026-11-02 10:00
                        B6,C2,H5,2026-11-02 10:00
                        B7,C3,H1,2026-11-02 10:00
                        B8,C3,H2,2026-11-02 10:00
                        B9,C3,H3,2026-11-02 10:00
                        B10,C4,H1,2026-11-02 00:00
                        B11,C4,H2,2026-11-02 10:00
                        B12,C4,H3,2026-11-02 10:00
                        """)
                .on(
                        "2026-11-03",
                        "browse_events",
                        "event_id,client_id,listing_id,browsed_at\nB13,C1,H3,2026-11-03 10:00\n")
                .on("2026-11-05", "viewings", """
                        viewing_id,client_id,listing_id,booked_at,scheduled_at,status
                        V1,C1,H4,2026-11-05 10:00,2026-11-08 10:00,booked
                        V2,C4,H4,2026-11-05 10:00,2026-11-08 10:00,cancelled
                        V3,C4,H5,2026-11-05 10:00,2026-11-08 10:00,booked
                        """);
        assertThat(export.alerts("2026-11-02", "2026-11-10"))
                .containsExactly(
                        alert(
                                "area-interest-no-viewing",
                                Map.of("client_id", "C4", "district", "Xuhui"),
                                "2026-11-02",
                                "2026-11-09"),
                        alert(
                                "area-interest-no-viewing",
                                Map.of("client_id", "C1", "district", "Xuhui"),
                                "2026-11-03",
                                "2026-11-05"));
    }

    /**
     * C1 is an A client from the first (fit 0.8), last spoken to at midnight beginning the 3rd, so silent 72 hours at
     * the end of the 5th; spoken to on the 6th, silent again at the end of the 9th. C2 turns A on the 4th, created on
     * the 1st. C3 has a fit below 0.8, C4 a horizon of 31 days.
     */
    @Test
    void anAClientLeftSilent() throws Exception {
        export.on("2026-11-02", "clients", """
                        client_id,created_at,status,horizon_days,purchasing_power
                        C1,2026-10-01,active,30,4000000
                        C2,2026-11-01,active,90,5000000
                        C3,2026-10-01,active,30,3999999
                        C4,2026-10-01,active,31,5000000
                        """)
                .on("2026-11-02", "demands", """
                        client_id,valid_from,budget_min
                        C1,2026-10-01,5000000
                        C2,2026-10-01,5000000
                        C3,2026-10-01,5000000
                        C4,2026-10-01,5000000
                        """)
                .on("2026-11-03", "contacts", "contact_id,client_id,contacted_at\nK1,C1,2026-11-03 00:00\n")
                .on(
                        "2026-11-04",
                        "clients",
                        "client_id,created_at,status,horizon_days,purchasing_power\nC2,2026-11-01,active,10,5000000\n")
                .on("2026-11-06", "contacts", "contact_id,client_id,contacted_at\nK2,C1,2026-11-06 09:00\n")
                .on(
                        "2026-11-07",
                        "clients",
                        "client_id,created_at,status,horizon_days,purchasing_power\nC2,2026-11-01,closed,10,5000000\n");
        assertThat(export.alerts("2026-11-03", "2026-11-09")).isEmpty();
        assertThat(export.alerts("2026-11-02", "2026-11-09"))
                .containsExactly(
                        alert("a-tier-silent", Map.of("client_id", "C1"), "2026-11-02", "2026-11-03"),
                        alert("a-tier-silent", Map.of("client_id", "C2"), "2026-11-04", "2026-11-07"),
                        alert("a-tier-silent", Map.of("client_id", "C1"), "2026-11-05", "2026-11-06"),
                        alert("a-tier-silent", Map.of("client_id", "C1"), "2026-11-09", null));
    }

    /** Q1 is answered on the 4th and planned on the 6th; Q2 answered and planned on one day; Q3's client is withdrawn. */
    @Test
    void complaintClocksAboutToLapseOrLapsed() throws Exception {
        export.on("2026-11-02", "clients", "client_id,created_at,deleted\nC1,2026-10-01,\nC3,2026-10-01,true\n")
                .on("2026-11-02", "complaints", """
                        complaint_id,client_id,opened_at
                        Q1,C1,2026-11-02 10:00
                        Q2,C9,2026-11-02 10:00
                        Q3,C3,2026-11-02 10:00
                        """)
                .on("2026-11-04", "complaints", """
                        complaint_id,client_id,opened_at,responded_at,plan_at
                        Q1,C1,2026-11-02 10:00,2026-11-04 10:00,
                        Q2,C9,2026-11-02 10:00,2026-11-04 10:00,2026-11-04 11:00
                        """)
                .on(
                        "2026-11-06",
                        "complaints",
                        "complaint_id,client_id,opened_at,responded_at,plan_at\nQ1,C1,2026-11-02 10:00,2026-11-04 10:00,2026-11-06 10:00\n");
        assertThat(export.alerts("2026-11-02", "2026-11-07"))
                .containsExactly(
                        alert(
                                "complaint-sla",
                                Map.of("clock", "answer", "complaint_id", "Q1"),
                                "2026-11-02",
                                "2026-11-04"),
                        alert(
                                "complaint-sla",
                                Map.of("clock", "answer", "complaint_id", "Q2"),
                                "2026-11-02",
                                "2026-11-04"),
                        alert(
                                "complaint-sla",
                                Map.of("clock", "plan", "complaint_id", "Q1"),
                                "2026-11-04",
                                "2026-11-06"));
    }
}
