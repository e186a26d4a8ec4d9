package daybreak.reports.quarterly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.reports.PdfChecks;
import daybreak.reports.TestFonts;
import daybreak.reports.page.PageRenderer;
import daybreak.reports.page.RenderedReport;
import daybreak.reports.text.Language;
import daybreak.schemas.metric.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuarterlyRetrospectiveTest {

    private static final Path FOLDER = Path.of("target", "quarterly", "2026-Q3");

    private static FixtureQuarter marts;
    private static RenderedReport report;
    private static byte[] chinese;
    private static byte[] english;

    @BeforeAll
    static void render() throws Exception {
        marts = FixtureQuarter.open();
        report = new QuarterlyRetrospective(marts.connection(), new PageRenderer(TestFonts.fonts()), Metrics.load())
                .render("2026-Q3", List.of(Language.CHINESE, Language.ENGLISH), FOLDER);
        chinese = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.zh-CN.pdf"));
        english = Files.readAllBytes(FOLDER.resolve("complaint-retrospective.en.pdf"));
    }

    @AfterAll
    static void close() throws Exception {
        marts.close();
    }

    @Test
    void conformsToPdfA3aAndPdfUa1() throws Exception {
        PdfChecks.assertConforms(chinese);
        PdfChecks.assertConforms(english);
    }

    @Test
    void hasFourPages() throws Exception {
        assertThat(PdfChecks.pages(chinese)).isEqualTo(4);
        assertThat(PdfChecks.pages(english)).isEqualTo(4);
        assertThat(PdfChecks.outsideTheTextBlock(chinese)).isEmpty();
        assertThat(PdfChecks.outsideTheTextBlock(english)).isEmpty();
        assertThat(report.files()).isNotEmpty();
    }
}
