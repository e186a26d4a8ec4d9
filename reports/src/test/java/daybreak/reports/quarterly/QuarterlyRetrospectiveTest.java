package daybreak.reports.quarterly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.reports.PdfChecks;
import daybreak.reports.TestFonts;
import daybreak.reports.mart.MartReader;
import daybreak.reports.page.MartRow;
import daybreak.reports.page.RenderedReport;
import daybreak.reports.page.Trace;
import daybreak.reports.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuarterlyRetrospectiveTest {

    private static final Path OUT = Path.of("target");
    private static final Path FOLDER = OUT.resolve("quarterly").resolve("2026-Q3");

    private static FixtureQuarter marts;
    private static RenderedReport report;
    private static byte[] chinese;
    private static byte[] english;

    @BeforeAll
    static void render() throws Exception {
        marts = FixtureQuarter.open();
        report = render(marts, "2026-Q3", List.of(Language.CHINESE, Language.ENGLISH));
        chinese = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.zh-CN.pdf"));
        english = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.en.pdf"));
    }

    @AfterAll
    static void close() throws Exception {
        marts.close();
    }

    private static RenderedReport render(FixtureQuarter marts, String quarter, List<Language> languages) {
        try (MartReader reader = MartReader.of(marts.connection())) {
            return new QuarterlyRetrospective(TestFonts.fonts()).render(reader, quarter, languages, OUT);
        }
    }

    /** A page's words as they are written and again as they lie on it, without the spaces and line ends between them. */
    private static PageWords page(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            String written = stripper.getText(document);
            stripper.setSortByPosition(true);
            return new PageWords(PageWords.joined(written + stripper.getText(document)));
        }
    }

    /** What a page says, wherever its lines end. */
    private record PageWords(String text) {

        static String joined(String words) {
            return words.replaceAll("[\\s\u00A0]+", "");
        }

        PageWords says(String... words) {
            for (String each : words) {
                assertThat(text).contains(joined(each));
            }
            return this;
        }

        PageWords doesNotSay(String words) {
            assertThat(text).doesNotContain(joined(words));
            return this;
        }
    }

    @Test
    void conformsToPdfA3aAndPdfUa1() throws Exception {
        PdfChecks.assertConforms(chinese);
        PdfChecks.assertConforms(english);
    }

    @Test
    void theFontHasEveryCharacterOfTheTexts() throws Exception {
        try (InputStream texts = QuarterlyRetrospective.class.getResourceAsStream("/daybreak/texts/quarterly.yaml")) {
            assertThat(texts).isNotNull();
            assertThat(TestFonts.fonts().missing(new String(texts.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @Test
    void hasFourPagesInsideTheTextBlock() throws Exception {
        assertThat(PdfChecks.pages(chinese)).isEqualTo(4);
        assertThat(PdfChecks.pages(english)).isEqualTo(4);
        assertThat(PdfChecks.outsideTheTextBlock(chinese)).isEmpty();
        assertThat(PdfChecks.outsideTheTextBlock(english)).isEmpty();
    }

    @Test
    void pageOneSaysTheQuarterInOneSentenceAndOneTable() throws Exception {
        page(chinese, 1)
                .says("投诉 184 件，每百客 1.86，比二季度低 0.45，是信号，变好；", "关掉 5 个超时未关的时钟。")
                .says("禾木房产（样例）·2026 年第三季度·7–9 月")
                .says("184 件 231 件 212 件")
                .says("1.86 2.31 2.28 — 1.60–2.15", "184 / 9,870 人", "信号·变好")
                .says("24 小时内答复 169 / 183", "92.3% 88.7% — ≥ 95% 87.6–95.4%")
                .says("86.6% 84.1% — ≥ 90% 80.8–90.8%", "155 / 179")
                .says("6.2 天 7.5 天 — — 5.6–7.0", "P90 19.0 天；175 / 184")
                .says("补偿合计，万元 8.65 12.18 — — —")
                .says("前 3 个根因 98 件，占 53.3%", "其余 5 类", "二季度 51")
                .says("复核 SOP-09 是否照做：“带看后无人回访”仍居首位", "何经理", "10-30")
                .says("投诉文件收到 460 行，拒收 3 行（0.65%），重复 89 行；迟到 3 行，已计入；每天都有文件夹；9 件未结");
        page(english, 1)
                .says("184 complaints, 1.86 per 100 clients, 0.45 below Q2: a signal, better.")
                .says("Next: close the 5 clocks that lapsed.")
                .says("Signal: better", "Compensation, CNY 86,480 121,800")
                .says("Complaint files: 460 rows in, 3 refused (0.65%), 89 duplicate; 3 late, counted");
    }

    @Test
    void pageTwoNamesTheWeeksThatAreSignalsAndTheChangesThatRebaseLimits() throws Exception {
        page(chinese, 2)
                .says("本季 12 周里 1 周是信号（W39 变差）；先关超时的时钟")
                .says("SOP-16 之后均值 0.66，此前 0.62；限值暂定")
                .says("W39 1.23", "上限 1.20", "均值 0.66", "下限 0.12", "暂定限")
                .says("本季每周 10–24 件，12 个整周共 183 件", "W39 24 件")
                .says("SOP-09 之后 0.18，此前 0.19", "SOP-14 之后 0.08，此前 0.20")
                .says("SOP-16 之后间隔 18.3 天，此前 12.4 天", "不到每周一件的画间隔天数，高为好")
                .says("SOP-14 勘察必填项 渗漏未披露 2026-08-17 赵经理 51→24")
                .doesNotSay("SOP-17");
        page(english, 2)
                .says("1 of the quarter's 12 weeks is a signal (W39 worse).")
                .says("Mean 0.66 after SOP-16, 0.62 before; limits provisional");
    }

    @Test
    void pageThreeRanksRootCausesWithTheirAttributionAndCost() throws Exception {
        page(chinese, 3)
                .says("前 3 个根因占 53.3%，补偿合计 8.65 万元；")
                // One of the 41 is attributed otherwise.
                .says("带看后无人回访 服务失误 40 / 41 41 22.3% 44 −3 2.07")
                .says("渗漏未披露 房源瑕疵 24 53.3% 51 −27 1.13")
                .says("家具清单不符 房源瑕疵 7 100.0% 7 0 0.19")
                .says("合计 184 100.0% 231 −47 8.65")
                .says("归因：服务失误 55.4%", "服务失误 102 55.4% 116 −14 4.89");
    }

    @Test
    void pageFourShowsTheClocksAsDistributionsAndJudgesStoresOnlyWhereThereAreEnough() throws Exception {
        page(chinese, 4)
                .says("24 小时答复 92.3%，与目标 95% 分不出高低；3 小时方案 86.6%，与目标 90% 分不出高低；")
                .says("答复：183 件里 169 件赶在 24 小时内", "方案：179 件里 155 件赶在 3 小时内")
                .says("92.3%，95% 区间 87.6–95.4%；中位")
                .says("滨江店与其余门店不同")
                .says("滨江店 45 / 58 77.6% 低于全体 44 / 56 78.6%")
                .says("湖畔店 20 / 21 95.2% 看不出差别")
                .says("大学城店 11 / 12 — 样本不足 10 / 12 —");
    }

    @Test
    void everyChartIsAPictureInEveryLanguage() {
        List<String> expected =
                new ArrayList<>(List.of("complaint-retrospective.zh-CN.pdf", "complaint-retrospective.en.pdf"));
        for (String tag : List.of("zh-CN", "en")) {
            for (String chart : List.of(
                    "complaint-rate-recent",
                    "root-causes-leading",
                    "complaint-rate",
                    "complaints-weekly",
                    "complaint-rate-cause-1",
                    "complaint-rate-cause-2",
                    "complaint-rate-cause-3",
                    "root-causes",
                    "response-states",
                    "response-times",
                    "plan-states",
                    "plan-times",
                    "response-by-store")) {
                expected.add("charts/" + chart + "." + tag + ".png");
            }
        }
        assertThat(report.files().stream()
                        .map(file -> FOLDER.relativize(file).toString())
                        .toList())
                .containsExactlyElementsOf(expected);
        assertThat(report.files()).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    @Test
    void everyFigureHasATraceToTheRowsBehindItTheSameInBothLanguages() throws Exception {
        String pages = "";
        for (int page = 1; page <= 4; page++) {
            pages += page(chinese, page).text();
        }
        String inEnglish = "";
        for (int page = 1; page <= 4; page++) {
            inEnglish += page(english, page).text();
        }
        assertThat(new HashSet<>(report.traces().stream().map(Trace::id).toList()))
                .hasSameSizeAs(report.traces());
        for (Trace trace : report.traces()) {
            assertThat(pages).as(trace.figure()).contains(trace.id());
            assertThat(inEnglish).as(trace.figure()).contains(trace.id());
        }
        Trace rate = report.traces().stream()
                .filter(trace -> trace.figure().equals("summary-rate"))
                .findFirst()
                .orElseThrow();
        assertThat(rate.run()).isEqualTo(FixtureQuarter.RUN);
        assertThat(rate.printed())
                .containsEntry("value", 1.864235)
                .containsEntry("previous", 2.31)
                .containsEntry("year_ago", 2.280060);
        assertThat(rate.refersTo().get(0))
                .isEqualTo(new MartRow(
                        "metric_value",
                        Map.of(
                                "metric", "complaint_rate",
                                "period_kind", "quarter",
                                "period", "2026-Q3",
                                "dimension", "",
                                "member", "")));
    }

    @Test
    void aQuarterThatIsNotOverAndHasFewComplaintsIsMarkedSoAndNothingIsRanked() throws Exception {
        try (FixtureQuarter young = FixtureQuarter.empty()) {
            young.execute("UPDATE run SET to_day = '2026-08-10', as_of = '2026-08-11T00:00+08'");
            young.execute("""
                    INSERT INTO metric_value (metric, period_kind, period, period_from, period_to, whole, numerator,
                                              denominator, value, low, high, version, run)
                    VALUES ('complaint_rate', 'quarter', '2026-Q3', '2026-07-01', '2026-09-30', false, 2, 310, 0.645161,
                            0.078, 2.33, 'v', '20260930-01'),
                           ('complaint_response_24h', 'quarter', '2026-Q3', '2026-07-01', '2026-09-30', false, 1, 2, 0.5,
                            0.0945, 0.9055, 'v', '20260930-01')""");
            young.execute("""
                    INSERT INTO complaint
                    VALUES ('C-1', 'K-1', NULL, 'S1', NULL, NULL, 1, '2026-07-02T09:00+08', '2026-07-02T10:00+08', NULL, NULL,
                            '2026-07-03T09:00+08', '2026-07-02T13:00+08', 'in_time', 'lapsed', 500, '20260930-01'),
                           ('C-2', 'K-2', NULL, 'S1', 'service_fault', '𠮷屋噪音', 1, '2026-07-05T09:00+08', NULL, NULL, NULL,
                            '2026-07-06T09:00+08', NULL, 'lapsed', 'not_answered', NULL, '20260930-01')""");
            render(young, "2026-Q3", List.of(Language.CHINESE));
            byte[] pdf = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.zh-CN.pdf"));
            PdfChecks.assertConforms(pdf);
            page(pdf, 1)
                    .says("投诉 2 件，每百客 0.65，本季未完，不判断；")
                    .says("2026 年第三季度·7–9 月（未完）")
                    .says("本季未完：51 天还没有到，数字会变，不作判断。")
                    .says("1 / 2", "样本不足", "未完，不判")
                    .says("还没有整周，画不出控制图。")
                    .says("本季没有收到投诉文件；41 天没有文件夹")
                    .doesNotSay("50.0%");
            page(pdf, 2).says("本季还没有可判断的整周；");
            page(pdf, 3)
                    .says("本季 2 件，样本不足，根因不排名；", "逐件过一遍本季 2 件投诉。")
                    .says("〓屋噪音 服务失误 1 — — — —", "未查明 未归因 1 — — — 0.05");
            page(pdf, 4).says("1 / 2，样本不足，不写比率");
        } finally {
            render(marts, "2026-Q3", List.of(Language.CHINESE));
        }
    }

    @Test
    void noComplaintsIsGoodNewsOnlyWhereFilesCame() throws Exception {
        try (FixtureQuarter quiet = FixtureQuarter.empty()) {
            quiet.execute("""
                    INSERT INTO metric_value (metric, period_kind, period, period_from, period_to, whole, numerator,
                                              denominator, value, low, high, version, run)
                    VALUES ('complaint_rate', 'quarter', '2026-Q2', '2026-04-01', '2026-06-30', true, 0, 900, 0, 0, 0.41,
                            'v', '20260930-01')""");
            byte[] nothing = quietQuarter(quiet);
            page(nothing, 1)
                    .says("本季没有投诉记录，也没有收到投诉文件，不能说没有投诉。")
                    .says("本季没有收到投诉文件；91 天没有文件夹")
                    .doesNotSay("本季没有投诉。");
            PdfChecks.assertConforms(nothing);

            quiet.execute("""
                    INSERT INTO intake_day SELECT day, 'complete', '20260930-01'
                      FROM generate_series(date '2026-04-01', date '2026-06-30', interval '1 day') AS day""");
            quiet.execute("""
                    INSERT INTO intake_file (day, file, entity, sha256, bytes, rows_in, accepted, refused, duplicates,
                                             superseded, late, orphans, run)
                    VALUES ('2026-04-01', 'complaints.csv', 'complaints', 'x', 100, 0, 0, 0, 0, 0, 0, 0, '20260930-01')""");
            byte[] none = quietQuarter(quiet);
            page(none, 1)
                    .says("本季没有投诉。", "0 件", "0 / 900 人", "0.00–0.41", "补偿合计，万元 0.00")
                    .says("投诉文件收到 0 行，拒收 0 行（0.00%）", "每天都有文件夹");
            page(none, 3).says("本季没有投诉。");
            page(none, 4).says("本季没有投诉。");
            PdfChecks.assertConforms(none);
        }
    }

    private static byte[] quietQuarter(FixtureQuarter marts) throws IOException {
        render(marts, "2026-Q2", List.of(Language.CHINESE));
        return Files.readAllBytes(
                OUT.resolve("quarterly").resolve("2026-Q2").resolve("complaint-retrospective.zh-CN.pdf"));
    }

    @Test
    void storesThatWereNotComparedAreNotSaidToBeAlike() throws Exception {
        try (FixtureQuarter older = FixtureQuarter.open()) {
            older.execute("DELETE FROM member_verdict");
            older.execute("DELETE FROM headline");
            render(older, "2026-Q3", List.of(Language.CHINESE));
            byte[] pdf = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.zh-CN.pdf"));
            page(pdf, 4)
                    .says("各店的答复率；这一季没有作门店比较", "滨江店 45 / 58 77.6% — 44 / 56", "大学城店 11 / 12 — 样本不足")
                    .doesNotSay("看不出差别");
            page(pdf, 1).says("这一季没有作判断；").doesNotSay("信号·变好");
        } finally {
            render(marts, "2026-Q3", List.of(Language.CHINESE));
        }
    }

    @Test
    void causesBeyondAPageAreOneRowWithOneTraceAndThoseWithoutACauseStandLast() throws Exception {
        try (FixtureQuarter many = FixtureQuarter.open()) {
            many.execute("""
                    UPDATE complaint SET root_cause = CASE WHEN complaint_id < 'C-0240' THEN NULL
                                         ELSE '根因' || (substr(complaint_id, 3)::int % 20) END
                     WHERE opened_at >= '2026-07-01T00:00+08'""");
            RenderedReport printed = render(many, "2026-Q3", List.of(Language.CHINESE, Language.ENGLISH));
            byte[] pdf = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.zh-CN.pdf"));
            // Twenty causes of this quarter and the ten of the one before, all cured: thirteen rows, and seventeen in
            // one.
            page(pdf, 3).says("其余 17 类", "未查明");
            List<Trace> causes = printed.traces().stream()
                    .filter(trace -> trace.figure().startsWith("cause"))
                    .toList();
            assertThat(causes)
                    .filteredOn(trace -> trace.figure().equals("causes-others"))
                    .singleElement()
                    .satisfies(trace -> assertThat(trace.refersTo()).hasSize(17));
            // Thirteen, the others, those without a cause, and the total; English added none of its own.
            assertThat(causes).hasSize(16);
            assertThat(causes)
                    .filteredOn(trace -> trace.figure().equals("cause-(none)"))
                    .singleElement()
                    .satisfies(trace -> assertThat(trace.refersTo())
                            .extracting(MartRow::table)
                            .containsExactly("metric_value"));
        } finally {
            render(marts, "2026-Q3", List.of(Language.CHINESE, Language.ENGLISH));
        }
    }

    @Test
    void aQuarterTheMartsDoNotKnowIsRefusedWithASentence() {
        assertThatThrownBy(() -> render(marts, "2027-Q1", List.of(Language.CHINESE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Nothing is known of 2027-Q1: the marts have the quarters"
                        + " [2025-Q3, 2025-Q4, 2026-Q1, 2026-Q2, 2026-Q3]");
        assertThatThrownBy(() -> render(marts, "2026-5", List.of(Language.CHINESE)))
                .hasMessage("A quarter is written like 2026-Q3, not 2026-5");
    }
}
