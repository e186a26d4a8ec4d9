package daybreak.reports.weekly;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A made-up brokerage's marts as of the end of 22 November 2026, written by SQL: no run computed them. */
final class SampleWeek {

    static final String RUN = "20261122-01";
    static final String WEEK = "2026-W47";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate FIRST_MONDAY = LocalDate.of(2026, 3, 30);
    private static final LocalDate SOP_14 = LocalDate.of(2026, 8, 17);
    private static final List<String> CHANNELS = List.of(
            "platform",
            "moments",
            "community_group",
            "short_video",
            "service_station",
            "referral",
            "district_outreach",
            "walk_in");
    private static final double[] LEADS = {262, 88, 15, 116, 53, 32, 41, 1};

    private final Connection connection;
    private final Random random = new Random(47);

    SampleWeek(Connection connection) {
        this.connection = connection;
    }

    /** A run that has published nothing but itself. */
    void insertRun() throws SQLException {
        execute(
                "INSERT INTO run (run, brokerage, from_day, to_day, as_of, zone, started_at, status, fingerprint,"
                        + " definitions) VALUES (?, ?, ?, ?, ?, ?, now(), 'published', 'f', 'd')",
                RUN,
                "禾木房产（样例）",
                FIRST_MONDAY,
                MONDAY.plusDays(6),
                MONDAY.plusDays(7).atStartOfDay(ZONE).toOffsetDateTime(),
                ZONE.getId());
        execute("INSERT INTO current_run (run) VALUES (?)", RUN);
    }

    void insert() throws SQLException {
        insertRun();
        insertRates();
        insertFunnel();
        insertComplaints();
        insertTasks();
        insertIntake();
    }

    private void insertRates() throws SQLException {
        double[] conversion = {3.4, 3.9, 3.2, 3.6, 3.5, 4.0, 3.0, 3.8, 3.4, 3.6, 3.9, 3.2, 3.4};
        for (int i = 0; i < 34; i++) {
            LocalDate monday = FIRST_MONDAY.plusWeeks(i);
            String week = week(monday);
            boolean mature = week.compareTo("2026-W42") <= 0;
            double k = week.equals("2026-W42") ? 21 : week.equals("2026-W41") ? 25 : week.equals("2026-W38") ? 19 : 0;
            double n = week.equals("2026-W42")
                    ? 612
                    : week.equals("2026-W41") ? 610 : week.equals("2026-W38") ? 594 : 600 + i % 7;
            if (k == 0) {
                k = Math.rint(n * conversion[i % conversion.length] / 100);
            }
            share("lead_conversion_30d", monday, mature ? k : 0, mature ? n : 0, mature ? 0 : 608);
            if (mature) {
                pPoint("lead_conversion_30d", monday, k, n, 0.035, "{}", "noise");
            }
        }
        double[] match = {10.8, 11.5, 10.4, 11.0, 10.2, 11.6, 10.9, 10.5, 11.5, 10.7, 11.1, 11.7, 10.3, 11.0};
        double[] lately = {11.9, 12.2, 11.8, 12.4, 12.1, 12.5, 12.3, 12.9};
        for (int i = 0; i < 34; i++) {
            LocalDate monday = FIRST_MONDAY.plusWeeks(i);
            boolean mature = i <= 31;
            double n = 2440 + 7 * (i % 9);
            double k = Math.rint(n * (i > 23 ? lately[Math.min(i - 24, 7)] : match[i % match.length]) / 100);
            if (i == 31) {
                k = 321;
                n = 2486;
            }
            share("match_success_14d", monday, mature ? k : 0, mature ? n : 0, mature ? 0 : 2479);
            if (mature) {
                pPoint(
                        "match_success_14d",
                        monday,
                        k,
                        n,
                        0.114,
                        i == 31 ? "{run_of_8}" : "{}",
                        i == 31 ? "signal_better" : "noise");
            }
        }
        double[] before = {17, 15, 19, 14, 18, 16, 20, 13, 17, 16, 15, 18, 17, 14, 19, 17};
        double[] after = {12, 13, 10, 14, 11, 12, 9, 13, 15, 11, 12, 11, 13};
        for (int i = 0; i < 34; i++) {
            LocalDate monday = FIRST_MONDAY.plusWeeks(i);
            boolean first = monday.isBefore(SOP_14);
            double n = 1900 + 11 * (i % 8);
            double k = first ? before[i % before.length] : after[i % after.length];
            if (i == 32) {
                k = 13;
                n = 1940;
            }
            if (i == 33) {
                k = 24;
                n = 1946;
            }
            if (i == 29) {
                k = 11;
                n = 1930;
            }
            value(
                    "complaint_rate",
                    "week",
                    week(monday),
                    monday,
                    monday.plusDays(6),
                    "",
                    "",
                    k,
                    n,
                    100 * k / n,
                    i == 33 ? 0.79 : 100 * (k - 1.96 * Math.sqrt(k)) / n,
                    i == 33 ? 1.84 : 100 * (k + 1.96 * Math.sqrt(k)) / n,
                    0,
                    "{}",
                    null);
            double mean = first ? 0.87 : 0.62;
            double sigma = Math.sqrt(mean / n * 100);
            execute(
                    "INSERT INTO control_point VALUES ('complaint_rate', '', '', ?, ?, 'u', ?, ?, ?, ?, ?, ?, ?, ?, NULL,"
                            + " false, ?::text[], ?, ?)",
                    week(monday),
                    monday,
                    first ? 1 : 2,
                    first ? null : "SOP-14",
                    k,
                    n,
                    100 * k / n,
                    mean,
                    Math.max(0, mean - 3 * sigma),
                    mean + 3 * sigma,
                    i == 33 ? "{beyond_3_sigma}" : "{}",
                    i == 33 ? "signal_worse" : "noise",
                    RUN);
        }
        headline("lead_conversion_30d", "2026-W42", "2026-W41", "2026-W38", 0.52, false, "noise");
        headline("match_success_14d", "2026-W45", "2026-W44", "2026-W41", 0.48, false, "signal_better");
        headline("complaint_rate", "2026-W47", "2026-W46", "2026-W43", 0.06, false, "signal_worse");
        for (Object[] change : new Object[][] {
            {"SOP-09", LocalDate.of(2026, 6, 1), "带看后无人回访", "带看后 1 小时反馈", "运营"},
            {"SOP-11", LocalDate.of(2026, 7, 15), "费用说明不清", "费用清单双签", "法务"},
            {"SOP-14", SOP_14, "渗漏未披露", "勘察必填项", "运营"},
            {"SOP-16", LocalDate.of(2026, 9, 8), "约看爽约", "约看前一日双方确认", "运营"}
        }) {
            execute("INSERT INTO sop_change VALUES (?, ?, ?, ?, ?, '" + RUN + "')", change);
        }
    }

