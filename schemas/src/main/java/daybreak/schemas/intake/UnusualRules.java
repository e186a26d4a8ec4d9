package daybreak.schemas.intake;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.YamlObject;
import java.util.HashSet;
import java.util.Set;

/**
 * From where on a day's files are unusual against those of the days before, and what then happens.
 *
 * @param days calendar days before a day with which it is compared
 * @param leastDays complete ones among them, without which nothing is judged
 * @param chance probability, 0–1, that a count is nothing but chance, at or below which it is unusual
 */
public record UnusualRules(
        int days,
        int leastDays,
        double chance,
        Consequence fileVanished,
        Consequence columnVanished,
        FewerRows fewerRows,
        MoreRows moreRefused,
        MoreRows moreUnknownValues) {

    private static final String FOLDER = "intake";
    private static final String FILE = "unusual.yaml";

    /** What happens on something unusual. */
    public enum Consequence {
        /** The night ends before it publishes. */
        STOP,
        /** It publishes, and says so. */
        WARN
    }

    /**
     * Fewer rows than on any day before.
     *
     * @param share of the least of the days before, 0–1
     * @param spreads times the distance of least and most of the days before, below the least
     */
    public record FewerRows(Consequence then, double share, double spreads) {}

    /**
     * More rows of a kind than before.
     *
     * @param times their share of all rows on the days before
     * @param leastRows fewer than these are never unusual
     */
    public record MoreRows(Consequence then, double times, int leastRows) {}

    public UnusualRules {
        if (leastDays < 1 || days < leastDays) {
            throw new IllegalArgumentException("least_days must lie between 1 and days");
        }
        if (!(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException("chance must lie between 0 and 1");
        }
    }

    /**
     * What {@code schemas/intake} says.
     *
     * @throws DefinitionException for what is missing or not known
     */
    public static UnusualRules load() {
        return parse(new DefinitionFolder(FOLDER).readFile(FILE));
    }

    /**
     * From the text of the file.
     *
     * @throws DefinitionException for what is missing or not known
     */
    public static UnusualRules parse(String text) {
        YamlObject rules = YamlObject.parse(FOLDER + "/" + FILE, text);
        rules.onlyKnows(Set.of(
                "days",
                "least_days",
                "chance",
                "file_vanished",
                "column_vanished",
                "fewer_rows",
                "more_refused",
                "more_unknown_values"));
        YamlObject fewer = rule(rules, "fewer_rows", "share", "spreads");
        try {
            return new UnusualRules(
                    (int) number(rules, "days"),
                    (int) number(rules, "least_days"),
                    number(rules, "chance"),
                    then(rule(rules, "file_vanished")),
                    then(rule(rules, "column_vanished")),
                    new FewerRows(then(fewer), number(fewer, "share"), number(fewer, "spreads")),
                    more(rules, "more_refused"),
                    more(rules, "more_unknown_values"));
        } catch (IllegalArgumentException e) {
            if (e instanceof DefinitionException) {
                throw e;
            }
            throw new DefinitionException(FOLDER + "/" + FILE, String.valueOf(e.getMessage()), e);
        }
    }

    private static MoreRows more(YamlObject rules, String name) {
        YamlObject rule = rule(rules, name, "times", "least_rows");
        return new MoreRows(then(rule), number(rule, "times"), (int) number(rule, "least_rows"));
    }

    private static YamlObject rule(YamlObject rules, String name, String... numbers) {
        YamlObject rule = rules.objectOrNull(name);
        if (rule == null) {
            throw rules.problem(name + " is missing");
        }
        Set<String> known = new HashSet<>(Set.of(numbers));
        known.add("then");
        rule.onlyKnows(known);
        return rule;
    }

    private static Consequence then(YamlObject rule) {
        return rule.choice("then", Consequence.class);
    }

    private static double number(YamlObject object, String name) {
        Double number = object.numberOrNull(name);
        if (number == null || number < 0) {
            throw object.problem(name + " must be a number, not below 0");
        }
        return number;
    }
}
