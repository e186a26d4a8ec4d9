package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.nightly.NightOutcome;
import daybreak.schemas.metric.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the reading commands say about one night, whatever database holds it. */
abstract class ReadingCommands {

    abstract Terminal terminal(Rooms rooms);

    /** Puts the night of night.sql into a database. */
    static void publishNight(Database database) throws Exception {
        try (var sql = Objects.requireNonNull(ReadingCommands.class.getResourceAsStream("night.sql"));
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(text(sql));
        }
    }

    private static String text(InputStream sql) throws IOException {
        return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }

    private Terminal.Answer run(String... arguments) {
        return terminal(MadeUpRooms.thatEnd(NightOutcome.Status.PUBLISHED)).run(arguments);
    }

    private void assertPrints(String expected, String... arguments) {
        Terminal.Answer answer = run(arguments);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo(expected);
        assertThat(answer.code()).isZero();
    }

    private void assertRefuses(String sentence, String... arguments) {
        Terminal.Answer answer = run(arguments);
        assertThat(answer.err()).startsWith("daybreak: " + sentence + "\n");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void runsAreListedTheNewestFirst() {
        assertPrints("""
                [
                  {"run":"20261123-01","from":"2026-11-23","to":"2026-11-23","started_at":"2026-11-24T02:00:00+08:00","ended_at":null,"status":"failed","files":null,"rows_in":null,"accepted":null,"refused":null,"duplicates":null,"late":null},
                  {"run":"20261122-01","from":"2026-05-23","to":"2026-11-22","started_at":"2026-11-23T02:00:00+08:00","ended_at":"2026-11-23T02:01:30+08:00","status":"published","files":24,"rows_in":1000,"accepted":985,"refused":10,"duplicates":5,"late":7}
                ]
                """, "runs", "--format", "json");
    }

    @Test
    void aMetricIsGivenUnroundedToPrograms() {
        assertPrints("""
                [
                  {"metric":"lead_conversion_30d","period":"2026-09","by":null,"member":null,"value":0.30798479087452474,"numerator":81,"denominator":263,"low":0.2553,"high":0.3662,"not_yet_due":0,"unit":"share","as_of":"2026-11-23T00:00:00+08:00","version":"ab12cd34","run":"20261122-01"},
                  {"metric":"lead_conversion_30d","period":"2026-10","by":null,"member":null,"value":0.12,"numerator":12,"denominator":100,"low":0.07,"high":0.2,"not_yet_due":31,"unit":"share","as_of":"2026-11-23T00:00:00+08:00","version":"ab12cd34","run":"20261122-01"}
                ]
                """, "metric", "lead_conversion_30d", "--period", "month", "--format", "json");
    }

    @Test
    void aMetricIsRoundedForPeople() {
        assertPrints("""
                period   value  numerator  denominator    low   high  not_yet_due
                2026-09  30.8%         81          263  25.5%  36.6%            0
                2026-10  12.0%         12          100   7.0%  20.0%           31
                """, "metric", "lead_conversion_30d", "--period", "month");
        assertPrints("""
                period       value  numerator  denominator       low      high  not_yet_due
                2026-W47  18.3 min         50           55  15.0 min  25.0 min            0
                """, "metric", "speed_to_lead");
        assertPrints("""
                period    value  numerator  denominator   low  high  not_yet_due
                2026-W47   0.73          3          412  0.15  2.13            0
                """, "metric", "complaint_rate");
    }

    @Test
    void aMetricIsSplitByADimensionInPeriodsThatTouchTheDays() {
        assertPrints(
                """
                metric,period,by,member,value,numerator,denominator,low,high,not_yet_due,unit,as_of,version,run
                lead_conversion_30d,2026-10,channel,(none),,0,0,,,0,share,2026-11-23T00:00:00+08:00,ab12cd34,20261122-01
                lead_conversion_30d,2026-10,channel,platform,0.08333333333333333,5,60,0.036,0.18,20,share,2026-11-23T00:00:00+08:00,ab12cd34,20261122-01
                """,
                "metric",
                "lead_conversion_30d",
                "--period",
                "month",
                "--by",
                "channel",
                "--from",
                "2026-10-31",
                "--to",
                "2026-11-22",
                "--format",
                "csv");
        assertPrints(
                "[]\n",
                "metric",
                "lead_conversion_30d",
                "--period",
                "month",
                "--from",
                "2026-11-01",
                "--to",
                "2026-11-22",
                "--format",
                "json");
    }

    @Test
    void aCurveAddsItsPoints() {
        assertPrints("""
                [
                  {"metric":"lead_conversion_curve","period":"all","by":null,"member":null,"value":0.05,"numerator":40,"denominator":900,"low":0.04,"high":0.06,"not_yet_due":0,"unit":"share","as_of":"2026-11-23T00:00:00+08:00","version":"ab12cd35","run":"20261122-01","points":[{"low":0.98,"high":0.99,"events":11,"at_risk":900,"seconds":86400,"censored":0,"survival":0.9875}]}
                ]
                """, "metric", "lead_conversion_curve", "--period", "all", "--format", "json");
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheNearestOnes() {
        assertRefuses(
                "there is no metric lead_conversion_3d; did you mean lead_conversion_30d, lead_conversion_curve or"
                        + " speed_to_lead?",
                "metric",
                "lead_conversion_3d");
        assertRefuses(
                "lead_conversion_30d is not kept by chanel; did you mean channel?",
                "metric",
                "lead_conversion_30d",
                "--by",
                "chanel");
        assertRefuses("no report has printed the id K7Q3; did you mean K7Q2 or W8VH?", "explain", "K7Q3");
    }

    @Test
    void wrongOptionsAreAnsweredInASentence() {
        assertRefuses(
                "the last day, 2026-10-01, lies before the first, 2026-10-02",
                "metric",
                "complaint_rate",
                "--from",
                "2026-10-02",
                "--to",
                "2026-10-01");
        assertRefuses(
                "give either --date D, or --from D and --to D", "alerts", "--date", "2026-11-22", "--to", "2026-11-22");
        assertRefuses("--lang must be zh-CN or en, not fr", "runs", "--lang", "fr");
    }

    @Test
    void openTasksAreThoseThatStandAtTheEndOfTheLastDay() {
        assertPrints("""
                [
                  {"task_id":"T2","rule":"area-interest-no-viewing","subject":{"district":"滨江","client_id":"C2"},"owner":"A1","store":"S1","raised_on":"2026-11-21","due_at":"2026-11-23T00:00:00+08:00","state":"open","closed_on":null,"reason":{"zh":"看了 4 套滨江房源","en":"browsed 4 homes in 滨江"},"listings":[]},
                  {"task_id":"T3","rule":"a-tier-silent","subject":{"client_id":"C3"},"owner":null,"store":null,"raised_on":"2026-11-22","due_at":"2026-11-24T00:00:00+08:00","state":"open","closed_on":null,"reason":{"zh":"=三天未联系","en":"silent, 3 days"},"listings":["L9"]}
                ]
                """, "tasks", "--format", "json");
    }

    @Test
    void tasksOfAnEarlierDayAreAsTheyStoodThen() {
        assertPrints("""
                [
                  {"task_id":"T1","rule":"a-tier-silent","subject":{"client_id":"C1"},"owner":"A1","store":"S1","raised_on":"2026-11-20","due_at":"2026-11-22T00:00:00+08:00","state":"open","closed_on":null,"reason":{"zh":"三天未联系","en":"silent for 3 days"},"listings":["L1","L2"]},
                  {"task_id":"T2","rule":"area-interest-no-viewing","subject":{"district":"滨江","client_id":"C2"},"owner":"A1","store":"S1","raised_on":"2026-11-21","due_at":"2026-11-23T00:00:00+08:00","state":"open","closed_on":null,"reason":{"zh":"看了 4 套滨江房源","en":"browsed 4 homes in 滨江"},"listings":[]}
                ]
                """, "tasks", "--date", "2026-11-21", "--format", "json");
        assertPrints("[]\n", "tasks", "--date", "2026-11-21", "--state", "closed", "--format", "json");
    }

    @Test
    void closedTasksAndAllTasksCanBeAskedFor() {
        assertPrints("""
                task_id  rule           subject  owner  store  raised_on   due_at            state   closed_on   reason.zh   listings
                T1       a-tier-silent  C1       A1     S1     2026-11-20  2026-11-22 00:00  closed  2026-11-22  三天未联系  L1;L2
                """, "tasks", "--state", "closed");
        assertPrints("""
                task_id,rule,subject,owner,store,raised_on,due_at,state,closed_on,reason.zh,reason.en,listings
                T1,a-tier-silent,"{""client_id"":""C1""}",A1,S1,2026-11-20,2026-11-22T00:00:00+08:00,closed,2026-11-22,三天未联系,silent for 3 days,L1;L2
                T3,a-tier-silent,"{""client_id"":""C3""}",,,2026-11-22,2026-11-24T00:00:00+08:00,open,,'=三天未联系,"silent, 3 days",L9
                """, "tasks", "--state", "all", "--rule", "a-tier-silent", "--format", "csv");
    }

    @Test
    void alertsAreCountedPerRuleAndDay() {
        assertPrints("""
                [
                  {"rule":"a-tier-silent","raised_on":"2026-11-20","raised":1,"open":0,"closed":1,"acted_on":1,"owners":1},
                  {"rule":"a-tier-silent","raised_on":"2026-11-22","raised":1,"open":1,"closed":0,"acted_on":0,"owners":0},
                  {"rule":"area-interest-no-viewing","raised_on":"2026-11-21","raised":1,"open":1,"closed":0,"acted_on":0,"owners":1}
                ]
                """, "alerts", "--from", "2026-11-20", "--to", "2026-11-22", "--format", "json");
        assertPrints("""
                rule           raised_on   raised  open  closed  acted_on  owners
                a-tier-silent  2026-11-22       1     1       0         0       0
                """, "alerts");
    }

    @Test
    void refusedRowsAreListedWithWhatWasExpected() {
        assertPrints("""
                [
                  {"day":"2026-11-22","entity":"deals","file":"deals.csv","row":3,"column":null,"code":"CELL_COUNT","expected":"11 cells","message":"the row has 10 cells","healed_on":null},
                  {"day":"2026-11-22","entity":"leads","file":"leads.csv","row":12,"column":"created_at","code":"NOT_A_TIME","expected":"yyyy-MM-dd HH:mm","message":"created_at is no time","healed_on":null}
                ]
                """, "quarantine", "--date", "2026-11-22", "--format", "json");
        assertPrints("""
                day         entity  file       row  column   code       expected  message           healed_on
                2026-11-21  leads   leads.csv    2  lead_id  KEY_BLANK  a value   lead_id is blank  2026-11-22
                """, "quarantine", "--from", "2026-11-20", "--to", "2026-11-21");
        assertPrints("""
                day         entity  file       row  column      code        expected          message                healed_on
                2026-11-22  leads   leads.csv   12  created_at  NOT_A_TIME  yyyy-MM-dd HH:mm  created_at is no time  —
                """, "quarantine", "--date", "2026-11-22", "--reason", "NOT_A_TIME");
        assertPrints(
                """
                day         entity  file       row  column   code       expected  message           healed_on
                2026-11-21  leads   leads.csv    2  lead_id  KEY_BLANK  a value   lead_id is blank  2026-11-22
                """,
                "quarantine",
                "--from",
                "2026-11-20",
                "--to",
                "2026-11-22",
                "--entity",
                "leads",
                "--reason",
                "KEY_BLANK");
        assertPrints("[]\n", "quarantine", "--date", "2026-11-21", "--open", "--format", "json");
        assertPrints("""
                wrote 2 rows to /corrections/leads-901.csv
                left out 1 row: accepted since, refused again in a later file, or an event that changed, which never is accepted
                The files hold personal data in clear and can be read by you alone; remove them once they are taken in.
                """, "quarantine", "--export", "/corrections");
        assertRefuses(
                "there is no reason NOT_A_TIM; did you mean NOT_A_TIME, NOT_A_DATE or NOT_A_NUMBER?",
                "quarantine",
                "--reason",
                "NOT_A_TIM");
        assertRefuses(
                "there is no export lead; did you mean leads, deals or demands?", "quarantine", "--entity", "lead");
    }

    @Test
    void filesAreListedWithWhatTheyTurnedOutToBe() {
        assertPrints("""
                day         entity  file       rows_in  accepted  refused  duplicates  superseded  late  orphans  unknown_columns      form
                2026-11-22  leads   leads.csv       40        38        1           1           2     3        4  budget;note to self  GB18030, separator tab, quote ", escape doubled, CRLF
                """, "intake");
        assertPrints("""
                [
                  {"day":"2026-11-21","entity":"leads","file":"leads.csv","rows_in":1,"accepted":0,"refused":1,"duplicates":0,"superseded":0,"late":0,"orphans":0,"unknown_columns":[],"form":null}
                ]
                """, "intake", "--date", "2026-11-21", "--format", "json");
    }

    @Test
    void aPrintedNumberIsExplainedDownToItsRows() {
        assertPrints("""
                K7Q2  weekly 2026-W47, page headline, lead_conversion_30d
                printed     low 0.07, value 0.12, target —
                run         20261122-01  published  2026-05-23 to 2026-11-22  24 files, 1000 rows, 10 refused

                metric      lead_conversion_30d  Lead conversion within 30 days
                definition  Leads with a not-cancelled deal signed within 30 days, of those created at least 30 days ago
                source      metrics.md, The three headline rates; Wilson (1927)
                version     VERSION
                mart row    metric_value
                  metric              lead_conversion_30d
                  period_kind         month
                  period              2026-10
                  period_from         2026-10-01
                  period_to           2026-10-31
                  whole               true
                  numerator           12
                  denominator         100
                  value               0.12
                  low                 0.07
                  high                0.2
                  not_yet_due         31
                  version             ab12cd34
                  run                 20261122-01
                rows        lead, 2 of 263
                lead_id  signed_at
                L1       2026-10-02
                L2       —

                mart row    store {store_id=S9} no longer stands

                mart row    pg_authid {rolname=postgres} no longer stands
                """.replace("VERSION", definitionVersion()), "explain", "k7q2", "--lang", "en");
    }

    @Test
    void anExplanationForProgramsCarriesTheDefinitionAndTheRows() {
        assertPrints("""
                [
                  {"trace":"K7Q2","report":"weekly","period":"2026-W47","page":"headline","figure":"lead_conversion_30d","printed":{"low":0.07,"value":0.12,"target":null},"run":"20261122-01","table":"metric_value","key":{"dimension":"","member":"","metric":"lead_conversion_30d","period":"2026-10","period_kind":"month"},"row":{"metric":"lead_conversion_30d","period_kind":"month","period":"2026-10","period_from":"2026-10-01","period_to":"2026-10-31","whole":true,"dimension":"","member":"","numerator":12,"denominator":100,"value":0.12,"low":0.07,"high":0.2,"not_yet_due":31,"states":{},"points":null,"version":"ab12cd34","run":"20261122-01"},"row_number":1,"rows_agreeing":1,"definition":{"metric":"lead_conversion_30d","title":{"zh":"30 天签约率","en":"Lead conversion within 30 days"},"about":{"zh":"新增线索中，30 天内签约且未取消的占比；只计已满 30 天的线索","en":"Leads with a not-cancelled deal signed within 30 days, of those created at least 30 days ago"},"source":"metrics.md, The three headline rates; Wilson (1927)","version":"VERSION"},"rows_behind":{"subject":"lead","total":263,"rows":[{"lead_id":"L1","signed_at":"2026-10-02"},{"lead_id":"L2","signed_at":null}]}}
                ]
                """.replace("VERSION", definitionVersion()), "explain", "K7Q2", "--format", "json");
    }

    @Test
    void ofAnIdThatStandsForManyNumbersTheFirstAreTold() {
        assertThat(run("explain", "W8VH", "--rows", "1", "--lang", "en").out()).endsWith("""

                alert rule  a-tier-silent  A client untouched for three days
                definition  client: client_open AND tier = 'A' AND timestampadd(HOUR, 72, last_touch_at) <= as_of
                source      alerts/a-tier-silent.yaml
                mart row    task, 1 of 2
                  task_id             T1
                  rule                a-tier-silent
                  subject             {"client_id":"C1"}
                  subject_key         a-tier-silent/C1
                  client_id           C1
                  owner               A1
                  store               S1
                  severity            1
                  raised_on           2026-11-20
                  due_at              2026-11-21T16:00:00Z
                  state               closed
                  closed_on           2026-11-22
                  reason_zh           三天未联系
                  reason_en           silent for 3 days
                  listings            [L1, L2]
                  day_rank            1
                  first_contact_at    2026-11-21T02:00:00Z
                  run                 20261122-01
                            and 1 more; --rows 2 shows all
                """);
    }

    private static String definitionVersion() {
        return Metrics.load().find("lead_conversion_30d").orElseThrow().version();
    }
}
