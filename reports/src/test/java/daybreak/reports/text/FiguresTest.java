package daybreak.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private final Figures chinese = new Figures(Language.CHINESE, SHANGHAI);
    private final Figures english = new Figures(Language.ENGLISH, SHANGHAI);

    @Test
    void sharesHaveOneDecimalRoundedHalfUp() {
        assertThat(chinese.percent(0.1285)).isEqualTo("12.9%");
        assertThat(chinese.percent(null)).isEqualTo("—");
        assertThat(chinese.percent(0.0)).isEqualTo("0.0%");
        assertThat(chinese.percentInterval(0.0234, 0.0515)).isEqualTo("2.3–5.2%");
        assertThat(chinese.shortPercent(0.95)).isEqualTo("95%");
        assertThat(chinese.shortPercent(0.125)).isEqualTo("12.5%");
    }

    @Test
    void differencesCarryTheirSignWithATrueMinus() {
        assertThat(chinese.points(-0.0066)).isEqualTo("−0.7");
        assertThat(chinese.points(0.0055)).isEqualTo("+0.6");
        assertThat(chinese.points(0.0)).isEqualTo("0.0");
        assertThat(chinese.points(-0.0001)).isEqualTo("0.0");
        assertThat(chinese.rateDifference(0.555)).isEqualTo("+0.56");
    }

    @Test
    void countsAndRatesAreGroupedAndRounded() {
        assertThat(chinese.count(7904)).isEqualTo("7,904");
        assertThat(chinese.rate(1.2333)).isEqualTo("1.23");
        assertThat(chinese.fraction(21, 612)).isEqualTo("21\u00A0/\u00A0612");
    }

    @Test
    void timesStandInTheUnitThatSuits() {
        assertThat(chinese.duration(1080.0)).isEqualTo("18.0\u00A0分");
        assertThat(chinese.duration(33_840.0)).isEqualTo("9.4\u00A0小时");
        assertThat(english.duration(440_640.0)).isEqualTo("5.1\u00A0d");
        assertThat(chinese.clock(Duration.ofMinutes(475))).isEqualTo("7\u00A0小时\u00A055\u00A0分");
        assertThat(english.clock(Duration.ofHours(50))).isEqualTo("2\u00A0d\u00A02\u00A0h");
        assertThat(chinese.clock(Duration.ofMinutes(7))).isEqualTo("7\u00A0分");
    }

    @Test
    void moneyStandsInTenThousandsInChineseAndToTheYuanInEnglish() {
        assertThat(chinese.money(86_400)).isEqualTo("8.64\u00A0万元");
        assertThat(chinese.money(124_000_000)).isEqualTo("1.24\u00A0亿元");
        assertThat(chinese.money(860)).isEqualTo("860\u00A0元");
        assertThat(english.money(86_400.5)).isEqualTo("CNY\u00A086,401");
    }

    @Test
    void daysAndTimesAreThoseOfTheBrokeragesZone() {
        LocalDate monday = LocalDate.of(2026, 11, 16);
        assertThat(chinese.day(monday)).isEqualTo("11-16");
        assertThat(chinese.daysInWords(monday, monday.plusDays(6))).isEqualTo("11\u00A0月\u00A016–22\u00A0日");
        assertThat(english.daysInWords(monday, monday.plusDays(6))).isEqualTo("16–22\u00A0November");
        assertThat(chinese.time(ZonedDateTime.parse("2026-11-22T08:05:00Z"))).isEqualTo("11-22\u00A016:05");
        assertThat(Figures.weekOf(LocalDate.of(2027, 1, 1))).isEqualTo("2026-W53");
    }
}
