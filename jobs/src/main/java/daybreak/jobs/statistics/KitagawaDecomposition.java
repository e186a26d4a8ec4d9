package daybreak.jobs.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The change of a ratio between two periods, split exactly into what changed within categories and what changed in
 * their weights (E. M. Kitagawa, 1955, Components of a difference between two rates). All parts sum to the change.
 *
 * @param change later ratio − earlier ratio of the total
 * @param parts one a category, in the order given
 * @param againstTotal true where every category present on both sides moved against the total, which did move (E. H.
 *     Simpson, 1951)
 */
public record KitagawaDecomposition(double change, List<Part> parts, boolean againstTotal) implements Serializable {

    public KitagawaDecomposition {
        parts = List.copyOf(parts);
    }

    /**
     * What one category brought to both periods. A denominator of 0 means absent from that period.
     *
     * @param category its name
     * @param earlierNumerator events or successes of the earlier period
     * @param earlierDenominator exposure or subjects of the earlier period
     * @param laterNumerator events or successes of the later period
     * @param laterDenominator exposure or subjects of the later period
     */
    public record Category(
            String category,
            double earlierNumerator,
            double earlierDenominator,
            double laterNumerator,
            double laterDenominator)
            implements Serializable {

        public Category {
            Counts.requireCount(earlierNumerator);
            Counts.requireCount(earlierDenominator);
            Counts.requireCount(laterNumerator);
            Counts.requireCount(laterDenominator);
            if ((earlierDenominator == 0 && earlierNumerator > 0) || (laterDenominator == 0 && laterNumerator > 0)) {
                throw new IllegalArgumentException(
                        "Category " + category + " has a numerator in a period without denominator.");
            }
        }

        boolean onBothSides() {
            return earlierDenominator > 0 && laterDenominator > 0;
        }

        double earlierRate() {
            return earlierNumerator / earlierDenominator;
        }

        double laterRate() {
            return laterNumerator / laterDenominator;
        }
    }

    /**
     * What one category adds to the change.
     *
     * @param category its name
     * @param rate (r₁ − r₀)(w₁ + w₀) ÷ 2
     * @param mix (w₁ − w₀)(r₁ + r₀) ÷ 2
     */
    public record Part(String category, double rate, double mix) implements Serializable {}

    /**
     * Splits the change over categories that partition the denominator.
     *
     * @throws IllegalArgumentException where either period has no denominator at all
     */
    public static KitagawaDecomposition of(List<Category> categories) {
        double earlierAll =
                categories.stream().mapToDouble(Category::earlierDenominator).sum();
        double laterAll =
                categories.stream().mapToDouble(Category::laterDenominator).sum();
        if (earlierAll == 0 || laterAll == 0) {
            throw new IllegalArgumentException("Nothing to split: a period has no denominator.");
        }
        double earlier =
                categories.stream().mapToDouble(Category::earlierNumerator).sum() / earlierAll;
        double later = categories.stream().mapToDouble(Category::laterNumerator).sum() / laterAll;
        List<Part> parts = new ArrayList<>();
        for (Category category : categories) {
            parts.add(part(category, earlierAll, laterAll));
        }
        return new KitagawaDecomposition(later - earlier, parts, againstTotal(categories, later - earlier));
    }

    private static Part part(Category category, double earlierAll, double laterAll) {
        if (category.earlierDenominator() == 0 && category.laterDenominator() == 0) {
            return new Part(category.category(), 0, 0);
        }
        double earlierWeight = category.earlierDenominator() / earlierAll;
        double laterWeight = category.laterDenominator() / laterAll;
        double earlierRate = category.earlierDenominator() == 0 ? category.laterRate() : category.earlierRate();
        double laterRate = category.laterDenominator() == 0 ? category.earlierRate() : category.laterRate();
        return new Part(
                category.category(),
                (laterRate - earlierRate) * (laterWeight + earlierWeight) / 2,
                (laterWeight - earlierWeight) * (laterRate + earlierRate) / 2);
    }

    private static boolean againstTotal(List<Category> categories, double change) {
        List<Category> both = categories.stream().filter(Category::onBothSides).toList();
        return change != 0
                && !both.isEmpty()
                && both.stream().allMatch(category -> (category.laterRate() - category.earlierRate()) * change < 0);
    }

    /** The sum of the rate parts. */
    public double rate() {
        return parts.stream().mapToDouble(Part::rate).sum();
    }

    /** The sum of the mix parts. */
    public double mix() {
        return parts.stream().mapToDouble(Part::mix).sum();
    }
}
