package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statements run natively where they can be come to the marts that Spark alone comes to. */
@ExtendWith(SharedNights.class)
class NativeExecutionTest {

    @Test
    void nativeAndPlainExecutionEndInEqualMarts(ObservedNight natively, SharedNights.Broken plainly) throws Exception {
        Map<String, List<String>> expected = plainly.world().marts();
        Map<String, List<String>> found = natively.world().marts();

        assertThat(expected.values()).as("marts without rows").doesNotContain(List.of());
        MartComparison.assertEqual(found, expected);
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
}
