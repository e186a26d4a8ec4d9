package daybreak.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void figuresThatALineBreakWouldTearAreKeptInOnePiece() {
        assertThat(Markup.of("区间 2.3–5.2%，见 11-23").xhtml())
                .isEqualTo("区间 <span class=\"n\">2.3–5.2%</span>，见 <span class=\"n\">11-23</span>");
        assertThat(Markup.of("21\u00A0/\u00A0612 条").xhtml())
                .isEqualTo("<span class=\"n\">21\u00A0/\u00A0612</span> 条");
        assertThat(Markup.of("3.83\u00A0万/㎡").xhtml()).isEqualTo("<span class=\"n\">3.83\u00A0万/㎡</span>");
    }

    @Test
    void whatComesFromOutsideIsEscaped() {
        assertThat(Markup.of("<b>\"A&B\"</b>").xhtml()).isEqualTo("&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;");
    }

    @Test
    void clausesOfAHeadlineStayOnALine() {
        assertThat(Markup.headline("投诉率升破上限，是信号；先补滨江店。").xhtml())
                .isEqualTo("<span class=\"n\">投诉率升破上限，</span><span class=\"n\">是信号；</span>"
                        + "<span class=\"n\">先补滨江店。</span>");
        assertThat(Markup.headline("Rate 1.23, a signal: act. Done.").xhtml())
                .isEqualTo("<span class=\"n\">Rate 1.23,</span> <span class=\"n\">a signal:</span> "
                        + "<span class=\"n\">act.</span> <span class=\"n\">Done.</span>");
    }
}
