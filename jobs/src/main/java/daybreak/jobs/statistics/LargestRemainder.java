package daybreak.jobs.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds parts so that they sum to the rounded whole, by the method of largest remainder (A. Hamilton, 1792): each part
 * is rounded down, and what is missing goes to the parts that lost most. Equal remainders: the earlier part.
 */
public final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * The parts rounded to {@code decimals}; they sum to the sum of the parts rounded half up.
     *
     * @param parts unrounded parts, of any sign
     * @param decimals digits after the point
     */
    public static List<BigDecimal> round(List<Double> parts, int decimals) {
        List<BigDecimal> exact = parts.stream()
                .map(part -> BigDecimal.valueOf(part).movePointRight(decimals))
                .toList();
        BigDecimal whole =
                exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(0, RoundingMode.HALF_UP);
        List<BigDecimal> rounded = new ArrayList<>(
                exact.stream().map(part -> part.setScale(0, RoundingMode.FLOOR)).toList());
        BigDecimal given = rounded.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int missing = whole.subtract(given).intValueExact();
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(rounded.get(i)))
                        .reversed())
                .limit(missing)
                .toList()
                .forEach(i -> rounded.set(i, rounded.get(i).add(BigDecimal.ONE)));
        return rounded.stream()
                .map(part -> part.movePointLeft(decimals).setScale(decimals))
                .toList();
    }
}
