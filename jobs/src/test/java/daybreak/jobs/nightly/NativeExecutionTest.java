package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statements run natively where they can be come to the marts that Spark alone comes to. */
@ExtendWith(SharedNights.class)
class NativeExecutionTest {

    /** Numbers with so many digits that the last ones may depend on the order of summation. */
    private static final Pattern LONG_NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]{9,}(?:[eE]-?[0-9]+)?");

    private static final double TOLERANCE = 1e-9;

    @Test
    void nativeAndPlainExecutionEndInEqualMarts(ObservedNight natively, SharedNights.Broken plainly) throws Exception {
        Map<String, List<String>> expected = plainly.world().marts();
        Map<String, List<String>> found = natively.world().marts();

        assertThat(found.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, List<String>> mart : expected.entrySet()) {
            List<String> rows = ordered(mart.getValue());
            List<String> nativeRows = ordered(found.getOrDefault(mart.getKey(), List.of()));
            assertThat(rows).as(mart.getKey()).isNotEmpty();
            assertThat(nativeRows.stream().map(NativeExecutionTest::withoutLongNumbers))
                    .as(mart.getKey())
                    .containsExactlyElementsOf(rows.stream()
                            .map(NativeExecutionTest::withoutLongNumbers)
                            .toList());
            for (int i = 0; i < rows.size(); i++) {
                List<Double> numbers = longNumbers(rows.get(i));
                List<Double> nativeNumbers = longNumbers(nativeRows.get(i));
                for (int j = 0; j < numbers.size(); j++) {
                    assertThat(nativeNumbers.get(j))
                            .as("%s: %s", mart.getKey(), rows.get(i))
                            .isCloseTo(numbers.get(j), within(TOLERANCE * Math.max(1, Math.abs(numbers.get(j)))));
                }
            }
        }
    }

    /** Without this the test above might compare Spark with itself. */
    @Test
    void theStatementsOfTheOneNightWereNativeAndThoseOfTheOtherWereNot(
            ObservedNight natively, SharedNights.Broken plainly) {
        assertThat(natively.plans()).hasSizeGreaterThan(10);
        String plans = String.join("\n", natively.plans());
        for (String part : List.of("CometNativeScan", "CometHashAggregate", "CometExchange")) {
            assertThat(plans.contains(part)).as(part).isTrue();
        }
        assertThat(natively.plans().stream()
                        .filter(plan -> plan.contains("Comet"))
                        .count())
                .as("plans with native parts, of %s", natively.plans().size())
                .isGreaterThan(20);

        assertThat(plainly.world().spark().conf().getOption("spark.plugins").isDefined())
                .isFalse();
        assertThat(plainly.world()
                        .spark()
                        .range(10)
                        .groupBy()
                        .count()
                        .queryExecution()
                        .executedPlan()
                        .toString())
                .contains("HashAggregate")
                .doesNotContain("Comet");
    }

    private static List<String> ordered(List<String> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(NativeExecutionTest::withoutLongNumbers)
                        .thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.toList());
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
