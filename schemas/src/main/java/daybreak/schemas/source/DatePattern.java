package daybreak.schemas.source;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** What a pattern of the field {@code dates} of a mapping means, in the letters of {@link DateTimeFormatter}. */
public final class DatePattern {

    private DatePattern() {}

    /**
     * Reads and writes what is of the pattern.
     *
     * @param language of its words, for example of months
     * @throws IllegalArgumentException if it is no pattern
     */
    public static DateTimeFormatter formatter(String pattern, Locale language) {
        // Strict, so that 31-02 is no date; of a strict year only uuuu can be told without an era.
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(language)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
