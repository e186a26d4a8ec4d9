package daybreak.jobs.ingest;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers below 10,000 in Chinese: by places as 二十四 and 一百零五, or digit by digit as 二〇. 负 before them, or 地下 of a
 * floor, makes them negative. What could be two numbers, as 一百五, is none.
 */
final class ChineseNumerals {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String PLACES = "十百千";
    private static final int NONE = -1;

    private ChineseNumerals() {}

    /** The number; null: it is none. */
    static @Nullable BigDecimal read(String text) {
        String negative = text.startsWith("地下") ? "地下" : text.startsWith("负") || text.startsWith("負") ? "负" : "";
        String plain = text.substring(negative.length())
                .replace('〇', '零')
                .replace('两', '二')
                .replace('兩', '二');
        int number = plain.chars().allMatch(c -> DIGITS.indexOf(c) >= 0) ? digitByDigit(plain) : byPlaces(plain);
        return number == NONE ? null : BigDecimal.valueOf(negative.isEmpty() ? number : -number);
    }

    private static int digitByDigit(String text) {
        if (text.isEmpty() || text.length() > PLACES.length() + 1) {
            return NONE;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            number = number * 10 + DIGITS.indexOf(text.charAt(i));
        }
        return number;
    }

    private static int byPlaces(String text) {
        int number = 0;
        int last = 10_000;
        int i = 0;
        while (i < text.length()) {
            boolean skips = number > 0 && text.charAt(i) == '零';
            i += skips ? 1 : 0;
            int digit = i < text.length() ? DIGITS.indexOf(text.charAt(i)) : NONE;
            // 十五 stands for 一十五.
            boolean isBareTen = digit < 0 && number == 0 && i < text.length() && text.charAt(i) == '十';
            i += isBareTen ? 0 : 1;
            int place = i < text.length() ? power(PLACES.indexOf(text.charAt(i)) + 1) : 1;
            i++;
            boolean isNextPlace = number == 0 || place * 10 == last;
            if ((digit < 1 && !isBareTen)
                    || place >= last
                    || skips == isNextPlace
                    || (place == 1 && i <= text.length())) {
                return NONE;
            }
            number += Math.max(digit, 1) * place;
            last = place;
        }
        return number;
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
