package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whether statements run natively where they should. That their marts then equal those of Spark alone show
 * {@link KilledNightTest} of a night, and of a range, beside DuckDB, the bench's {@code EqualMartsTest}: without what is shown
 * here they might compare Spark with itself.
 */
@ExtendWith(SharedNights.class)
class NativeExecutionTest {

    @Test
    void statementsOfTheCommandAreNativeByDefault(ObservedNight natively) {
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
    }

    @Test
    void thoseOfANightBySparkAloneAreNot(SharedNights.Sound plainly) {
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
