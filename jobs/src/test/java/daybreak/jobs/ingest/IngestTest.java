package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import daybreak.jobs.SharedFolder;
import daybreak.jobs.entity.EntityViews;
import daybreak.jobs.intake.IntakeNotice;
import daybreak.jobs.spark.OwnSpark;
import daybreak.jobs.tabular.Workbooks;
import daybreak.jobs.vault.KeyFile;
import daybreak.jobs.vault.Vault;
import daybreak.jobs.warehouse.Part;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.SourceMapping;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

    private static final String ORPHANS =
            "SELECT entity, column_name, referred, key, cast(since AS string) FROM t ORDER BY 1, 2, 4";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");
    private static final LocalDate TUESDAY = LocalDate.parse("2026-01-06");
    private static final LocalDate WEDNESDAY = LocalDate.parse("2026-01-07");
    private static final ExportContracts CONTRACTS = ExportContracts.load();
    private static final String LEADS = "lead_id,client_id,channel,created_at\n";

    @TempDir
    Path home;

    @RegisterExtension
    private static final OwnSpark SPARK = OwnSpark.natively();

    private ExportFolder exports = new ExportFolder(Path.of("unset"));

    @BeforeEach
    void placeExports() {
        exports = new ExportFolder(home.resolve("exports"));
    }

    // What rows become

    @Test
    void rowsAreTypedAndCarryTheirArrival() {
        exports.complete("2026-01-05").file("2026-01-05", "listings-3.csv", """
                        listing_id,listed_at,area,rooms,floor,list_price,title_clear,mortgaged,tags,school_enrol_from,status,deleted
                        H1,2026-01-04T09:30:15.250Z,89.50,3,-1,3200000,是,N,metro; quiet ;,2026-01-01T20:00Z,on_market,
                        """);
        ingest(MONDAY, "20260105-01");
        assertThat(
                        rows(
                                "20260105-01",
                                "listings",
                                "SELECT listing_id, cast(listed_at AS string), area, rooms, floor, list_price, title_clear, mortgaged,"
                                        + " tags, cast(school_enrol_from AS string), status, deleted, cast(arrived AS string), file_no, line FROM t"))
                .containsExactly(
                        "[H1, 2026-01-04 17:30:15.25, 89.5, 3, -1, 3200000.0, true, false, ArraySeq(metro, quiet),"
                                + " 2026-01-02, on_market, null, 2026-01-05, 3, 2]");
    }

    @Test
    void aBomChineseHeadersLabelsAndSemicolonsAreUnderstood() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "leads.csv",
                        "\uFEFF创建时间;渠道;线索编号;客户编号;备注\r\n2026-01-05;短视频;L1;C1;x\r\n\r\n2026-01-04 08:00;referral;L2;C2;y\r\n");
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(rows(
                        "20260105-01",
                        "leads",
                        "SELECT lead_id, client_id, channel, cast(created_at AS string), line FROM t ORDER BY 1"))
                .containsExactly(
                        "[L1, C1, short_video, 2026-01-05 00:00:00, 2]", "[L2, C2, referral, 2026-01-04 08:00:00, 4]");
        assertThat(file.unknownColumns()).containsExactly("备注");
        assertThat(file.late()).isEqualTo(1);
    }

    @Test
    void listItemsOutsideTheNamedOnesAreKeptAndReported() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "surveys.csv",
                        "survey_id,listing_id,surveyed_at,defects\nS1,H1,2026-01-05,渗水;mould\n");
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(rows("20260105-01", "surveys", "SELECT defects FROM t"))
                .containsExactly("[ArraySeq(seepage, mould)]");
        assertThat(file.oddities())
                .containsExactly(
                        entry(new Oddity(Oddity.Kind.UNLISTED_ITEM, "defects", "mould"), new Oddity.Seen(1, 2)));
    }

    @Test
    void impossibleTimesAreKeptAndReported() {
        exports.complete("2026-01-05").file("2026-01-05", "viewings.csv", """
                        viewing_id,client_id,listing_id,booked_at,scheduled_at,started_at,ended_at
                        V1,C1,H1,2026-01-04 09:00,2026-01-09 09:00,2026-01-05 10:00,2026-01-05 10:30
                        V2,C1,H1,2026-01-04 09:00,2026-01-05 09:00,2026-01-05 10:30,2026-01-05 10:00
                        V3,C1,H1,2026-01-04 09:00,2026-01-05 09:00,2026-01-06 00:00,2026-01-06 00:30
                        V4,C1,H1,2026-01-04 09:00,2026-01-05 09:00,2026-01-05 11:30,2026-01-05 11:00
                        V5,C1,H1,2026-01-04 09:00,2026-01-05 09:00,2026-01-05 23:59:59,2026-01-05 23:59:59
                        """);
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(file.accepted()).isEqualTo(5);
        assertThat(file.oddities())
                .containsOnly(
                        entry(new Oddity(Oddity.Kind.TIME_ORDER, "ended_at", "started_at"), new Oddity.Seen(2, 3)),
                        entry(new Oddity(Oddity.Kind.IN_FUTURE, "started_at", null), new Oddity.Seen(1, 4)),
                        entry(new Oddity(Oddity.Kind.IN_FUTURE, "ended_at", null), new Oddity.Seen(1, 4)));
        assertThat(IntakeNotice.of(file).stream().map(IntakeNotice::message))
                .contains(
                        "viewings.csv of 2026-01-05: ended_at lies before started_at in 2 accepted rows, the first in line 3.",
                        "viewings.csv of 2026-01-05: started_at lies after the day of arrival in 1 accepted row, line 4.");
    }

    // What is refused

    static List<List<String>> refusals() {
        return List.of(
                List.of("CELL_COUNT", "leads", LEADS, "L1,C1,referral", ""),
                List.of("CELL_COUNT", "leads", LEADS, "L1,C1,referral,2026-01-05,", ""),
                List.of("MALFORMED_QUOTES", "leads", LEADS, "L1,\"C\"1,referral,2026-01-05", ""),
                List.of("MALFORMED_TEXT", "leads", LEADS, "L1,C\u0000,referral,2026-01-05", "client_id"),
                List.of("KEY_BLANK", "leads", LEADS, " ,C1,referral,2026-01-05", "lead_id"),
                List.of("OWN_TIME_BLANK", "leads", LEADS, "L1,C1,referral,", "created_at"),
                List.of("SUBJECT_BLANK", "leads", LEADS, "L1,,referral,2026-01-05", "client_id"),
                List.of("NOT_IN_ENUMERATION", "leads", LEADS, "L1,C1,Referral,2026-01-05", "channel"),
                List.of("NOT_A_TIME", "leads", LEADS, "L1,C1,referral,2026-02-30", "created_at"),
                List.of("NOT_A_TIME", "leads", LEADS, "L1,C1,referral,12:00", "created_at"),
                List.of("NOT_A_DATE", "agents", "agent_id,hired_on\n", "A1,05-01-2026", "hired_on"),
                List.of(
                        "NOT_A_NUMBER",
                        "offers",
                        "offer_id,client_id,listing_id,offered_at,offered\n",
                        "O1,C1,H1,2026-01-05,1e6",
                        "offered"),
                List.of(
                        "NOT_A_NUMBER",
                        "offers",
                        "offer_id\tclient_id\tlisting_id\toffered_at\toffered\n",
                        "O1\tC1\tH1\t2026-01-05\t1,000",
                        "offered"),
                List.of(
                        "NEGATIVE",
                        "offers",
                        "offer_id,client_id,listing_id,offered_at,offered\n",
                        "O1,C1,H1,2026-01-05,-1",
                        "offered"),
                List.of("NOT_A_WHOLE_NUMBER", "listings", "listing_id,listed_at,rooms\n", "H1,2026-01-05,2.5", "rooms"),
                List.of(
                        "OUT_OF_RANGE",
                        "clients",
                        "client_id,created_at,intent_score\n",
                        "C1,2026-01-05,100.5",
                        "intent_score"),
                List.of("NOT_A_BOOLEAN", "clients", "client_id,created_at,deleted\n", "C1,2026-01-05,yes", "deleted"),
                List.of(
                        "NOT_A_LIST_OF_SECONDS",
                        "viewings",
                        "viewing_id,client_id,listing_id,booked_at,room_dwell\n",
                        "V1,C1,H1,2026-01-05,kitchen=40;hall",
                        "room_dwell"));
    }

    /** All of them in one run, each in a file of its own. */
    @Test
    void aBadRowIsRefusedWithItsReasonAndTheNextOneTaken() {
        exports.complete("2026-01-05");
        List<String> counts = new ArrayList<>();
        List<String> quarantine = new ArrayList<>();
        for (int i = 0; i < refusals().size(); i++) {
            List<String> bad = refusals().get(i);
            String name = bad.get(1) + "-" + (i + 1) + ".csv";
            String good = bad.get(1).equals("leads") ? "G" + i + ",C2,referral,2026-01-05\n" : "";
            // A NUL stands for a byte that is no UTF-8: latin-1 writes é as one byte.
            byte[] text = (bad.get(2) + bad.get(3).replace('\u0000', '\u00e9') + "\n" + good)
                    .getBytes(StandardCharsets.ISO_8859_1);
            exports.file("2026-01-05", name, text);
            counts.add(name + ": refused 1, accepted " + (good.isEmpty() ? 0 : 1));
            quarantine.add("[2026-01-05, %s, %s, 2, %s, %s]".formatted(bad.get(1), name, bad.get(4), bad.get(0)));
        }

        IngestResult result = ingest(MONDAY, "20260105-01");

        assertThat(result.files())
                .extracting(file -> file.file() + ": refused " + file.refused() + ", accepted " + file.accepted())
                .containsExactlyInAnyOrderElementsOf(counts);
        assertThat(rows(
                        "20260105-01",
                        "quarantine",
                        "SELECT cast(day AS string), entity, file, row_number, coalesce(column_name, ''), code FROM t"))
                .containsExactlyInAnyOrderElementsOf(quarantine);
    }

    @Test
    void everyCodeIsMetByATest() {
        Set<String> met = new HashSet<>(Set.of(
                "EVENT_CHANGED", "RECORD_TOO_LONG", "SECOND_TABLE", "DIGITS_LOST", "CELL_ERROR", "NOT_CALCULATED"));
        refusals().forEach(bad -> met.add(bad.get(0)));
        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RefusalCode.values())
                        .map(RefusalCode::name)
                        .toList());
    }

    @Test
    void aReasonNamesFileLineAndColumnButNeverTheCell() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "clients.csv",
                        "client_id,created_at,name,birthday\nC1,2026-01-05,测试甲,13900001111\n");
        ingest(MONDAY, "20260105-01");
        assertThat(rows("20260105-01", "quarantine", "SELECT message FROM t"))
                .containsExactly("[clients.csv, line 2, column birthday: A cell is not a date, nor a time that has one."
                        + " Expected: a date such as 2026-01-31.]");
        assertThat(vault().read(SPARK.session(), folder("vault_quarantine", "20260105-01"))
                        .collectAsList())
                .extracting(row -> row.getList(5))
                .containsExactly(List.of("C1", "2026-01-05", "测试甲", "13900001111"));
    }

    @Test
    void aRecordTooLongIsRefusedAndTheNextOneTaken() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "leads.csv",
                        LEADS + "L1," + "x".repeat(17 << 20) + ",referral,2026-01-05\n"
                                + "L2,C2,referral,2026-01-05\n"
                                + "L3,\"C3,referral,2026-01-05\n"
                                + "L4,C4,referral,2026-01-05\n");
        ingest(MONDAY, "20260105-01");
        assertThat(rows("20260105-01", "quarantine", "SELECT row_number, code, expected FROM t ORDER BY 1"))
                .containsExactly(
                        "[2, RECORD_TOO_LONG, at most 16,777,216 characters and 1,048,576 cells]",
                        "[4, MALFORMED_QUOTES, quotes doubled inside quotes, as in \"5\"\" pipe\"]");
        assertThat(rows("20260105-01", "leads", "SELECT lead_id, line FROM t ORDER BY line"))
                .containsExactly("[L2, 3]", "[L4, 5]");
    }

    @Test
    void belowASecondHeaderEveryRowIsRefused() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "leads.csv",
                        LEADS + "L1,C1,referral,2026-01-05\n" + LEADS + "L2,C2,referral,2026-01-05\n");
        ingest(MONDAY, "20260105-01");
        assertThat(rows("20260105-01", "quarantine", "SELECT row_number, code FROM t ORDER BY 1"))
                .containsExactly("[3, SECOND_TABLE]", "[4, SECOND_TABLE]");
        assertThat(rows("20260105-01", "leads", "SELECT lead_id FROM t")).containsExactly("[L1]");
    }

    @Test
    void aByteThatIsNoTextIsNamedByItsPlaceInTheFileAndKept() {
        byte[] text = (LEADS + "L1,C1,推荐,2026-01-05\nL2,C2,转介绍,2026-01-05\n").getBytes(StandardCharsets.UTF_8);
        int offset = LEADS.length() + "L1,C".length();
        text[offset] = (byte) 0xB5;
        exports.complete("2026-01-05").file("2026-01-05", "leads.csv", text);
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(file.form()).isEqualTo("UTF-8, separator comma, quote \", escape doubled, LF");
        assertThat(rows("20260105-01", "quarantine", "SELECT column_name, code, expected FROM t"))
                .containsExactly("[client_id, MALFORMED_TEXT, UTF-8; the byte at offset 41 of the file is none]");
        assertThat(vault().read(SPARK.session(), folder("vault_quarantine", "20260105-01"))
                        .collectAsList())
                .extracting(row -> row.getList(5))
                .containsExactly(List.of("L1", "C\\xB5", "推荐", "2026-01-05"));
        assertThat(rows("20260105-01", "leads", "SELECT lead_id, channel FROM t"))
                .containsExactly("[L2, referral]");
    }

    @Test
    void aFileAsACrmOfTheCountryWritesItIsReadWithoutAMapping() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "leads.csv",
                        "线索导出\t\t\t\r\n\r\n线索编号\t客户编号\t渠道\t创建时间\r\nL1\tC1\t转介绍\t2026-01-05 09:30\r\n\r\n总记录数: 1\r\n"
                                .getBytes(Charset.forName("GBK")));
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(rows("20260105-01", "leads", "SELECT lead_id, channel, cast(created_at AS string), line FROM t"))
                .containsExactly("[L1, referral, 2026-01-05 09:30:00, 4]");
        assertThat(file.form())
                .isEqualTo(
                        "GB18030, separator tab, quote \", escape doubled, CRLF, 1 line of preamble, 1 line of footer");
        assertThat(file.rowsIn()).isEqualTo(1);
    }

    @Test
    void brokenQuotesCostTheirOwnLineOnly() {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "leads.csv",
                        LEADS
                                + "L1,\"C\n1\",referral,2026-01-05\nL2,\"C2\" x,referral,2026-01-05\n\nL3,C3,referral,2026-01-05\nL4,\"C4,referral,2026-01-05\nL5,C5,referral,2026-01-05\n");
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(rows("20260105-01", "leads", "SELECT lead_id, line FROM t ORDER BY line"))
                .containsExactly("[L1, 2]", "[L3, 6]", "[L5, 8]");
        assertThat(rows("20260105-01", "quarantine", "SELECT row_number, code FROM t ORDER BY 1"))
                .containsExactly("[4, MALFORMED_QUOTES]", "[7, MALFORMED_QUOTES]");
        assertThat(file.rowsIn()).isEqualTo(5);
    }

    @Test
    void aWorkbookIsTakenInAndAnIdThatLostItsDigitsRefused() {
        exports.complete("2026-01-05").file("2026-01-05", "leads.xlsx", Workbooks.of("""
                                <row r="1"><c r="A1" t="inlineStr"><is><t>线索导出</t></is></c></row>
                                <row r="3"><c r="A3" t="inlineStr"><is><t>线索编号</t></is></c>
                                  <c r="B3" t="inlineStr"><is><t>创建时间</t></is></c><c r="C3" t="inlineStr"><is><t>client_id</t></is></c></row>
                                <row r="4"><c r="A4"><v>1001</v></c><c r="B4" s="1"><v>46027.5</v></c><c r="C4"><v>7</v></c></row>
                                <row r="5"><c r="A5"><v>1.2345678901234567E+17</v></c><c r="B5" s="1"><v>46027</v></c><c r="C5"><v>7</v></c></row>
                                """));
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(file.form()).isEqualTo("XLSX, sheet Sheet1, 1 line of preamble");
        assertThat(rows("20260105-01", "leads", "SELECT lead_id, client_id, cast(created_at AS string), line FROM t"))
                .containsExactly("[1001, 7, 2026-01-05 12:00:00, 4]");
        assertThat(rows("20260105-01", "quarantine", "SELECT row_number, column_name, code FROM t"))
                .containsExactly("[5, lead_id, DIGITS_LOST]");
    }

    @Test
    void anArchiveThatLeadsOutsideStopsTheRun() {
        byte[] archive = Workbooks.zip(Map.of("../leads.csv", Workbooks.utf8(LEADS)));
        exports.complete("2026-01-05").file("2026-01-05", "leads.zip", archive);
        assertThatThrownBy(() -> ingest(MONDAY, "20260105-01"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining(
                        "leads.zip cannot be read. The archive holds an entry ../leads.csv, which leads outside");
    }

    @Test
    void twoHeadersForOneColumnStopTheRun() {
        exports.complete("2026-01-05").file("2026-01-05", "leads.csv", "lead_id,线索编号\nL1,L2\n");
        assertThatThrownBy(() -> ingest(MONDAY, "20260105-01"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("has two columns for lead_id: lead_id and 线索编号");
    }

    @Test
    void anotherNumberOfRecordsThanDeclaredStopsTheRun() {
        exports.file("2026-01-05", "leads.csv", LEADS)
                .file(
                        "2026-01-05",
                        "_COMPLETE",
                        "leads.csv,1,c0ffee0000000000000000000000000000000000000000000000000000000000\n");
        LandedRange landed = new LandedRange(
                MONDAY,
                MONDAY,
                List.of(new LandedRange.LandedDay(MONDAY, true)),
                List.of(new LandedFile(
                        MONDAY,
                        "leads.csv",
                        exports.path().resolve("2026-01-05/leads.csv").toString(),
                        0,
                        List.of(daybreak.schemas.source.Feed.byContract("leads")),
                        TextForm.FOUND_OUT,
                        "",
                        0,
                        1L)),
                List.of(),
                false,
                List.of(),
                "");
        assertThatThrownBy(() -> ingest(null).run(landed, "20260105-01", List.of()))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("holds 0 records, while _COMPLETE says 1; export the folder again.");
    }

    // Which rows stand

    /** Days of rows "key=value", separated by blanks within a day; then verdicts of all rows in their order. */
    static List<List<String>> sequences() {
        return List.of(
                List.of("state", "a=1 | a=1", "accepted | duplicate"),
                List.of("state", "a=1 | a=2", "accepted | accepted"),
                List.of("state", "a=1 | a=2 | a=1", "accepted | accepted | accepted"),
                List.of("state", "a=1 | a=2 | a=2", "accepted | accepted | duplicate"),
                List.of("state", "a=1 a=2", "superseded accepted"),
                List.of("state", "a=1 a=2 a=2", "superseded accepted duplicate"),
                List.of("state", "a=1 a=2 a=1", "superseded superseded accepted"),
                List.of("state", "a=1 | a=2 a=1", "accepted | superseded accepted"),
                List.of("state", "a=1 | a=1 a=2", "accepted | duplicate accepted"),
                List.of("state", "a=1 b=1 | b=1 a=2", "accepted accepted | duplicate accepted"),
                List.of("event", "a=1 | a=1", "accepted | duplicate"),
                List.of("event", "a=1 | a=2", "accepted | event_changed"),
                List.of("event", "a=1 | a=2 | a=1", "accepted | event_changed | duplicate"),
                List.of("event", "a=1 a=2 a=1", "accepted event_changed duplicate"),
                List.of("event", "a=1 | b=1 | c=1", "accepted | accepted | accepted"));
    }

    /** Where a row of a sequence was written. */
    private record Line(LocalDate day, String entity, long number) {}

    /** Each sequence has keys of its own, so that one run a day, and then one of all days, judges them all. */
    @Test
    void rowsOfAKeyAreJudgedInTheOrderOfTheirArrivalWhetherNightByNightOrAtOnce() {
        List<List<List<Line>>> written = writeSequences();
        List<String> expected =
                sequences().stream().map(sequence -> sequence.get(2)).toList();
        LocalDate last = MONDAY.plusDays(2);
        List<Part> prior = new ArrayList<>();
        Map<Line, String> dropped = new HashMap<>();
        for (LocalDate day = MONDAY; !day.isAfter(last); day = day.plusDays(1)) {
            IngestResult night = ingest(null).run(land(day, day), "night-" + day, prior);
            dropped.putAll(dropped("night-" + day));
            prior.addAll(night.parts());
        }
        assertThat(verdicts(written, dropped)).isEqualTo(expected);

        ingest(null).run(land(MONDAY, last), "backfill", List.of());
        assertThat(verdicts(written, dropped("backfill"))).isEqualTo(expected);
    }

    /** Puts all sequences into the exports; returns where the rows of each stand, day by day. */
    private List<List<List<Line>>> writeSequences() {
        Map<LocalDate, Map<String, StringBuilder>> files = new TreeMap<>();
        List<List<List<Line>>> written = new ArrayList<>();
        for (List<String> sequence : sequences()) {
            String entity = sequence.get(0).equals("state") ? "offers" : "channel_spend";
            List<List<Line>> days = new ArrayList<>();
            for (String rows : sequence.get(1).split(" \\| ", -1)) {
                LocalDate day = MONDAY.plusDays(days.size());
                StringBuilder csv = files.computeIfAbsent(day, any -> new TreeMap<>())
                        .computeIfAbsent(
                                entity,
                                any -> new StringBuilder(
                                        entity.equals("offers")
                                                ? "offer_id,client_id,listing_id,offered_at,offered\n"
                                                : "spend_id,spent_on,amount\n"));
                List<Line> lines = new ArrayList<>();
                for (String row : rows.split(" ", -1)) {
                    String[] parts = row.split("=", -1);
                    csv.append(parts[0])
                            .append(written.size())
                            .append(entity.equals("offers") ? ",C,H" : "")
                            .append(",2026-01-01,")
                            .append(parts[1])
                            .append(".0\n");
                    lines.add(new Line(
                            day, entity, csv.chars().filter(c -> c == '\n').count()));
                }
                days.add(lines);
            }
            written.add(days);
        }
        files.forEach((day, csvs) -> {
            exports.complete(day.toString());
            csvs.forEach((entity, csv) -> exports.file(day.toString(), entity + ".csv", csv.toString()));
        });
        return written;
    }

    private static List<String> verdicts(List<List<List<Line>>> written, Map<Line, String> dropped) {
        return written.stream()
                .map(days -> days.stream()
                        .map(lines -> lines.stream()
                                .map(line -> dropped.getOrDefault(line, "accepted"))
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    /** The rows that a run did not leave standing, and why. */
    private Map<Line, String> dropped(String run) {
        Map<Line, String> dropped = new HashMap<>();
        for (Row row : SPARK.session().read().parquet(folder("dropped", run)).collectAsList()) {
            dropped.put(new Line(row.getDate(1).toLocalDate(), row.getString(0), row.getLong(3)), row.getString(4));
        }
        return dropped;
    }

    @Test
    void aChangedEventIsRefusedWithItsReason() {
        exports.complete("2026-01-05")
                .file("2026-01-05", "channel_spend.csv", "spend_id,spent_on,amount\nS1,2026-01-05,1\n");
        exports.complete("2026-01-06")
                .file("2026-01-06", "channel_spend.csv", "spend_id,spent_on,amount\nS1,2026-01-05,2\n");
        IngestResult result = ingest(null).run(land(MONDAY, TUESDAY), "20260106-01", List.of());
        assertThat(result.files()).extracting(FileIntake::refused).containsExactly(0L, 1L);
        assertThat(result.files()).extracting(FileIntake::late).containsExactly(0L, 0L);
        assertThat(rows(
                        "20260106-01",
                        "quarantine",
                        "SELECT cast(day AS string), entity, file, row_number, code FROM t"))
                .containsExactly("[2026-01-06, channel_spend, channel_spend.csv, 2, EVENT_CHANGED]");
    }

    /**
     * Leads by channel. Monday holds L1–L4 and L9 twice, Tuesday L2 anew. Monday is sent again with L1 changed, L2–L3 and L9 as
     * they were, L4 left out and L5 put in, and arrives with Wednesday, whose own L1 is newer and whose L2 is as on Tuesday.
     * On Thursday Monday is sent once more with L3 changed; the others are as in what was sent on Wednesday.
     */
    @Test
    void ofAFolderSentAgainOnlyRowsThatChangedAreTaken() {
        exports.complete("2026-01-05")
                .file("2026-01-05", "leads.csv", leads("L1 moments", "L2 moments", "L3 moments", "L4 moments"))
                .file("2026-01-05", "leads-1.csv", leads("L9 referral", "L9 moments"));
        exports.complete("2026-01-06").file("2026-01-06", "leads.csv", leads("L2 referral", "L9 walk_in"));
        exports.complete("2026-01-07")
                .file("2026-01-07", "leads.csv", leads("L1 referral", "L2 referral", "L6 moments"));
        exports.complete("2026-01-08").file("2026-01-08", "leads.csv", leads("L1 referral", "L2 moments"));
        exports.complete("2026-01-09").file("2026-01-09", "leads.csv", leads("L3 referral", "L2 moments"));
        List<Part> prior = new ArrayList<>(
                ingest(null).run(land(MONDAY, TUESDAY), "r1", List.of()).parts());

        exports.file("2026-01-05", "leads.csv", leads("L1 walk_in", "L2 moments", "L3 moments", "L5 moments"))
                .file("2026-01-05", "leads-1.csv", leads("L9 referral", "L9 moments", "L8 moments"));
        IngestResult wednesday = resend("2026-01-07", "r2", prior, "leads.csv", "leads-1.csv");
        prior.addAll(wednesday.parts());
        assertThat(counts(wednesday))
                .containsExactly(
                        "2026-01-05/leads.csv: 4 = 2 + 0 + 2, superseded 1",
                        "2026-01-05/leads-1.csv: 3 = 1 + 0 + 2, superseded 0",
                        "leads.csv: 3 = 2 + 0 + 1, superseded 0");
        assertThat(standing(prior))
                .containsExactly(
                        "L1 referral",
                        "L2 referral",
                        "L3 moments",
                        "L4 moments",
                        "L5 moments",
                        "L6 moments",
                        "L8 moments",
                        "L9 walk_in");

        exports.file("2026-01-05", "leads.csv", leads("L1 walk_in", "L2 moments", "L3 short_video", "L5 moments"));
        IngestResult thursday = resend("2026-01-08", "r3", prior, "leads.csv");
        prior.addAll(thursday.parts());
        assertThat(counts(thursday))
                .containsExactly(
                        "2026-01-05/leads.csv: 4 = 1 + 0 + 3, superseded 0", "leads.csv: 2 = 1 + 0 + 1, superseded 0");

        IngestResult friday = ingest(null).run(resent("2026-01-09", List.of(), true), "r4", prior);
        prior.addAll(friday.parts());
        assertThat(counts(friday)).containsExactly("leads.csv: 2 = 1 + 0 + 1, superseded 0");
        assertThat(standing(prior))
                .containsExactly(
                        "L1 referral",
                        "L2 moments",
                        "L3 referral",
                        "L4 moments",
                        "L5 moments",
                        "L6 moments",
                        "L8 moments",
                        "L9 walk_in");
    }

    /** Leads were in one file and are split in two, deals.csv was not there, spending changed though it never may. */
    @Test
    void aFolderSentAgainMaySplitItsFilesAndAddSomeButEventsStayAsTheyWere() {
        String spends = "spend_id,spent_on,amount\n";
        exports.complete("2026-01-05")
                .file("2026-01-05", "leads.csv", leads("L1 moments", "L2 moments"))
                .file("2026-01-05", "channel_spend.csv", spends + "S1,2026-01-05,1\nS2,2026-01-05,1\n");
        exports.complete("2026-01-06").file("2026-01-06", "leads.csv", leads("L1 referral"));
        exports.complete("2026-01-07");
        List<Part> prior = new ArrayList<>(
                ingest(null).run(land(MONDAY, TUESDAY), "r1", List.of()).parts());
        exports.file("2026-01-05", "leads-1.csv", leads("L1 moments"))
                .file("2026-01-05", "leads-2.csv", leads("L2 walk_in"))
                .file(
                        "2026-01-05",
                        "deals.csv",
                        "deal_id,lead_id,client_id,listing_id,agent_id,signed_at\nD1,L1,C1,H1,A1,2026-01-05\n")
                .file(
                        "2026-01-05",
                        "channel_spend.csv",
                        spends + "S1,2026-01-05,1\nS2,2026-01-05,2\nS3,2026-01-05,3\n");
        IngestResult result =
                resend("2026-01-07", "r2", prior, "leads-1.csv", "leads-2.csv", "deals.csv", "channel_spend.csv");
        prior.addAll(result.parts());
        assertThat(counts(result))
                .containsExactly(
                        "2026-01-05/channel_spend.csv: 3 = 1 + 1 + 1, superseded 0",
                        "2026-01-05/deals.csv: 1 = 1 + 0 + 0, superseded 0",
                        "2026-01-05/leads-1.csv: 1 = 0 + 0 + 1, superseded 0",
                        "2026-01-05/leads-2.csv: 1 = 1 + 0 + 0, superseded 0");
        assertThat(standing(prior)).containsExactly("L1 referral", "L2 walk_in");
        assertThat(rows("r2", "quarantine", "SELECT cast(day AS string), file, row_number, code FROM t"))
                .containsExactly("[2026-01-07, 2026-01-05/channel_spend.csv, 3, EVENT_CHANGED]");
    }

    private static String leads(String... idsAndChannels) {
        StringBuilder csv = new StringBuilder(LEADS);
        for (String lead : idsAndChannels) {
            csv.append(lead.replace(" ", ",C1,")).append(",2026-01-05\n");
        }
        return csv.toString();
    }

    /** Takes in a day, and files of Monday's folder with it. */
    private IngestResult resend(String day, String run, List<Part> prior, String... files) {
        return ingest(null).run(resent(day, List.of(files), false), run, prior);
    }

    private LandedRange resent(String day, List<String> files, boolean before) {
        LocalDate arrival = LocalDate.parse(day);
        List<LandedFile> landed = new ArrayList<>(land(arrival, arrival).files());
        land(MONDAY, MONDAY).files().stream()
                .filter(file -> files.contains(file.file()))
                .forEach(file -> landed.add(Resend.arriving(file, arrival)));
        return new LandedRange(
                arrival,
                arrival,
                List.of(new LandedRange.LandedDay(arrival, true)),
                landed,
                List.of(),
                before || !files.isEmpty(),
                List.of(),
                "");
    }

    private static List<String> counts(IngestResult result) {
        return result.files().stream()
                .map(file -> "%s: %d = %d + %d + %d, superseded %d"
                        .formatted(
                                file.file(),
                                file.rowsIn(),
                                file.accepted(),
                                file.refused(),
                                file.duplicates(),
                                file.superseded()))
                .toList();
    }

    /** The leads that stand after all parts, by the views that the night's statements read. */
    private List<String> standing(List<Part> parts) {
        LocalDate last = LocalDate.parse("2026-01-31");
        String sql = "SELECT lead_id, channel FROM leads ORDER BY 1";
        return new EntityViews(
                        CONTRACTS, new WarehousePaths(home.resolve("warehouse").toString()), parts)
                .session(SPARK.session(), last, last, List.of(sql)).sql(sql).collectAsList().stream()
                        .map(row -> row.mkString(" "))
                        .toList();
    }

    @Test
    void rowsThatReferToKeysNotYetKnownAreCountedOnceEach() {
        exports.complete("2026-01-05")
                .file("2026-01-05", "clients.csv", "client_id,created_at\nC1,2026-01-05\n")
                .file(
                        "2026-01-05",
                        "offers.csv",
                        "offer_id,client_id,listing_id,agent_id,offered_at\nO1,C1,H1,,2026-01-05\nO2,C2,H2,A9,2026-01-05\nO3,C2,H1,,2026-01-05\n");
        exports.complete("2026-01-06")
                .file("2026-01-06", "listings.csv", "listing_id,listed_at\nH1,2026-01-06\n")
                .file(
                        "2026-01-06",
                        "offers.csv",
                        "offer_id,client_id,listing_id,agent_id,offered_at\nO4,C1,H1,,2026-01-06\nO5,C2,H1,,2026-01-06\n");
        IngestResult result = ingest(null).run(land(MONDAY, TUESDAY), "20260106-01", List.of());
        assertThat(result.files())
                .extracting(file -> file.day() + " " + file.entity() + " " + file.orphans())
                .containsExactly(
                        "2026-01-05 clients 0", "2026-01-05 offers 3", "2026-01-06 listings 0", "2026-01-06 offers 1");
        assertThat(rows("20260106-01", "orphan", ORPHANS))
                .containsExactly(
                        "[offers, agent_id, agents, A9, 2026-01-05]",
                        "[offers, client_id, clients, C2, 2026-01-05]",
                        "[offers, listing_id, listings, H2, 2026-01-05]");

        exports.complete("2026-01-07")
                .file("2026-01-07", "clients.csv", "client_id,created_at\nC2,2026-01-07\n")
                .file("2026-01-07", "listings.csv", "listing_id,listed_at\nH2,2026-01-07\nH3,2026-01-07\n");
        ingest(null).run(land(WEDNESDAY, WEDNESDAY), "20260107-01", result.parts());
        assertThat(rows("20260107-01", "orphan", ORPHANS))
                .as("but for the consultant all have arrived")
                .containsExactly("[offers, agent_id, agents, A9, 2026-01-05]");
    }

    // Personal data

    @Test
    void personalDataLiesInTheVaultAndNowhereInClear() throws IOException {
        exports.complete("2026-01-05")
                .file("2026-01-05", "clients.csv", """
                        client_id,created_at,name,phone,sensitive_points
                        C1,2026-01-05,Planted Person,13900001111,no instalments please
                        C2,broken,Planted Refused,13900002222,
                        """)
                .file(
                        "2026-01-05",
                        "demands.csv",
                        "client_id,valid_from,commute_lat,commute_lon\nC1,2026-01-05,31.234567,121.476543\n");
        ingest(MONDAY, "20260105-01");
        assertThat(vault().read(SPARK.session(), folder("vault_clients", "20260105-01"))
                        .select("client_id", "name", "phone", "sensitive_points")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[C1,Planted Person,13900001111,no instalments please]");
        assertThat(rows("20260105-01", "demands", "SELECT commute_cell_lat, commute_cell_lon FROM t"))
                .containsExactly("[31.235, 121.475]");
        assertThat(vault().read(SPARK.session(), folder("vault_demands", "20260105-01"))
                        .select("commute_lat")
                        .collectAsList())
                .extracting(row -> row.getDouble(0))
                .containsExactly(31.234567);
        assertThat(SPARK.session()
                        .read()
                        .parquet(folder("clients", "20260105-01"))
                        .columns())
                .doesNotContain("name", "phone", "sensitive_points");
        for (Path file : filesBelow(home.resolve("warehouse"))) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(bytes).as(file.toString()).doesNotContain("Planted", "1390000", "instalments");
            if (file.toString().contains("/vault_")
                    && file.toString().endsWith(".parquet")
                    && !String.valueOf(file.getFileName()).startsWith("_")) {
                assertThat(bytes).as(file.toString()).startsWith("PARE");
                assertThat(filesBelow(file.resolveSibling("")).stream()
                                .map(other -> String.valueOf(other.getFileName())))
                        .anyMatch(name -> name.startsWith("_KEY_MATERIAL_FOR_" + file.getFileName()));
            }
        }
    }

    @Test
    void marksOfDirectionAndOfNoWidthInANameSurviveInTheVault() {
        List<String> names = List.of("\u202eevil\u202c", "张\u200b三", "א\u200fb", "李\u2060四");
        StringBuilder csv = new StringBuilder("client_id,created_at,name\n");
        for (int i = 0; i < names.size(); i++) {
            csv.append("C")
                    .append(i)
                    .append(",2026-01-05,")
                    .append(names.get(i))
                    .append('\n');
        }
        exports.complete("2026-01-05").file("2026-01-05", "clients.csv", csv.toString());
        FileIntake file = ingest(MONDAY, "20260105-01").files().get(0);
        assertThat(file.accepted()).isEqualTo(4);
        assertThat(vault().read(SPARK.session(), folder("vault_clients", "20260105-01"))
                        .orderBy("client_id")
                        .select("name")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyElementsOf(names);
    }

    @Test
    void theVaultCannotBeReadWithoutTheKey() {
        exports.complete("2026-01-05").file("2026-01-05", "agents.csv", "agent_id,name\nA1,Planted Person\n");
        ingest(MONDAY, "20260105-01");
        String folder = folder("vault_agents", "20260105-01");
        assertThatThrownBy(() -> SPARK.session().read().parquet(folder).collectAsList())
                .hasStackTraceContaining("encrypted");
        Vault stranger = new Vault(KeyFile.openOrMake(home.resolve("other/keys.p12")));
        assertThatThrownBy(() -> stranger.read(SPARK.session(), folder).collectAsList())
                .isInstanceOf(Exception.class);
        assertThat(vault().read(SPARK.session(), folder).count()).isEqualTo(1);
    }

    @Test
    void theKeyFileIsItsOwnersAlone() throws IOException {
        Path path = home.resolve("keys/daybreak.p12");
        KeyFile made = KeyFile.openOrMake(path);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.openOrMake(path).key(KeyFile.VAULT))
                .isEqualTo(made.key(KeyFile.VAULT))
                .hasSize(32);
        assertThat(filesBelow(home.resolve("keys"))).containsExactly(path);
    }

    // Again

    @Test
    void theSameRunAgainLeavesWhatOneRunLeaves() throws IOException {
        exports.complete("2026-01-05")
                .file(
                        "2026-01-05",
                        "clients.csv",
                        "client_id,created_at,name\nC1,2026-01-05,x\nC1,2026-01-05,y\nC2,,z\n")
                .file("2026-01-05", "leads.csv", LEADS + "L1,C1,referral,2026-01-05\n");
        IngestResult once = ingest(MONDAY, "20260105-01");
        List<String> listing = listing();
        // As a process killed on its way leaves it: half a file, and one that only the former attempt wrote.
        Files.writeString(home.resolve("warehouse/leads/run=20260105-01/half.parquet"), "PAR1");
        Files.createDirectories(home.resolve("warehouse/offers/run=20260105-01"));
        Files.writeString(home.resolve("warehouse/offers/run=20260105-01/half.parquet"), "PAR1");
        IngestResult again = ingest(MONDAY, "20260105-01");
        assertThat(again).isEqualTo(once);
        assertThat(listing()).isEqualTo(listing);
        assertThat(rows("20260105-01", "leads", "SELECT lead_id FROM t")).containsExactly("[L1]");
    }

    @Test
    void smallFilesOfManyDaysBecomeOneDataFile() throws IOException {
        for (int i = 0; i < 20; i++) {
            String day = MONDAY.plusDays(i).toString();
            exports.complete(day).file(day, "leads.csv", LEADS + "L" + i + ",C1,referral," + day + "\n");
        }
        IngestResult result = ingest(null).run(land(MONDAY, MONDAY.plusDays(19)), "20260124-01", List.of());
        assertThat(result.parts()).contains(new Part("leads", "leads/run=20260124-01", 20));
        assertThat(filesBelow(home.resolve("warehouse/leads")).stream()
                        .filter(file -> file.toString().endsWith(".parquet")))
                .hasSize(1);
    }

    // A source of its own form

    @Test
    void theMavenPipelineGivesTheAnswersKnownOfIt() {
        Path maven = SharedFolder.of("real/maven-crm");
        SourceMapping source = SourceMapping.load("maven-crm", CONTRACTS);
        LocalDate last = LocalDate.parse("2017-12-31");
        LandedRange landed = new Landing(maven, source, CONTRACTS)
                .land(LocalDate.parse("2016-10-20"), last, RecordedIntake.NONE, false);
        IngestResult result = ingest(source).run(landed, "20171231-01", List.of());
        assertThat(result.files())
                .extracting(file -> "%s %s: %d = %d + %d + %d, orphans %d"
                        .formatted(
                                file.file(),
                                file.entity(),
                                file.rowsIn(),
                                file.accepted(),
                                file.refused(),
                                file.duplicates(),
                                file.orphans()))
                .containsExactly(
                        "sales_teams.csv agents: 35 = 35 + 0 + 0, orphans 0",
                        "sales_pipeline.csv deals: 4238 = 4238 + 0 + 0, orphans 4238",
                        "sales_pipeline.csv leads: 8800 = 8300 + 500 + 0, orphans 8300");
        assertThat(landed.notRead()).containsExactly("accounts.csv", "products.csv");
        assertThat(rows("20171231-01", "quarantine", "SELECT column_name, code, count(*) FROM t GROUP BY 1, 2"))
                .containsExactly("[created_at, OWN_TIME_BLANK, 500]");
        assertThat(rows("20171231-01", "deals", "SELECT count(*), cast(sum(price) AS decimal(20, 4)) FROM t"))
                .containsExactly("[4238, 10005534.0000]");
        assertThat(rows("20171231-01", "leads", "SELECT status, count(*), count(lost_at) FROM t GROUP BY 1 ORDER BY 1"))
                .containsExactly("[contacted, 1589, 0]", "[lost, 2473, 2473]", "[signed, 4238, 0]");
        assertThat(rows("20171231-01", "leads", "SELECT count(*) FROM t WHERE content = 'GTXPro'"))
                .containsExactly("[0]");
        SPARK.session().read().parquet(folder("agents", "20171231-01")).createOrReplaceTempView("a");
        assertThat(rows(
                        "20171231-01",
                        "deals",
                        "SELECT store, count(*) FROM t JOIN a USING (agent_id) GROUP BY 1 ORDER BY 1"))
                .containsExactly("[Central, 1629]", "[East, 1171]", "[West, 1438]");
    }

    @Test
    void aHeaderThatTheMappingNamesAndTheFileLacksStopsTheRun() throws IOException {
        Path folder = Files.createDirectories(home.resolve("crm"));
        Files.writeString(folder.resolve("sales_teams.csv"), "agent,manager,regional_office\nA,B,C\n");
        SourceMapping source = SourceMapping.load("maven-crm", CONTRACTS);
        LandedRange landed = new Landing(folder, source, CONTRACTS).land(MONDAY, MONDAY, RecordedIntake.NONE, false);
        assertThatThrownBy(() -> ingest(source).run(landed, "20260105-01", List.of()))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining(
                        "has no column sales_agent, from which the mapping takes agents; its columns are agent, manager, regional_office.");
    }

    // Shared by the tests

    private IngestResult ingest(LocalDate day, String run) {
        return ingest(null).run(land(day, day), run, List.of());
    }

    private Ingest ingest(@Nullable SourceMapping source) {
        return new Ingest(
                SPARK.session(),
                new WarehousePaths(home.resolve("warehouse").toString()),
                CONTRACTS,
                vault(),
                source,
                SHANGHAI);
    }

    private Vault vault() {
        return new Vault(KeyFile.openOrMake(home.resolve("keys/daybreak.p12")));
    }

    private LandedRange land(LocalDate from, LocalDate to) {
        return new Landing(exports.path(), null, CONTRACTS).land(from, to, RecordedIntake.NONE, false);
    }

    private String folder(String table, String run) {
        return home.resolve("warehouse/" + table + "/run=" + run).toString();
    }

    private List<String> rows(String run, String table, String sql) {
        SPARK.session().read().parquet(folder(table, run)).createOrReplaceTempView("t");
        return SPARK.session().sql(sql).collectAsList().stream()
                .map(row -> row.mkString("[", ", ", "]"))
                .toList();
    }

    private List<String> listing() throws IOException {
        return filesBelow(home.resolve("warehouse")).stream()
                .map(file -> file.getParent() + "/"
                        + String.valueOf(file.getFileName()).replaceAll("[0-9]+-[0-9]+\\.|part-.*", ""))
                .sorted()
                .toList();
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
