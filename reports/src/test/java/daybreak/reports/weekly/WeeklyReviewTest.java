package daybreak.reports.weekly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.reports.PdfChecks;
import daybreak.reports.TestFonts;
import daybreak.reports.TestMarts;
import daybreak.reports.mart.MartReader;
import daybreak.reports.page.RenderedReport;
import daybreak.reports.page.Trace;
import daybreak.reports.text.Language;
import daybreak.reports.text.Texts;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class WeeklyReviewTest {

    private static final Path OUT = Path.of("target", "out");
    private static final Path FOLDER = OUT.resolve("weekly").resolve(SampleWeek.WEEK);

    private TestMarts marts;
    private RenderedReport report;

    WeeklyReviewTest() {
        marts = TestMarts.start();
        report = new RenderedReport(List.of(), List.of());
    }

    @BeforeAll
    void renderTheSampleWeekInBothLanguages() throws Exception {
        try (Connection connection = marts.connection()) {
            new SampleWeek(connection).insert();
            try (MartReader reader = MartReader.of(connection)) {
                report = new WeeklyReview(TestFonts.fonts())
                        .render(reader, SampleWeek.WEEK, List.of(Language.CHINESE, Language.ENGLISH), OUT);
            }
        }
    }

    @AfterAll
    void stopTheDatabase() throws Exception {
        marts.close();
    }

    @Test
    void leavesAPdfALanguageAndEachFigureAsAPicture() {
        assertThat(report.files().subList(0, 2))
                .containsExactly(FOLDER.resolve("weekly-review.zh-CN.pdf"), FOLDER.resolve("weekly-review.en.pdf"));
        assertThat(report.files().stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".zh-CN.png")))
                .containsExactly(
                        "lead-conversion-30d.zh-CN.png",
                        "match-success-14d.zh-CN.png",
                        "complaint-rate.zh-CN.png",
                        "funnel.zh-CN.png",
                        "channels.zh-CN.png",
                        "complaint-weeks.zh-CN.png",
                        "answer-states.zh-CN.png",
                        "answer-times.zh-CN.png",
                        "plan-states.zh-CN.png",
                        "plan-times.zh-CN.png");
        assertThat(report.files()).hasSize(22).allMatch(Files::exists);
    }

    @Test
    void conformsToPdfA3aAndPdfUa1() throws Exception {
        PdfChecks.assertConforms(pdf(Language.CHINESE));
        PdfChecks.assertConforms(pdf(Language.ENGLISH));
    }

    @Test
    void hasFivePagesAndNothingLiesOutsideTheTextBlock() throws Exception {
        for (Language language : Language.values()) {
            assertThat(PdfChecks.pages(pdf(language))).isEqualTo(5);
            assertThat(PdfChecks.outsideTheTextBlock(pdf(language))).isEmpty();
        }
    }

    @Test
    void everyPageOpensWithWhatHappenedWhetherItIsSignalAndWhatToDo() throws Exception {
        assertThat(chinese(1)).contains("投诉率1.23，越过控制上限，是信号；先关超时的时钟。匹配成功率变好，是信号；签约率看不出变化。");
        assertThat(chinese(2)).contains("已带看一步40.0%，比前一批低3.1个百分点，是信号；先只推已勘房源。短视频1.7%，低于全体，补最弱一环。");
        assertThat(chinese(3)).contains("投诉24件，每百客1.23，越过控制上限，是信号。2个超时的时钟今天10:00前关掉。");
        assertThat(english(1))
                .contains("Complaint rate 1.23, above the control limit: a signal. Close the lapsed clocks first.")
                .contains("Match success better, a signal. Conversion: no change shown.");
    }

    @Test
    void printsRatesWithCountsIntervalAndWhatTheyAreComparedWith() throws Exception {
        assertThat(chinese(1))
                .contains("21/612条")
                .contains("95%区间2.3–5.2%")
                .contains("上一周W414.1%−0.7")
                .contains("四周前W383.2%+0.2")
                .contains("3,040条未满30天，未计入")
                .contains("321/2,486对")
                .contains("24/1,946人95%区间0.79–1.84");
        assertThat(chinese(3)).contains("23件里21件赶在24小时内", "91.3%，95%区间", "73.2–97.6%");
    }

    @Test
    void everyTraceIsPrintedAndTheSameInBothLanguages() throws Exception {
        String chinese = "";
        String english = "";
        for (int page = 1; page <= 5; page++) {
            chinese += PdfChecks.textAsDrawn(pdf(Language.CHINESE), page);
            english += PdfChecks.textAsDrawn(pdf(Language.ENGLISH), page);
        }
        assertThat(report.traces()).hasSizeGreaterThan(40);
        for (Trace trace : report.traces()) {
            assertThat(chinese).contains(trace.id());
            assertThat(english).contains(trace.id());
            assertThat(trace.run()).isEqualTo(SampleWeek.RUN);
        }
        assertThat(report.traces().stream().map(Trace::figure)).doesNotHaveDuplicates();
        assertThat(report.traces().get(0).refersTo().get(0).key())
                .containsEntry("metric", "lead_conversion_30d")
                .containsEntry("period_kind", "week");
    }

    @Test
    void noCharacterIsLackingInTheFont() throws Exception {
        for (int page = 1; page <= 5; page++) {
            assertThat(chinese(page)).doesNotContain("〓");
            assertThat(english(page)).doesNotContain("〓");
        }
    }

    @Test
    void saysThatNothingWasReceivedRatherThanInventAnything() throws Exception {
        Path out = Path.of("target", "out-empty");
        try (TestMarts empty = TestMarts.start();
                Connection connection = empty.connection()) {
            new SampleWeek(connection).insertRun();
            try (MartReader reader = MartReader.of(connection)) {
                new WeeklyReview(TestFonts.fonts())
                        .render(reader, SampleWeek.WEEK, List.of(Language.CHINESE, Language.ENGLISH), out);
            }
        }
        byte[] pdf = Files.readAllBytes(out.resolve("weekly/2026-W47/weekly-review.zh-CN.pdf"));
        assertThat(PdfChecks.pages(pdf)).isEqualTo(5);
        assertThat(squeezed(pdf, 1)).contains("还没有一个完整且满期的周").contains("本周没有收到数据。");
        assertThat(squeezed(pdf, 2)).contains("还没有可看的线索。");
        assertThat(squeezed(pdf, 3)).contains("本周没有投诉");
        assertThat(squeezed(pdf, 4)).contains("本周没有提醒，也没有还开着的任务。");
        assertThat(squeezed(pdf, 5)).contains("本周没有收到数据；请数据/IT今天查明导出为何中断。");
        PdfChecks.assertConforms(pdf);
    }

    @Test
    void namesWhatWentSilentByItsOwnRhythm() throws Exception {
        assertThat(chinese(5)).contains("售后已4天没有行，此前最长间隔1天");
        assertThat(english(5)).contains("After-sales touches silent for 4 days, never longer than 1 before");
    }

    @Test
    void showsATargetWhereTheMetricHasOne() throws Exception {
        assertThat(chinese(1)).contains("目标——").doesNotContain("到目标");
        Map<String, String> texts = new TreeMap<>(new DefinitionFolder("metrics").read(".yaml"));
        texts.computeIfPresent("lead_conversion.yaml", (file, yaml) -> yaml + "\ntarget: 0.04\n");
        texts.computeIfPresent("complaint_rate.yaml", (file, yaml) -> yaml + "\ntarget: 0.8\n");
        Metrics targeted = Metrics.parse(texts, Subject.load());
        Path out = Path.of("target", "out-targets");
        try (Connection connection = marts.connection();
                MartReader reader = MartReader.of(connection)) {
            new WeeklyReview(
                            TestFonts.fonts(),
                            Texts.load("page", "labels", "weekly"),
                            targeted,
                            AlertRule.load(),
                            ExportContracts.load())
                    .render(reader, SampleWeek.WEEK, List.of(Language.CHINESE), out);
        }
        byte[] pdf = Files.readAllBytes(out.resolve("weekly/2026-W47/weekly-review.zh-CN.pdf"));
        assertThat(squeezed(pdf, 1))
                .contains("目标4.0%−0.6")
                .contains("目标上限0.80+0.43")
                .contains("越过控制上限，未到目标")
                .contains("目标——");
    }

    @Test
    void aWeekThatTheMartsDoNotStandForIsRefused() throws Exception {
        try (Connection connection = marts.connection();
                MartReader reader = MartReader.of(connection)) {
            WeeklyReview review = new WeeklyReview(TestFonts.fonts());
            assertThatThrownBy(() -> review.render(reader, "2026-W46", List.of(Language.CHINESE), OUT))
                    .hasMessage("The marts stand as of the end of 2026-11-22, so the review is that of 2026-W47, not of"
                            + " 2026-W46; the headline verdicts of other weeks are not kept");
            assertThatThrownBy(() -> review.render(reader, "2026-47", List.of(Language.CHINESE), OUT))
                    .hasMessage("A week is written like 2026-W47, not 2026-47");
        }
    }

    private static byte[] pdf(Language language) throws Exception {
        return Files.readAllBytes(FOLDER.resolve("weekly-review." + language.tag() + ".pdf"));
    }

    private static String chinese(int page) throws Exception {
        return squeezed(pdf(Language.CHINESE), page);
    }

    private static String squeezed(byte[] pdf, int page) throws Exception {
        return PdfChecks.textAsDrawn(pdf, page).replace(" ", "");
    }

    private static String english(int page) throws Exception {
        return PdfChecks.textAsDrawn(pdf(Language.ENGLISH), page);
    }
}
