package daybreak.reports.quarterly;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Marts of a brokerage in the third quarter of 2026, made by hand: 184 complaints, four SOP changes, five stores. */
final class FixtureQuarter implements AutoCloseable {

    static final String RUN = "20260930-01";

    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);

    private static final String[] CAUSES = {
        "带看后无人回访", "费用说明不清", "渗漏未披露", "约看爽约", "税费预期", "噪音", "证件说明有误", "学位政策", "面积不符", "家具清单不符"
    };
    private static final String[] ATTRIBUTIONS = {
        "service_fault",
        "service_fault",
        "listing_defect",
        "service_fault",
        "misunderstanding",
        "listing_defect",
        "service_fault",
        "misunderstanding",
        "listing_defect",
        "listing_defect"
    };
    private static final int[] NOW = {41, 33, 24, 17, 16, 15, 12, 10, 9, 7};
    private static final int[] BEFORE = {44, 38, 51, 21, 18, 17, 14, 11, 10, 7};
    private static final double[] WEEKLY = {
        0.84, 0.94, 0.76, 0.99, 0.83, 0.79, 0.77, 0.89, 0.79, 0.92, 0.82, 0.91, 0.82, 1.02, 1.11, 1.05, 1.16, 0.89,
                0.79,
        0.98, 0.74, 0.94, 0.82, 1.04, 0.69, 0.89, 0.82, 0.78, 0.94, 0.88, 0.73, 0.98, 0.83, 0.62, 0.68, 0.52, 0.72,
                0.57,
        1.23
    };

    private final EmbeddedPostgres postgres;
    private final Connection connection;

    private FixtureQuarter(EmbeddedPostgres postgres, Connection connection) {
        this.postgres = postgres;
        this.connection = connection;
    }

    static FixtureQuarter open() throws IOException, SQLException {
        FixtureQuarter marts = empty();
        marts.fill();
        return marts;
    }

    /** The marts' tables, and a run whose marts stand, with nothing in them. */
    static FixtureQuarter empty() throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:daybreak/marts")
                .load()
                .migrate();
        FixtureQuarter marts =
                new FixtureQuarter(postgres, postgres.getPostgresDatabase().getConnection());
        marts.execute("""
                INSERT INTO run (run, brokerage, from_day, to_day, as_of, zone, started_at, ended_at, status, fingerprint,
                                 definitions)
                VALUES ('20260930-01', '禾木房产（样例）', '2025-07-01', '2026-09-30', '2026-10-01T00:00+08', 'Asia/Shanghai',
                        '2026-10-01T01:00+08', '2026-10-01T01:05+08', 'published', 'f', 'd')""");
        marts.execute("INSERT INTO current_run (run) VALUES ('20260930-01')");
        return marts;
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        postgres.close();
    }

    private void fill() throws SQLException {
        totals();
        weeks();
        complaints();
        stores();
        execute("""
                INSERT INTO headline VALUES
                  ('complaint_rate', 'quarter', '2026-Q3', '2026-Q2', NULL, 0.0021, true, 'signal_better', '20260930-01')""");
        execute("""
                INSERT INTO sop_change VALUES
                  ('SOP-09', '2026-06-01', '带看后无人回访', '带看后 1 小时反馈', '何经理', '20260930-01'),
                  ('SOP-14', '2026-08-17', '渗漏未披露', '勘察必填项', '赵经理', '20260930-01'),
                  ('SOP-16', '2026-09-08', '约看爽约', '约看前一日双方确认', '许主管', '20260930-01'),
                  ('SOP-17', '2026-11-02', '噪音', '噪音实测', NULL, '20260930-01')""");
        execute("""
                INSERT INTO intake_day SELECT day, 'complete', '20260930-01'
                  FROM generate_series(date '2026-07-01', date '2026-09-30', interval '1 day') AS day""");
        execute("""
                INSERT INTO intake_file (day, file, entity, sha256, bytes, rows_in, accepted, refused, duplicates,
                                         superseded, late, orphans, run)
                SELECT day, 'complaints.csv', 'complaints', 'x', 100, 5, 4, CASE WHEN extract(day FROM day) = 3 THEN 1 ELSE 0 END,
                       CASE WHEN extract(day FROM day) = 3 THEN 0 ELSE 1 END, 0,
                       CASE WHEN extract(day FROM day) = 5 THEN 1 ELSE 0 END, 0, '20260930-01'
                  FROM generate_series(date '2026-07-01', date '2026-09-30', interval '1 day') AS day""");
    }

    private void totals() throws SQLException {
        // Quarters from 2025-Q3 on; the first of them is whole because exports began on its first day.
        value("complaint_rate", "2025-Q3", "", 212, 9_298, 2.280060, 1.98, 2.61, "{}", null);
        value("complaint_rate", "2025-Q4", "", 224, 9_700, 2.309278, 2.02, 2.63, "{}", null);
        value("complaint_rate", "2026-Q1", "", 238, 9_500, 2.505263, 2.20, 2.84, "{}", null);
        value("complaint_rate", "2026-Q2", "", 231, 10_000, 2.31, 2.02, 2.63, "{}", null);
        value("complaint_rate", "2026-Q3", "", 184, 9_870, 1.864235, 1.604603, 2.153994, "{}", null);
        value("complaint_response_24h", "2026-Q2", "", 204, 230, 0.886957, 0.839, 0.922, "{}", null);
        value("complaint_response_24h", "2026-Q3", "", 169, 183, 0.923497, 0.875563, 0.953928, "{\"open\": 1}", null);
        value("complaint_plan_3h", "2026-Q2", "", 190, 226, 0.840708, 0.787, 0.883, "{}", null);
        value(
                "complaint_plan_3h",
                "2026-Q3",
                "",
                155,
                179,
                0.865922,
                0.808310,
                0.908164,
                "{\"open\": 1, \"not_answered\": 4}",
                null);
        value(
                "complaint_resolution_days",
                "2026-Q2",
                "",
                231,
                231,
                648_000,
                600_000,
                700_000,
                "{}",
                "[{\"quantile\": 0.5, \"seconds\": 648000}, {\"quantile\": 0.9, \"seconds\": 1900800}]");
        value(
                "complaint_resolution_days",
                "2026-Q3",
                "",
                175,
                184,
                535_680,
                483_840,
                604_800,
                "{}",
                "[{\"quantile\": 0.5, \"seconds\": 535680}, {\"quantile\": 0.9, \"seconds\": 1641600}]");
    }

    private void value(
            String metric,
            String period,
            String store,
            double numerator,
            double denominator,
            double value,
            double low,
            double high,
            String states,
            @Nullable String points)
            throws SQLException {
        Quarter quarter = Quarter.of(period);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO metric_value (metric, period_kind, period, period_from, period_to, whole, dimension, member,
                                          numerator, denominator, value, low, high, states, points, version, run)
                VALUES (?, 'quarter', ?, ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, 'v', '20260930-01')""")) {
            insert.setString(1, metric);
            insert.setString(2, period);
            insert.setDate(3, Date.valueOf(quarter.from()));
            insert.setDate(4, Date.valueOf(quarter.to()));
            insert.setString(5, store.isEmpty() ? "" : "store");
            insert.setString(6, store);
            insert.setDouble(7, numerator);
            insert.setDouble(8, denominator);
            insert.setDouble(9, value);
            insert.setDouble(10, low);
            insert.setDouble(11, high);
            insert.setString(12, states);
            insert.setString(13, points);
            insert.executeUpdate();
        }
    }

    /** Weeks W01 to W39: the change of 1 June starts phase 2 in W23, that of 17 August phase 3 in W34, the last W38. */
    private void weeks() throws SQLException {
        for (int week = 1; week <= 39; week++) {
            int phase = week < 23 ? 1 : week < 34 ? 2 : week < 38 ? 3 : 4;
            String change = phase == 1 ? null : phase == 2 ? "SOP-09" : phase == 3 ? "SOP-14" : "SOP-16";
            double centre = phase < 3 ? 0.89 : phase == 3 ? 0.62 : 0.66;
            double room = phase < 3 ? 0.63 + 0.01 * (week % 3) + (week == 7 ? 0.25 : 0) : 0.54;
            double rate = WEEKLY[week - 1];
            boolean signal = week == 39;
            double exposure = 1_950 - 30 * (week % 3);
            point("", "", week, phase, change, Math.rint(rate * exposure / 100), exposure, rate, centre, room, signal);
            point("渗漏未披露", week, week < 34 ? 1 : 2, "SOP-14", week < 34 ? 0.20 : 0.08);
            point("带看后无人回访", week, week < 23 ? 1 : 2, "SOP-09", week < 23 ? 0.19 : 0.18);
        }
        gaps();
    }

    /** A rare cause: the days from each of its complaints to the next, from 6 January on. */
    private void gaps() throws SQLException {
        double[] days = {4, 9, 15, 0.2, 22, 11, 6, 30, 18, 8, 25, 13, 40, 20, 33, 9};
        double since = 0;
        for (int i = 0; i < days.length; i++) {
            since += days[i];
            boolean after = i >= 14;
            LocalDate on = LocalDate.of(2026, 1, 6).plusDays((long) since);
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO control_point
                    VALUES ('complaint_rate', 'root_cause', '约看爽约', to_char(?::date, 'IYYY-"W"IW'),
                            date_trunc('week', ?::date), 't', ?, ?, 1, ?, ?, ?, ?, ?, NULL, ?, '{}', 'noise', '20260930-01',
                            ?, ?)""")) {
                insert.setObject(1, on);
                insert.setObject(2, on);
                insert.setInt(3, after ? 2 : 1);
                insert.setString(4, after ? "SOP-16" : null);
                insert.setDouble(5, days[i]);
                insert.setDouble(6, days[i]);
                insert.setDouble(7, after ? 18.3 : 12.4);
                insert.setDouble(8, 0);
                insert.setDouble(9, after ? 202.1 : 118.9);
                insert.setBoolean(10, after);
                insert.setObject(11, on);
                insert.setInt(12, i + 2);
                insert.executeUpdate();
            }
        }
    }

    private void point(String cause, int week, int phase, String change, double centre) throws SQLException {
        double rate = centre + 0.03 * Math.sin(week * 1.7);
        point(
                "root_cause",
                cause,
                week,
                phase,
                phase == 1 ? null : change,
                Math.rint(rate * 19),
                1_900,
                rate,
                centre,
                0.14,
                false);
    }

    private void point(
            String dimension,
            String member,
            int week,
            int phase,
            @Nullable String change,
            double events,
            double exposure,
            double rate,
            double centre,
            double room,
            boolean signal)
            throws SQLException {
        boolean provisional = member.isEmpty() ? phase >= 3 : phase == 2 && !"SOP-09".equals(change);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO control_point
                VALUES ('complaint_rate', ?, ?, ?, ?, 'u', ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, '20260930-01')""")) {
            insert.setString(1, dimension);
            insert.setString(2, member);
            insert.setString(3, String.format(Locale.ROOT, "2026-W%02d", week));
            insert.setDate(4, Date.valueOf(LocalDate.of(2025, 12, 29).plusWeeks(week - 1)));
            insert.setInt(5, phase);
            insert.setString(6, change);
            insert.setDouble(7, events);
            insert.setDouble(8, exposure);
            insert.setDouble(9, rate);
            insert.setDouble(10, centre);
            insert.setDouble(11, Math.max(0, centre - room));
            insert.setDouble(12, centre + room);
            insert.setBoolean(13, provisional);
            insert.setArray(
                    14, connection.createArrayOf("text", signal ? new String[] {"beyond_3_sigma"} : new String[0]));
            insert.setString(15, signal ? "signal_worse" : "noise");
            insert.executeUpdate();
        }
    }

    /**
     * Complaints of the second and third quarter. Of the third, the first 169 are answered in time, 11 late, 3 not at all,
     * 1 is open; of the 180 answered 155 have a plan in time, 22 late, 2 lapsed, 1 open; 9 are unresolved.
     */
    private void complaints() throws SQLException {
        int number = 0;
        for (int quarter = 2; quarter <= 3; quarter++) {
            int[] counts = quarter == 2 ? BEFORE : NOW;
            List<Integer> causes = new ArrayList<>();
            for (int cause = 0; cause < counts.length; cause++) {
                for (int i = 0; i < counts[cause]; i++) {
                    causes.add(cause);
                }
            }
            for (int i = 0; i < causes.size(); i++) {
                complaint(++number, quarter, i, causes.get(i));
            }
        }
    }

    private void complaint(int number, int quarter, int i, int cause) throws SQLException {
        LocalDateTime first = quarter == 2 ? LocalDateTime.of(2026, 4, 2, 9, 0) : LocalDateTime.of(2026, 7, 1, 0, 30);
        boolean now = quarter == 3;
        String response = !now || i < 169 ? "in_time" : i < 180 ? "late" : i < 183 ? "lapsed" : "open";
        String plan =
                !now || i < 155 ? "in_time" : i < 177 ? "late" : i < 179 ? "lapsed" : i < 180 ? "open" : "not_answered";
        LocalDateTime opened = now && i == 183
                ? LocalDateTime.of(2026, 9, 30, 18, 0)
                : now && i == 179 ? LocalDateTime.of(2026, 9, 29, 20, 0) : first.plusMinutes((now ? 700L : 560L) * i);
        // Answers from a few minutes to just 24 hours; the first of all exactly 24 hours, which is in time.
        long minutes = response.equals("late") ? 1_440 + 150L * (i - 168) : i == 0 ? 1_440 : 5 + (37L * i * i) % 1_300;
        LocalDateTime answered = response.equals("lapsed") || response.equals("open")
                ? null
                : opened.plusMinutes(now && i == 179 ? 1_500 : minutes);
        long planning = plan.equals("late") ? 185 + 40L * (i - 154) : i == 0 ? 180 : 3 + (29L * i * i) % 170;
        LocalDateTime planned = answered == null || plan.equals("lapsed") || plan.equals("open")
                ? null
                : answered.plusMinutes(planning);
        LocalDateTime resolved = now && i >= 175 ? null : opened.plusHours(30 + (53L * i) % 400);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO complaint
                VALUES (?, ?, NULL, ?, ?, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, '20260930-01')""")) {
            insert.setString(1, String.format(Locale.ROOT, "C-%04d", number));
            insert.setString(2, "K-" + number);
            insert.setString(3, "S" + (1 + i % 5));
            insert.setString(4, i == 5 ? "misunderstanding" : ATTRIBUTIONS[cause]);
            insert.setString(5, CAUSES[cause]);
            insert.setObject(6, opened.atOffset(SHANGHAI));
            insert.setObject(7, answered == null ? null : answered.atOffset(SHANGHAI));
            insert.setObject(8, planned == null ? null : planned.atOffset(SHANGHAI));
            insert.setObject(9, resolved == null ? null : resolved.atOffset(SHANGHAI));
            insert.setObject(10, opened.plusHours(24).atOffset(SHANGHAI));
            insert.setObject(11, answered == null ? null : answered.plusHours(3).atOffset(SHANGHAI));
            insert.setString(12, response);
            insert.setString(13, plan);
            if (i % 4 == 0) {
                insert.setDouble(14, now ? 1_880 : 2_100);
            } else {
                insert.setObject(14, null);
            }
            insert.executeUpdate();
        }
    }

    private void stores() throws SQLException {
        execute("""
                INSERT INTO store VALUES ('S1', '滨江店', '20260930-01'), ('S2', '城西店', '20260930-01'),
                  ('S3', '城东店', '20260930-01'), ('S4', '湖畔店', '20260930-01'), ('S5', '大学城店', '20260930-01')""");
        value("complaint_response_24h", "2026-Q3", "S1", 45, 58, 0.775862, 0.653377, 0.863967, "{}", null);
        value("complaint_response_24h", "2026-Q3", "S2", 51, 52, 0.980769, 0.898828, 0.996597, "{}", null);
        value("complaint_response_24h", "2026-Q3", "S3", 39, 40, 0.975, 0.871246, 0.995573, "{}", null);
        value("complaint_response_24h", "2026-Q3", "S4", 20, 21, 0.952381, 0.773289, 0.991539, "{}", null);
        value("complaint_response_24h", "2026-Q3", "S5", 11, 12, 0.916667, 0.646, 0.985, "{}", null);
        value("complaint_plan_3h", "2026-Q3", "S1", 44, 56, 0.785714, 0.66, 0.87, "{}", null);
        value("complaint_plan_3h", "2026-Q3", "S2", 47, 51, 0.921569, 0.81, 0.97, "{}", null);
        value("complaint_plan_3h", "2026-Q3", "S5", 10, 12, 0.833333, 0.55, 0.95, "{}", null);
        execute("""
                INSERT INTO member_verdict VALUES
                  ('complaint_response_24h', 'quarter', '2026-Q3', 'store', 'S1', 0.00001, true, 'lower', '20260930-01'),
                  ('complaint_response_24h', 'quarter', '2026-Q3', 'store', 'S2', 0.1, false, 'no_difference', '20260930-01'),
                  ('complaint_response_24h', 'quarter', '2026-Q3', 'store', 'S3', 0.3, false, 'no_difference', '20260930-01'),
                  ('complaint_response_24h', 'quarter', '2026-Q3', 'store', 'S4', 1, false, 'no_difference', '20260930-01'),
                  ('complaint_response_24h', 'quarter', '2026-Q3', 'store', 'S5', NULL, false, 'too_few', '20260930-01')""");
    }
}
