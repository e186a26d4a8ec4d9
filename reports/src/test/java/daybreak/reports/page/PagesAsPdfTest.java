package daybreak.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.reports.PdfChecks;
import daybreak.reports.TestFonts;
import daybreak.reports.text.Language;
import daybreak.reports.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesAsPdfTest {

    private static final String CHINESE =
            "门店 龙湖 高楼 入户 金色 面积 见效 行长 里程 车位 青年 首付 食堂 鱼 黄 齐备" + "《云澜苑》“带看后无人回访”‘复’……——3.83 万/㎡≥≤≈±→←▲▼◆◇①★℃Δσ✓×÷";

    private final PageRenderer renderer = new PageRenderer(TestFonts.fonts());

    @Test
    void textExtractsAsTheCharactersThatWerePutIn() throws Exception {
        byte[] pdf = renderer.pdf(document(CHINESE));

        assertThat(PdfChecks.text(pdf, 1).replace(" ", "")).contains(CHINESE.replace(" ", ""));
        PdfChecks.assertConforms(pdf);
    }

    @Test
    void aCharacterTheFontLacksIsNamedAndReplacedAndStopsNothing() throws Exception {
        assertThat(TestFonts.fonts().missing("𠮷田✗好")).containsExactly("U+20BB7 (𠮷)", "U+2717 (✗)");
        assertThat(TestFonts.fonts().printable("𠮷田✗⽅①")).isEqualTo("〓田〓方①");

        assertThat(PdfChecks.text(renderer.pdf(document("𠮷田家")), 1)).contains("〓田家");
    }

    @Test
    void headerAndFooterStandOnEveryPageWithTheNumberOfPages() throws Exception {
        byte[] pdf = renderer.pdf(frame().document(List.of(section("one"), section("two")), List.of()));
        Files.write(Path.of("target", "frame.pdf"), pdf);

        assertThat(PdfChecks.pages(pdf)).isEqualTo(2);
        assertThat(PdfChecks.text(pdf, 2)).contains("Daybreak", "管理周报", "第 2 页，共 2 页");
        assertThat(PdfChecks.outsideTheTextBlock(pdf)).isEmpty();
    }

    private Document document(String body) {
        return frame().document(
                        List.of(new Section(
                                "one", "本周要点", Markup.headline("一切正常。"), new Markup("<p>" + body + "</p>"))),
                        List.of());
    }

    private static Section section(String name) {
        return new Section(name, "本周要点", Markup.headline("没有变化，不必解释。"), Markup.of("正文"));
    }

    private static ReportFrame frame() {
        return new ReportFrame(
                new Templates(),
                Texts.load("page").in(Language.CHINESE),
                "管理周报",
                "禾木房产",
                "2026 年第 47 周",
                "截至 2026-11-23 00:00（不含）");
    }
}
