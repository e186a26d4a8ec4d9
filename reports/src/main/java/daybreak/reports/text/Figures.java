package daybreak.reports.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures as they are printed: rounded half up from the unrounded value, minus as U+2212, ranges with U+2013, a
 * no-break space between number and unit. Absent is —, zero is 0.
 */
public final class Figures {

    /** What stands where there is no value. */
    public static final String ABSENT = "—";

    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final char MINUS = '\u2212';
    private static final char EN_DASH = '\u2013';
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MONTH_DAY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ISO_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;

    /**
     * Figures of a language.
     *
     * @param zone the brokerage's zone, in which times are printed
     */
    public Figures(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
    }

    /** A count with thousands commas: 7,904. */
    public String count(double count) {
        return grouped(rounded(BigDecimal.valueOf(count), 0));
    }

    /** A count with thousands commas: 7,904. */
    public String count(long count) {
        return grouped(BigDecimal.valueOf(count));
    }

    /** A share of 1 as percent with one decimal: 3.4%. */
    public String percent(@Nullable Double share) {
        return share == null
                ? ABSENT
                : grouped(rounded(BigDecimal.valueOf(share).movePointRight(2), 1)) + "%";
    }

    /** A share of 1 as whole percent, for targets and axis labels that are whole: 95%; with a decimal where needed. */
    public String shortPercent(double share) {
        BigDecimal percent = rounded(BigDecimal.valueOf(share).movePointRight(2), 1);
        return grouped(percent.stripTrailingZeros().scale() <= 0 ? percent.setScale(0, RoundingMode.HALF_UP) : percent)
                + "%";
    }

    /** A small share as percent with two decimals, where one would hide it: 0.09%. */
    public String finePercent(double share) {
        return grouped(rounded(BigDecimal.valueOf(share).movePointRight(2), 2)) + "%";
    }

    /** A difference of two shares in percentage points with one decimal and its sign: −0.7, +0.5, 0.0. */
    public String points(@Nullable Double difference) {
        return difference == null
                ? ABSENT
                : signed(rounded(BigDecimal.valueOf(difference).movePointRight(2), 1));
    }

    /** A rate per 100 or per 1,000 with two decimals: 1.23. */
    public String rate(@Nullable Double rate) {
        return rate == null ? ABSENT : grouped(rounded(BigDecimal.valueOf(rate), 2));
    }

    /** A difference of two rates with two decimals and its sign: +0.56. */
    public String rateDifference(@Nullable Double difference) {
        return difference == null ? ABSENT : signed(rounded(BigDecimal.valueOf(difference), 2));
    }

    /** A number with one decimal, of means and multiples: 2.4. */
    public String decimal(double number) {
        return grouped(rounded(BigDecimal.valueOf(number), 1));
    }

    /** k of n: 21 / 612. */
    public String fraction(double k, double n) {
        return count(k) + NO_BREAK_SPACE + "/" + NO_BREAK_SPACE + count(n);
    }

    /** k of n: 21 / 612. */
    public String fraction(long k, long n) {
        return count(k) + NO_BREAK_SPACE + "/" + NO_BREAK_SPACE + count(n);
    }

    /** An interval of a share in percent: 2.3–5.2%. */
    public String percentInterval(@Nullable Double low, @Nullable Double high) {
        if (low == null || high == null) {
            return ABSENT;
        }
        String from = percent(low);
        return from.substring(0, from.length() - 1) + EN_DASH + percent(high);
    }

    /** An interval of a rate: 0.79–1.84. */
    public String rateInterval(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? ABSENT : rate(low) + EN_DASH + rate(high);
    }

    /** A range of two labels: W30–W42. */
    public String range(String from, String to) {
        return from.equals(to) ? from : from + EN_DASH + to;
    }

    /** A length of time in minutes, hours or days with one decimal, whichever suits: 18.0 分, 9.4 小时, 5.1 天. */
    public String duration(@Nullable Double seconds) {
        if (seconds == null) {
            return ABSENT;
        }
        BigDecimal exact = BigDecimal.valueOf(seconds);
        if (seconds < 3_600) {
            return withUnit(exact, 60, "分", "min");
        }
        return seconds < 86_400 ? withUnit(exact, 3_600, "小时", "h") : withUnit(exact, 86_400, "天", "d");
    }