    private void insertFunnel() throws SQLException {
        double[] now = {0.909, 0.670, 0.895, 0.400, 0.306, 0.573, 0.391};
        double[] earlier = {0.904, 0.678, 0.889, 0.429, 0.310, 0.559, 0.620};
        double[] lift = {0.92, 1.02, 1.05, 0.85, 1.1, 1.5, 1.05, 1.0};
        double[] signing = {0.028, 0.038, 0.040, 0.016, 0.055, 0.112, 0.040, 0.0};
        for (int i = 0; i < 34; i++) {
            LocalDate monday = FIRST_MONDAY.plusWeeks(i);
            boolean late = i >= 16;
            double[] total = new double[8];
            for (int c = 0; c < CHANNELS.size(); c++) {
                double reached = Math.max(0, LEADS[c] + (c == 7 ? i % 2 : (i * (c + 3)) % 5 - 2));
                double leads = reached;
                total[0] += reached;
                for (int s = 0; s < WeeklyMarts.STAGES.size(); s++) {
                    double rate = (late ? now : earlier)[s] * (s == 1 || s == 3 ? lift[c] : 1);
                    double next = Math.rint(reached * Math.min(0.98, rate) + random.nextDouble() - 0.5);
                    next = Math.max(0, Math.min(reached, next));
                    member("funnel_step_" + WeeklyMarts.STAGES.get(s), monday, CHANNELS.get(c), next, reached);
                    reached = next;
                    total[s + 1] += next;
                }
                boolean mature = week(monday).compareTo("2026-W42") <= 0;
                double signed = Math.rint(leads * signing[c] + random.nextDouble() - 0.5);
                member(
                        "lead_conversion_30d",
                        monday,
                        CHANNELS.get(c),
                        mature ? Math.max(0, signed) : 0,
                        mature ? leads : 0);
            }
            for (int s = 0; s < WeeklyMarts.STAGES.size(); s++) {
                share("funnel_step_" + WeeklyMarts.STAGES.get(s), monday, total[s + 1], total[s], 0);
                share("funnel_cumulative_" + WeeklyMarts.STAGES.get(s), monday, total[s + 1], total[0], 0);
            }
        }
        double[][] times = {
            {1080, 33_840},
            {103_680, 587_520},
            {51_840, 250_560},
            {440_640, 1_693_440},
            {552_960, 2_445_120},
            {276_480, 950_400},
            {3_974_400, -1}
        };
        for (int s = 0; s < times.length; s++) {
            value(
                    "funnel_time_" + WeeklyMarts.STAGES.get(s),
                    "quarter",
                    "2026-Q3",
                    LocalDate.of(2026, 7, 1),
                    LocalDate.of(2026, 9, 30),
                    "",
                    "",
                    700.0,
                    900.0,
                    times[s][0],
                    null,
                    null,
                    0,
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "[{\"quantile\": 0.5, \"seconds\": %s}, {\"quantile\": 0.9, \"seconds\": %s}]",
                            times[s][0],
                            times[s][1] < 0 ? "null" : String.valueOf(times[s][1])));
        }
    }

    private void insertComplaints() throws SQLException {
        String[][] causes = {
            {"service_fault", "带看后无人回访"}, {"service_fault", "费用说明不清"}, {"service_fault", "约看爽约"},
            {"listing_defect", "渗漏未披露"}, {"listing_defect", "噪声"}, {"listing_defect", "面积不符"},
            {"misunderstanding", "税费预期"}, {"misunderstanding", "学位政策"}
        };
        int[] week = {9, 4, 2, 3, 2, 1, 2, 1};
        int[] usual = {2, 2, 1, 2, 1, 1, 2, 1};
        String[] stores = {"S01", "S02", "S03"};
        for (String[] store : new String[][] {{"S01", "滨江店"}, {"S02", "城西店"}, {"S03", "城东店"}}) {
            execute("INSERT INTO store VALUES (?, ?, ?)", store[0], store[1], RUN);
        }
        int id = 1000;
        for (int w = 13; w >= 1; w--) {
            for (int c = 0; c < causes.length; c++) {
                for (int i = 0; i < usual[c]; i++) {
                    ZonedDateTime opened = MONDAY.minusWeeks(w)
                            .plusDays(random.nextInt(7))
                            .atTime(9 + random.nextInt(12), random.nextInt(60))
                            .atZone(ZONE);
                    double answer = hours(new double[] {1, 3, 3, 5, 7, 9, 11, 14, 18, 22, 23, 30, 3, 5, 6, 2});
                    double plan = hours(
                            new double[] {0.3, 0.7, 0.8, 1.2, 1.3, 1.7, 2.2, 2.8, 0.6, 1.1, 4, 0.4, 9, 2.6, 0.9, 1.4});
                    complaint(id++, stores[i % 3], causes[c], opened, answer, plan);
                }
            }
        }
        int n = 0;
        for (int c = 0; c < causes.length; c++) {
            for (int i = 0; i < week[c]; i++) {
                ZonedDateTime opened =
                        MONDAY.plusDays(n % 6).atTime(10 + n % 9, 5).atZone(ZONE);
                double answer = n % 11 == 3 ? 29 : 1.5 + n % 21;
                double plan = n % 4 == 2 ? 4.5 : 0.4 + (n % 5) * 0.5;
                if (n == 5) {
                    opened = MONDAY.plusDays(5).atTime(16, 5).atZone(ZONE);
                    answer = -1;
                }
                if (n == 12) {
                    opened = MONDAY.plusDays(6).atTime(19, 40).atZone(ZONE);
                    answer = -1;
                }
                if (n == 14) {
                    opened = MONDAY.plusDays(6).atTime(10, 10).atZone(ZONE);
                    answer = 4;
                    plan = -1;
                }
                if (n == 18) {
                    opened = MONDAY.plusDays(6).atTime(20, 30).atZone(ZONE);
                    answer = 2;
                    plan = -1;
                }
                complaint(1180 + n, stores[n % 3], causes[c], opened, answer, plan);
                n++;
            }
            execute(
                    "INSERT INTO control_point VALUES ('complaint_rate', 'root_cause', ?, ?, ?, 'u', 1, NULL, ?, 1946, ?,"
                            + " 0.1, 0, 0.3, NULL, false, ?::text[], ?, ?)",
                    causes[c][1],
                    WEEK,
                    MONDAY,
                    week[c],
                    100.0 * week[c] / 1946,
                    c == 0 ? "{beyond_3_sigma}" : "{}",
                    c == 0 ? "signal_worse" : "noise",
                    RUN);
        }
        String plan = "{\"open\": 1, \"not_answered\": 2}";
        for (int w = 0; w < 13; w++) {
            share("complaint_response_24h", MONDAY.minusWeeks(w + 1L), w % 3 == 0 ? 11 : 12, 12, 0);
            share("complaint_plan_3h", MONDAY.minusWeeks(w + 1L), w % 3 == 0 ? 10 : 11, 12, 0);
        }
        value(
                "complaint_response_24h",
                "week",
                WEEK,
                MONDAY,
                MONDAY.plusDays(6),
                "",
                "",
                21.0,
                23.0,
                21 / 23.0,
                0.732,
                0.976,
                1,
                "{\"open\": 1}",
                null);
        value(
                "complaint_plan_3h",
                "week",
                WEEK,
                MONDAY,
                MONDAY.plusDays(6),
                "",
                "",
                16.0,
                21.0,
                16 / 21.0,
                0.549,
                0.894,
                1,
                plan,
                null);
    }

    private double hours(double[] hours) {
        return hours[random.nextInt(hours.length)] + random.nextInt(20) / 60.0;
    }

    private void complaint(
            int id, String store, String[] cause, ZonedDateTime opened, double answerHours, double planHours)
            throws SQLException {
        ZonedDateTime asOf = MONDAY.plusDays(7).atStartOfDay(ZONE);
        ZonedDateTime due = opened.plusHours(24);
        ZonedDateTime answered = answerHours < 0 ? null : opened.plusMinutes(Math.round(answerHours * 60));
        ZonedDateTime planDue = answered == null ? null : answered.plusHours(3);
        ZonedDateTime planned =
                answered == null || planHours < 0 ? null : answered.plusMinutes(Math.round(planHours * 60));
        execute(
                "INSERT INTO complaint VALUES (?, ?, ?, ?, ?, ?, 2, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?)",
                "C-" + id,
                "K" + (20_000 + id),
                "A0" + (10 + id % 7),
                store,
                cause[0],
                cause[1],
                opened.toOffsetDateTime(),
                answered == null ? null : answered.toOffsetDateTime(),
                planned == null ? null : planned.toOffsetDateTime(),
                due.toOffsetDateTime(),
                planDue == null ? null : planDue.toOffsetDateTime(),
                state(answered, due, asOf),
                planDue == null ? "not_answered" : state(planned, planDue, asOf),
                id % 5 == 0 ? 800.0 : null,
                RUN);
    }

    private static String state(@Nullable ZonedDateTime done, ZonedDateTime due, ZonedDateTime asOf) {
        if (done != null) {
            return done.isAfter(due) ? "late" : "in_time";
        }
        return due.isAfter(asOf) ? "open" : "lapsed";
    }

    private void insertTasks() throws SQLException {
        String[] rules = {"area-interest-no-viewing", "a-tier-silent", "complaint-sla"};
        for (int i = 0; i < 96; i++) {
            int rule = i % 16 == 0 ? 2 : i % 3 == 0 ? 1 : 0;
            LocalDate raised = MONDAY.minusDays(3).plusDays(i % 10);
            if (raised.isAfter(MONDAY.plusDays(6))) {
                raised = MONDAY.plusDays(6);
            }
            ZonedDateTime due = raised.plusDays(2).atStartOfDay(ZONE);
            boolean closed = i % 5 < 2 && !raised.plusDays(2).isAfter(MONDAY.plusDays(6));
            boolean contacted = i % 7 < 3;
            String client = "K" + (30_000 + i * 37);
            execute(
                    "INSERT INTO task VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', '{}', ?, ?, ?)",
                    String.format("T%05d", i),
                    rules[rule],
                    "{\"client_id\": \"" + client + "\"}",
                    rules[rule] + " " + client,
                    client,
                    i % 31 == 30 ? null : "A0" + (11 + i % 9),
                    i % 31 == 30 ? null : "S0" + (1 + i % 3),
                    3 - rule,
                    raised,
                    due.toOffsetDateTime(),
                    closed ? "closed" : "open",
                    closed ? raised.plusDays(2) : null,
                    switch (rule) {
                        case 0 -> "客户 7 天内在滨江看了 5 套房源，还没有约看：带上匹配房源跟进";
                        case 1 -> "A 类客户已 75 小时没有联系（上次 2026-11-17 18:20）：今天做一次专属推荐";
                        default -> "投诉 C-1185 的 24 小时答复时限是 2026-11-22 16:05：今天致电客户并记录答复";
                    },
                    switch (rule) {
                        case 0 ->
                            "The client browsed 5 listings in 滨江 within 7 days and has booked no viewing there: follow up";
                        case 1 ->
                            "A client not contacted for 75 hours (last 2026-11-17 18:20): make an exclusive recommendation today";
                        default ->
                            "The 24-hour answer of complaint C-1185 is due 2026-11-22 16:05: call the client today";
                    },
                    1 + i % 22,
                    contacted ? due.minusHours(5).toOffsetDateTime() : null,
                    RUN);
        }
    }

    private void insertIntake() throws SQLException {
        String[] entities = {
            "agents",
            "clients",
            "leads",
            "demands",
            "listings",
            "surveys",
            "recommendations",
            "viewings",
            "offers",
            "deals",
            "deal_milestones",
            "contract_checks",
            "contacts",
            "browse_events",
            "complaints",
            "after_sales"
        };
        long[] usual = {3, 60, 88, 70, 45, 22, 350, 120, 30, 12, 60, 48, 640, 4_300, 4, 9};
        for (int d = -28; d < 7; d++) {
            LocalDate day = MONDAY.plusDays(d);
            execute("INSERT INTO intake_day VALUES (?, ?, ?)", day, d == 3 ? "missing" : "complete", RUN);
            if (d == 3) {
                continue;
            }
            for (int e = 0; e < entities.length; e++) {
                if (entities[e].equals("after_sales") && d > 2) {
                    continue;
                }
                long refused = d >= 0 && e == 2 ? 3 : d == 5 && e == 12 ? 16 : 0;
                long duplicates = d >= 0 && e == 1 ? 16 : 0;
                long rows = usual[e] + (d + 28L) % 5 + refused + duplicates;
                execute(
                        "INSERT INTO intake_file VALUES (?, ?, ?, 'x', 1, ?, ?, ?, ?, 0, ?, 0, '{}', ?)",
                        day,
                        entities[e] + ".csv",
                        entities[e],
                        rows,
                        rows - refused - duplicates,
                        refused,
                        duplicates,
                        e == 12 ? 5 : 0,
                        RUN);
                for (int r = 0; r < refused; r++) {
                    execute(
                            "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, 'One sentence.', ?)",
                            day,
                            entities[e],
                            entities[e] + ".csv",
                            r + 2,
                            e == 2 ? "created_at" : "contact_id",
                            e == 2 ? "NOT_A_TIME" : "KEY_BLANK",
                            e == 2 ? "yyyy-MM-dd HH:mm:ss" : "a value",
                            RUN);
                }
            }
        }
    }

    private void headline(
            String metric, String period, String previous, String four, double p, boolean called, String verdict)
            throws SQLException {
        execute(
                "INSERT INTO headline VALUES (?, 'week', ?, ?, ?, ?, ?, ?, ?)",
                metric,
                period,
                previous,
                four,
                p,
                called,
                verdict,
                RUN);
    }

    private void share(String metric, LocalDate monday, double k, double n, long notYetDue) throws SQLException {
        double[] interval = n == 0 ? new double[2] : CohortComparison.wilson(k, n);
        value(
                metric,
                "week",
                week(monday),
                monday,
                monday.plusDays(6),
                "",
                "",
                k,
                n,
                n == 0 ? null : k / n,
                n == 0 ? null : interval[0],
                n == 0 ? null : interval[1],
                notYetDue,
                "{}",
                null);
    }

    private void member(String metric, LocalDate monday, String channel, double k, double n) throws SQLException {
        value(
                metric,
                "week",
                week(monday),
                monday,
                monday.plusDays(6),
                "channel",
                channel,
                k,
                n,
                n == 0 ? null : k / n,
                null,
                null,
                0,
                "{}",
                null);
    }

    private void value(
            String metric,
            String kind,
            String period,
            LocalDate from,
            LocalDate to,
            String dimension,
            String member,
            @Nullable Double numerator,
            @Nullable Double denominator,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            long notYetDue,
            String states,
            @Nullable String points)
            throws SQLException {
        execute(
                "INSERT INTO metric_value VALUES (?, ?, ?, ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, '1', ?)",
                metric,
                kind,
                period,
                from,
                to,
                dimension,
                member,
                numerator,
                denominator,
                value,
                low,
                high,
                notYetDue,
                states,
                points,
                RUN);
    }

    private void pPoint(String metric, LocalDate monday, double k, double n, double mean, String rules, String verdict)
            throws SQLException {
        double sigma = Math.sqrt(mean * (1 - mean) / n);
        execute(
                "INSERT INTO control_point VALUES (?, '', '', ?, ?, 'p', 1, NULL, ?, ?, ?, ?, ?, ?, NULL, false,"
                        + " ?::text[], ?, ?)",
                metric,
                week(monday),
                monday,
                k,
                n,
                k / n,
                mean,
                mean - 3 * sigma,
                mean + 3 * sigma,
                rules,
                verdict,
                RUN);
    }

    private void execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String week(LocalDate monday) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
