package daybreak.schemas.metric;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What many rows come to: {@code count(*)}, {@code sum(expression)} or {@code count(DISTINCT column)}. Only these, for they
 * can be added up from parts.
 *
 * @param function which
 * @param of the expression or column; {@code *} of a count of rows
 */
public record Aggregate(Function function, String of) {

    private static final Pattern FORM =
            Pattern.compile("(sum|count)\\s*\\(\\s*(distinct\\s+)?(.+?)\\s*\\)", Pattern.CASE_INSENSITIVE);

    /** What is done with the rows. */
    public enum Function {
        ROWS,
        SUM,
        DISTINCT
    }

    /** From its SQL; empty if it is none of the forms. */
    public static Optional<Aggregate> parse(String sql) {
        Matcher form = FORM.matcher(sql.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean sum = form.group(1).toLowerCase(Locale.ROOT).equals("sum");
        boolean distinct = form.group(2) != null;
        String of = form.group(3);
        if (sum) {
            return distinct ? Optional.empty() : Optional.of(new Aggregate(Function.SUM, of));
        }
        if (distinct) {
            return Optional.of(new Aggregate(Function.DISTINCT, of));
        }
        return of.equals("*") ? Optional.of(new Aggregate(Function.ROWS, of)) : Optional.empty();
    }
}