    /** A length of time to the minute, of running clocks: 7 小时 55 分. */
    public String clock(Duration length) {
        long days = length.toDays();
        long hours = length.toHoursPart();
        long minutes = length.toMinutesPart();
        StringBuilder clock = new StringBuilder();
        if (days > 0) {
            clock.append(unit(days, "天", "d"));
        }
        if (hours > 0 || days > 0) {
            clock.append(clock.length() == 0 ? "" : String.valueOf(NO_BREAK_SPACE))
                    .append(unit(hours, "小时", "h"));
        }
        if (days == 0) {
            clock.append(clock.length() == 0 ? "" : String.valueOf(NO_BREAK_SPACE))
                    .append(unit(minutes, "分", "min"));
        }
        return clock.toString();
    }

    /** An amount of money: from ten thousand yuan in 万元 with two decimals, from a hundred million in 亿元; in English to the yuan. */
    public String money(double yuan) {
        BigDecimal exact = BigDecimal.valueOf(yuan);
        if (language == Language.ENGLISH) {
            return "CNY" + NO_BREAK_SPACE + grouped(rounded(exact, 0));
        }
        if (Math.abs(yuan) >= 1e8) {
            return grouped(rounded(exact.movePointLeft(8), 2)) + NO_BREAK_SPACE + "亿元";
        }
        return Math.abs(yuan) >= 1e4
                ? grouped(rounded(exact.movePointLeft(4), 2)) + NO_BREAK_SPACE + "万元"
                : grouped(rounded(exact, 0)) + NO_BREAK_SPACE + "元";
    }

    /** A count with its unit in Chinese, or the count alone in English, where the sentence holds the word: 24 件. */
    public String counted(double count, String chineseUnit) {
        return language == Language.CHINESE ? count(count) + NO_BREAK_SPACE + chineseUnit : count(count);
    }

    /** A day in tables: 11-23. */
    public String day(LocalDate day) {
        return MONTH_DAY.format(day);
    }

    /** A day in sentences: 11 月 23 日, 23 November. */
    public String dayInWords(LocalDate day) {
        return language == Language.CHINESE
                ? day.getMonthValue() + "\u00A0月\u00A0" + day.getDayOfMonth() + "\u00A0日"
                : day.getDayOfMonth() + "\u00A0" + month(day);
    }

    /** Days of a range in words: 11 月 16–22 日, 16–22 November, 30 November–6 December. */
    public String daysInWords(LocalDate from, LocalDate to) {
        if (from.getMonth() != to.getMonth()) {
            return dayInWords(from) + EN_DASH + dayInWords(to);
        }
        return language == Language.CHINESE
                ? from.getMonthValue() + "\u00A0月\u00A0" + from.getDayOfMonth() + EN_DASH + to.getDayOfMonth()
                        + "\u00A0日"
                : from.getDayOfMonth() + "" + EN_DASH + to.getDayOfMonth() + NO_BREAK_SPACE + month(to);
    }

    /** The day of the week, short: 周二, Tue. */
    public String weekday(LocalDate day) {
        Locale locale = language == Language.CHINESE ? Locale.SIMPLIFIED_CHINESE : Locale.UK;
        return day.getDayOfWeek().getDisplayName(java.time.format.TextStyle.SHORT, locale);
    }

    /** A time in tables: 11-22 16:05. */
    public String time(ZonedDateTime time) {
        return MONTH_DAY_TIME.format(time.withZoneSameInstant(zone)).replace(' ', NO_BREAK_SPACE);
    }

    /** A time in footers: 2026-11-23 00:00. */
    public String isoTime(ZonedDateTime time) {
        return ISO_MINUTE.format(time.withZoneSameInstant(zone)).replace(' ', NO_BREAK_SPACE);
    }

    /** The week's short name: W47. */
    public String week(String period) {
        int dash = period.indexOf('W');
        return dash < 0 ? period : period.substring(dash);
    }

    /** The short name of the ISO week that holds a day: W47. */
    public static String weekOf(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private String withUnit(BigDecimal seconds, int unit, String chinese, String english) {
        BigDecimal number = seconds.divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP);
        return grouped(number) + NO_BREAK_SPACE + (language == Language.CHINESE ? chinese : english);
    }

    private String unit(long number, String chinese, String english) {
        return number + "" + NO_BREAK_SPACE + (language == Language.CHINESE ? chinese : english);
    }

    private static String month(LocalDate day) {
        return day.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.UK);
    }

    private static BigDecimal rounded(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    private static String signed(BigDecimal value) {
        return value.signum() > 0 ? "+" + grouped(value) : grouped(value);
    }

    private static String grouped(BigDecimal value) {
        String digits = String.format(Locale.ROOT, "%,." + value.scale() + "f", value.abs());
        return value.signum() < 0 ? MINUS + digits : digits;
    }
}
