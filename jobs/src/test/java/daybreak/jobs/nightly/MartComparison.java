package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the marts of two nights that may have summed in another order: row by row and cell by cell, the last digits of
 * long numbers left aside.
 */
final class MartComparison {

    /** Numbers with so many digits that the last ones may depend on the order of summation. */
    private static final Pattern LONG_NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]{9,}(?:[eE]-?[0-9]+)?");

    private static final double TOLERANCE = 1e-9;

    private MartComparison() {}

    static void assertEqual(Map<String, List<String>> found, Map<String, List<String>> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, List<String>> mart : expected.entrySet()) {
            List<String> rows = ordered(mart.getValue());
            List<String> others = ordered(found.getOrDefault(mart.getKey(), List.of()));
            assertThat(others.stream().map(MartComparison::withoutLongNumbers))
                    .as(mart.getKey())
                    .containsExactlyElementsOf(rows.stream()
                            .map(MartComparison::withoutLongNumbers)
                            .toList());
            for (int i = 0; i < rows.size(); i++) {
                List<Double> numbers = longNumbers(rows.get(i));
                List<Double> otherNumbers = longNumbers(others.get(i));
                for (int j = 0; j < numbers.size(); j++) {
                    assertThat(otherNumbers.get(j))
                            .as("%s: %s", mart.getKey(), rows.get(i))
                            .isCloseTo(numbers.get(j), within(TOLERANCE * Math.max(1, Math.abs(numbers.get(j)))));
                }
            }
        }
    }

    private static List<String> ordered(List<String> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(MartComparison::withoutLongNumbers)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String withoutLongNumbers(String row) {
        return LONG_NUMBER.matcher(row).replaceAll("#");
    }

    private static List<Double> longNumbers(String row) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = LONG_NUMBER.matcher(row);
        while (number.find()) {
            numbers.add(Double.parseDouble(number.group()));
        }
        return numbers;
    }
}
